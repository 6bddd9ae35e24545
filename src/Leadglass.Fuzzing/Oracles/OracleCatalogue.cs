using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Oracles;

/// <summary>Every oracle there is for programs.</summary>
public static class OracleCatalogue
{
    internal const string Files = "files";
    internal const string Commands = "commands";
    internal const string Memory = "memory";
    internal const string Time = "time";
    internal const string Uninitialised = "uninitialised";

    /// <summary>The oracle that needs a program beside the one under test.</summary>
    public const string Disagreement = "disagreement";

    /// <summary>The oracles, in the order in which they look.</summary>
    public static IReadOnlyList<OracleDescription> All { get; } =
    [
        new(Files, FailureKind.StrayFile, IsUsual: true,
            "files and folders that appear beside the working folder, home and folder for temporary files of a run",
            "files written where a value says: no canary watches for them"),
        new(Commands, FailureKind.CommandExecuted, IsUsual: true,
            "the file that commands in values make when they are executed",
            "commands executed because of a value: no canary watches for them"),
        new(Memory, FailureKind.Amplification, IsUsual: true,
            $"resident memory of {MemoryOracle.Least >> 20} MiB and {MemoryOracle.Times} bytes a byte of the file above that of the seeds, three times",
            "memory below its limit: how much a small file takes was not held against its size"),
        new(Time, FailureKind.SuperlinearTime, IsUsual: false,
            $"processor time that grows by {TimeOracle.Growth} or more whenever a value of the file becomes twice as long, twice in a row",
            "processor time below its limit: whether it grows faster than the file was not measured"),
        new(Uninitialised, FailureKind.UninitialisedOutput, IsUsual: false,
            "bytes of what is written that follow what memory was filled with, by two fills, twice each",
            "memory that is written out before anything was put into it: memory was not filled"),
        new(Disagreement, FailureKind.Disagreement, IsUsual: false,
            "files that one of two programs accepts (exit code 0) and the other refuses, where they agree on all seeds",
            "files that are accepted and should not be: no other program ran beside it"),
    ];

    /// <summary>An oracle by its name; null where there is none.</summary>
    /// <param name="name">The name.</param>
    public static OracleDescription? Find(string name) => All.FirstOrDefault(oracle => oracle.Name == name);
}
