using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Sessions;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Tests.Triage;

public sealed class FailureReaderTests
{
    // The forms in which glibc, compiler-rt, libstdc++, .NET and CPython write; names of files and functions are invented.
    private const string Assertion = "reader: /build/src/part/reader.cxx:162: bool decode(int): Assertion `rows < 1000' failed.\n";

    private const string AddressSanitizer = """
        =================================================================
        ==4242==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x602000000011 at pc 0x55d0c0de bp 0x7ffd sp 0x7ffc
        WRITE of size 1 at 0x602000000011 thread T0
            #0 0x55d0c0de in __interceptor_memcpy (/usr/bin/reader+0x1)
            #1 0x55d0c0df in copyRow /build/reader.cxx:10
            #2 0x55d0c0e0 in decode /build/reader.cxx:20
            #3 0x55d0c0e1 in main /build/reader.cxx:30
        """;

    private const string DotNet = """
        Unhandled exception. System.IndexOutOfRangeException: Index was outside the bounds of the array.
           at Reader.Decode(Byte[] bytes) in /build/Reader.cs:line 7
           at Reader.Main(String[] args)
        """;

    private const string Python = """
        Traceback (most recent call last):
          File "/usr/bin/reader", line 9, in <module>
            main()
          File "/usr/lib/python3/part.py", line 77, in decode
            raise RecursionError("too deep")
        RecursionError: too deep
        """;

    [Fact]
    public void Read_Assertion_IsItsPlaceWithoutFolders() => Is(Signalled(6, Assertion), FailureKind.Crash, "assertion at reader.cxx:162", 617);

    [Fact]
    public void Read_AddressSanitizer_IsItsFramesOutsideTheSanitizer() => Is(Signalled(6, AddressSanitizer), FailureKind.Crash, "heap-buffer-overflow < copyRow < decode < main", 787);

    /// <summary>The words of compiler-rt, each with the frames of a function that another one could be taken for.</summary>
    [Theory]
    [InlineData("==1==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x6\n    #0 0x5 in (anonymous namespace)::alpha(char*) /src/an.cc:4:3\n    #1 0x5 in main /src/an.cc:9\n\n0x6 is located 0 bytes after\nallocated by thread T0 here:\n    #0 0x5 in malloc", FailureKind.Crash, "heap-buffer-overflow < alpha < main")]
    [InlineData("==1==ERROR: AddressSanitizer: stack-overflow on address 0x6\n    #0 0x5 in void decode<std::vector<int>>(std::vector<int>&) /src/t.cc:4\n    #1 0x5 in reader::Tree::read(int) (/bin/t+0x55)\n", FailureKind.Crash, "stack-overflow < decode < reader::Tree::read")]
    [InlineData("==1==WARNING: MemorySanitizer: use-of-uninitialized-value\n    #0 0x5 in rows /src/m.c:4\n", FailureKind.Crash, "use-of-uninitialized-value < rows")]
    [InlineData("==1==ERROR: UndefinedBehaviorSanitizer: SEGV on unknown address\n    #0 0x5 in rows /src/m.c:4\n", FailureKind.Crash, "SEGV < rows")]
    [InlineData("==1==ERROR: AddressSanitizer: requested allocation size 0xffff exceeds maximum supported size\n    #0 0x5 in operator new[](unsigned long)\n    #1 0x5 in rows /src/m.c:4\n", FailureKind.Resources, "requested < operator new[] < rows")]
    [InlineData("==1==ERROR: AddressSanitizer: allocator is out of memory trying to allocate 0xffff bytes\n    #0 0x5 in rows /src/m.c:4\n", FailureKind.Resources, "allocator < rows")]
    public void Read_WordsOfASanitizer_AreItsKindAndFunctions(string errors, FailureKind kind, string site)
    {
        var failure = FailureReader.Read(Exited(1, errors), [])!;

        Assert.Equal((kind, site), (failure.Kind, failure.Site));
    }

    /// <summary>Told to refuse memory instead of ending, the sanitizer says so and goes on.</summary>
    [Fact]
    public void Read_WarningThatMemoryWasRefused_IsNoFailure() =>
        Assert.False(ServerWords.AreLast("==7==WARNING: AddressSanitizer failed to allocate 0x7fffffff bytes"));

    [Fact]
    public void Read_DotNetException_IsItsTypeAndMethods() => Is(Signalled(6, DotNet), FailureKind.Crash, "System.IndexOutOfRangeException < Reader.Decode < Reader.Main", 248);

    [Fact]
    public void Read_PythonException_IsAFailureAlthoughItExitsWithOne() =>
        Is(Exited(1, Python), FailureKind.Crash, "RecursionError < part.py:77 < reader:9", 674);

    [Theory]
    [InlineData(11, "SIGSEGV", 119)]
    [InlineData(8, "SIGFPE", 369)]
    [InlineData(6, "SIGABRT", 617)]
    public void Read_SignalWithoutAWord_IsTheSignal(int signal, string site, int cwe) => Is(Signalled(signal, ""), FailureKind.Crash, site, cwe);

    [Fact]
    public void Read_RefusedMemory_IsNoCrash() =>
        Is(Signalled(6, "terminate called after throwing an instance of 'std::bad_alloc'\n  what():  std::bad_alloc\n"), FailureKind.Resources, "memory was refused", 789);

    [Fact]
    public void Read_UncaughtException_IsItsType() =>
        Is(Signalled(6, "terminate called after throwing an instance of 'reader::Broken'\n"), FailureKind.Crash, "uncaught reader::Broken", 248);

    [Fact]
    public void Read_TimeIsUp_IsTheSameHangByClockAndProcessor()
    {
        Is(Signalled(24, ""), FailureKind.Hang, "no end within the time", 835);
        Is(new RunResult(RunEnding.TimedOut, 0, 0, ""), FailureKind.Hang, "no end within the time", 835);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(77)]
    public void Read_RefusalWithAnExitCode_IsNoFailure(int code) => Assert.Null(FailureReader.Read(Exited(code, "this is no DICOM file\n"), []));

    [Fact]
    public void Read_ExitCodeThatIsNotDeclared_IsAFailure()
    {
        Is(FailureReader.Read(Exited(77, ""), [0, 1]), FailureKind.UndeclaredExit, "exit code 77", 754);
        Assert.Null(FailureReader.Read(Exited(1, ""), [0, 1]));
    }

    [Fact]
    public void Read_ProgramThatDidNotStart_IsNotItsFailure() => Assert.Null(FailureReader.Read(new RunResult(RunEnding.NotStarted, 0, 0, "no"), []));

    [Fact]
    public void Id_SameCauseFromAnotherFolder_IsTheSame() =>
        Assert.Equal(FailureReader.Read(Signalled(6, Assertion), [])!.Id, FailureReader.Read(Signalled(6, Assertion.Replace("/build", "/tmp/other", StringComparison.Ordinal)), [])!.Id);

    private static RunResult Signalled(int signal, string errors) => new(RunEnding.Signalled, signal, 0, errors);

    private static RunResult Exited(int code, string errors) => new(RunEnding.Exited, code, 0, errors);

    private static void Is(RunResult run, FailureKind kind, string site, int cwe) => Is(FailureReader.Read(run, []), kind, site, cwe);

    private static void Is(Failure? failure, FailureKind kind, string site, int cwe) => Assert.Equal(new Failure(kind, site, cwe), failure);
}
