@echo off
rem Runs Leadglass from its sources. Builds first when a source is newer than the last build.
setlocal
set "root=%~dp0"
set "program=%root%artifacts\bin\Leadglass.Cli\release\leadglass.exe"
set "stamp=%root%artifacts\leadglass.stamp"
set "log=%root%artifacts\leadglass-build.log"

if not exist "%program%" goto build
if not exist "%stamp%" goto build
rem cmd cannot compare times; PowerShell is part of every Windows that runs .NET 10.
powershell -NoProfile -Command "$r = $env:root; $t = (Get-Item -LiteralPath $env:stamp).LastWriteTimeUtc; $s = @('src', 'eng', 'docs\reference' | %% { Get-ChildItem -LiteralPath ($r + $_) -Recurse }) + @('Directory.Build.props', 'Directory.Packages.props', 'global.json' | %% { Get-Item -LiteralPath ($r + $_) }); exit [int][bool]($s | ? LastWriteTimeUtc -gt $t | select -First 1)"
if not errorlevel 1 goto run

:build
where dotnet >nul 2>nul
if errorlevel 1 (
    echo leadglass: the .NET 10 SDK was not found. Install it from https://dotnet.microsoft.com/download/dotnet/10.0 and start again. 1>&2
    exit /b 3
)
if not exist "%root%artifacts" mkdir "%root%artifacts"
echo leadglass: building ^(once, and after each change of the sources^) ... 1>&2
rem The stamp is as old as the start of the build, so that what changes during the build is seen next time.
type nul > "%stamp%.next"
dotnet build "%root%src\Leadglass.Cli" --configuration Release --verbosity quiet -tl:off > "%log%" 2>&1
if errorlevel 1 (
    type "%log%" 1>&2
    echo leadglass: the build failed; the log above is "%log%" 1>&2
    exit /b 3
)
move /y "%stamp%.next" "%stamp%" >nul

:run
"%program%" %*
exit /b %errorlevel%
