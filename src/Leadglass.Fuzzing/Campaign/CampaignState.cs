using System.Globalization;
using System.Runtime.InteropServices;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Oracles;
using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Fuzzing.Campaign;

/// <summary>Everything that a campaign knows; kept in its folder, so that it can go on after it was ended in any way.</summary>
public sealed record CampaignState
{
    /// <summary>Version of this shape.</summary>
    public const string CurrentVersion = "1.0";

    private const long MostCases = 1L << 48;

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

    /// <summary>The words of its dictionary, in hexadecimal.</summary>
    public IReadOnlyList<string> Tokens { get; init; } = [];

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

    /// <summary>How much of the target ran; null for a program that is a black box.</summary>
    public BlockCoverage? Coverage { get; init; }

    /// <summary>How many inputs of the queue were followed up by what a method of .NET compared when it read them.</summary>
    public int ComparedInputs { get; init; }

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

    /// <summary>Those of the answers that one case alone gave.</summary>
    public IReadOnlyList<string> AnswersSeenOnce { get; init; } = [];

    /// <summary>What was known at which moment.</summary>
    public IReadOnlyList<GrowthPoint> Growth { get; init; } = [];

    /// <summary>When the campaign was to end, in words, as its last run was told.</summary>
    public string? StoppingRule { get; init; }

    /// <summary>What only people know about it; null where nobody said.</summary>
    public CampaignStatement? Statement { get; init; }

    /// <summary>Transfer syntaxes and VRs of the seeds; null where they are no files of DICOM.</summary>
    public DataCoverage? Data { get; init; }

    /// <summary>Seconds spent.</summary>
    public double Seconds { get; init; }

    /// <summary>The defects, in the order in which they were found.</summary>
    public required IReadOnlyList<Defect> Defects { get; init; }

    /// <summary>The command that shows a reproducer again.</summary>
    /// <param name="file">Its file.</param>
    public string CommandFor(string file)
    {
        var quoted = CommandTarget.Quoted(file);
        if (ReplayCommand is not null)
            return ReplayCommand.Replace("{0}", quoted, StringComparison.Ordinal);
        var usual = new ExecutionLimits();
        var limits = string.Concat(
            Limits.Wall == usual.Wall ? "" : string.Create(CultureInfo.InvariantCulture, $" --timeout {Limits.Wall.TotalMilliseconds:0}ms"),
            Limits.Memory == usual.Memory ? "" : string.Create(CultureInfo.InvariantCulture, $" --memory {Limits.Memory >> 20}"),
            DeclaredExits.Count == 0 ? "" : $" --exits {string.Join(',', DeclaredExits)}");
        return $"leadglass fuzz replay {quoted}{limits}{Oracles.Options()} -- {new CommandTarget(Program, Arguments).CommandLine}";
    }

    /// <summary>
    /// Whether a campaign can have written it. The file may come from anybody: names of defects become names of files, and numbers are added up.
    /// </summary>
    internal bool IsSound =>
        Arguments.Concat<object?>(DeclaredExits.Cast<object?>()).Concat(Answers).Concat(AnswersSeenOnce).Concat(Features).Concat(UnhealthySeeds).Concat(Growth).All(static entry => entry is not null)
        && Tokens.All(static token => token is not null && token.Length % 2 == 0 && token.All(char.IsAsciiHexDigit))
        && Operators.All(static tally => tally is { Id: not null, Cases: >= 0 and <= MostCases, Novel: >= 0, Failures: >= 0 })
        && Defects.All(static defect => defect is { FirstCase: >= 0, Count: >= 0 and <= MostCases, Steps: not null }
            && defect.Id.Length > 0 && defect.Id.All(char.IsAsciiHexDigitLower)
            && defect.Extension.StartsWith('.') && defect.Extension.Skip(1).All(static c => char.IsAsciiLetterLower(c) || c == '.') && !defect.Extension.Contains("..", StringComparison.Ordinal)
            && defect.Steps.All(static step => step is not null));

    /// <summary>Cases that were run.</summary>
    public long Cases => Operators.Sum(static tally => tally.Cases);

    /// <summary>What a new campaign begins with.</summary>
    /// <param name="options">What it does.</param>
    /// <param name="tool">The program and version that makes the cases.</param>
    /// <param name="startedAt">When it begins.</param>
    internal static CampaignState Of(CampaignOptions options, string tool, DateTimeOffset startedAt) => new()
    {
        SchemaVersion = CurrentVersion,
        Tool = tool,
        Kind = options.Target.Kind,
        Program = options.Target.Program,
        Arguments = options.Target.Arguments,
        ProgramSha256 = options.Target.Sha256,
        Seed = options.Seed,
        CorpusSha256 = SeedFolder.HashOf(options.Seeds),
        StartedAt = startedAt,
        SeedsFolder = options.SeedsFolder,
        Data = DataCoverage.Of(options.Seeds),
        Oracles = options.Oracles,
        Tokens = [.. options.Tokens.Select(static token => Convert.ToHexString(token.Span))],
        ReplayCommand = options.ReplayCommand,
        Operators = [],
        Answers = [],
        Defects = [],
    };

    /// <summary>This campaign with what the run that begins says of itself.</summary>
    internal CampaignState RunWith(CampaignOptions options) => this with
    {
        DeclaredExits = options.DeclaredExits,
        Statement = options.Statement ?? Statement,
        StoppingRule = (options.Cases, options.Duration) switch
        {
            ({ } cases, null) => $"after {cases} cases",
            ({ } cases, { } duration) => $"after {cases} cases or {duration.TotalSeconds} s of a run, whatever comes first",
            (null, { } duration) => $"after {duration.TotalSeconds} s of a run",
            _ => "when somebody ends it",
        },
        Environment = $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}, {RuntimeInformation.FrameworkDescription}, {System.Environment.ProcessorCount} processors, {options.Jobs} at once",
    };

    /// <summary>Why this campaign cannot be continued as another one; null when it can.</summary>
    /// <param name="mine">What the other one begins with.</param>
    internal string? Objection(CampaignState mine) =>
        mine.Program != Program || !mine.Arguments.SequenceEqual(Arguments) ? "it is about another command"
        : mine.ProgramSha256 != ProgramSha256 ? "the program has changed since"
        : (mine.Coverage is null) != (Coverage is null) ? $"it was made with{(Coverage is null ? "out" : "")} coverage"
        : !mine.Oracles.IsLike(Oracles) ? "other oracles watched"
        : mine.Seed != Seed ? $"its seed is {Seed}"
        : mine.CorpusSha256 != CorpusSha256 ? "its corpus is another one"
        : !mine.DeclaredExits.Order().SequenceEqual(DeclaredExits.Order()) ? "other exit codes were declared"
        : !mine.Tokens.SequenceEqual(Tokens) ? "its dictionary is another one"
        : mine.Tool != Tool ? $"it was made by {Tool}"
        : null;
}
