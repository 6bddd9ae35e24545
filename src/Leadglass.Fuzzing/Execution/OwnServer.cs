namespace Leadglass.Fuzzing.Execution;

/// <summary>
/// The server of a campaign, where it is Leadglass that starts it: in one folder for the whole campaign, so that what it stored outlives it.
/// </summary>
/// <param name="command">How it is started; null for a server that runs already.</param>
internal sealed class OwnServer(CommandTarget? command) : IDisposable
{
    private DirectoryInfo? _folder;

    /// <summary>It is started here.</summary>
    public bool IsOurs => command is not null;

    /// <summary>Its process; null where it does not run, or is not ours.</summary>
    public ServerProcess? Process { get; private set; }

    /// <summary>Starts it where it is ours and does not run.</summary>
    /// <returns>Whether it was started now, with why it could not be.</returns>
    public (bool IsNew, string? Error) Start()
    {
        if (command is null || Process is not null)
            return (false, null);
        _folder ??= Directory.CreateTempSubdirectory("leadglass-fuzz-");
        Process = ServerProcess.Start(command, _folder.FullName, out var error);
        return (Process is not null, Process is null ? error : null);
    }

    /// <summary>Ends it; what it stored stays.</summary>
    public void Stop()
    {
        Process?.Dispose();
        Process = null;
    }

    /// <summary>Ends it, and removes what it stored.</summary>
    public void Dispose()
    {
        Stop();
        try
        {
            _folder?.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Something that the server started still writes there: the system's cleaning of temporary files takes the rest.
        }
        _folder = null;
    }
}
