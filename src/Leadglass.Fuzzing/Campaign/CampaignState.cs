using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Oracles;

namespace Leadglass.Fuzzing.Campaign;

/// <summary>Everything that a campaign knows; kept in its folder, so that it can go on after it was ended in any way.</summary>
public sealed record CampaignState
{
    /// <summary>Version of this shape.</summary>
    public const string CurrentVersion = "1.0";

    /// <summary>The shape that the file has.</summary>
    public required string SchemaVersion { get; init; }

    /// <summary>The program and version that made the cases: another version may make other ones.</summary>
    public required string Tool { get; init; }

    /// <summary>What is under test.</summary>
    public TargetKind Kind { get; init; }

    /// <summary>The program under test, the assembly, or the address.</summary>
    public required string Program { get; init; }

    /// <summary>Its arguments.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>SHA-256 of the program; empty where it is not at hand.</summary>
    public required string ProgramSha256 { get; init; }

    /// <summary>The seed of all randomness.</summary>
    public required ulong Seed { get; init; }

    /// <summary>SHA-256 over the corpus.</summary>
    public required string CorpusSha256 { get; init; }

    /// <summary>The folder of the corpus; null for the files that Leadglass makes.</summary>
    public string? SeedsFolder { get; init; }

    /// <summary>What one run may cost, as the last one of the campaign was limited.</summary>
    public ExecutionLimits Limits { get; init; } = new();

    /// <summary>Exit codes that were declared; empty when any was accepted.</summary>
    public IReadOnlyList<int> DeclaredExits { get; init; } = [];

    /// <summary>Which oracles watch.</summary>
    public OracleChoice Oracles { get; init; } = OracleChoice.None;

    /// <summary>Operating system, runtime, processors and jobs.</summary>
    public string Environment { get; init; } = "";

    /// <summary>When the campaign began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When this state was written.</summary>
    public DateTimeOffset FinishedAt { get; init; }

    /// <summary>Seeds on which the program fails as they are, with how; cases from them say little.</summary>
    public IReadOnlyList<string> UnhealthySeeds { get; init; } = [];

    /// <summary>How much of a .NET target ran; null for a program, which is a black box.</summary>
    public BlockCoverage? Coverage { get; init; }

    /// <summary>How one sees a reproducer again, with {0} for its file; null where it is fuzz replay with the command of the campaign.</summary>
    public string? ReplayCommand { get; init; }

    /// <summary>Why the campaign did not come to its end; null when it did.</summary>
    public string? Interruption { get; init; }

    /// <summary>How each operator does, in the order that indices follow.</summary>
    public required IReadOnlyList<OperatorTally> Operators { get; init; }

    /// <summary>What the program answered so far, as hashes.</summary>
    public required IReadOnlyList<string> Answers { get; init; }

    /// <summary>What was reached, such as cells of the protocol's state table.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Seconds spent.</summary>
    public double Seconds { get; init; }

    /// <summary>The defects, in the order in which they were found.</summary>
    public required IReadOnlyList<Defect> Defects { get; init; }

    /// <summary>The command that shows a reproducer again.</summary>
    /// <param name="file">Its file.</param>
    public string CommandFor(string file) =>
        ReplayCommand?.Replace("{0}", file, StringComparison.Ordinal) ?? $"leadglass fuzz replay {file}{Oracles.Options()} -- {new CommandTarget(Program, Arguments).CommandLine}";

    /// <summary>Cases that were run.</summary>
    public long Cases => Operators.Sum(static tally => tally.Cases);
}
