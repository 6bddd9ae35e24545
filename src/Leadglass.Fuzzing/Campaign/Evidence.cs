using System.Security.Cryptography;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Oracles;
using Leadglass.Fuzzing.Seeds;
using Leadglass.Fuzzing.Web;

namespace Leadglass.Fuzzing.Campaign;

/// <summary>
/// What a campaign proves, for somebody who was not there: what was tested with what, how much, what came of it, and what was not tested.
/// Everything needed to make each case again is in it; under an embargo only what gives no defect away.
/// </summary>
public sealed record Evidence
{
    /// <summary>Version of this shape.</summary>
    public const string CurrentVersion = "1.0";

    /// <summary>The shape of this document.</summary>
    public required string SchemaVersion { get; init; }

    /// <summary>The program and version that ran the campaign.</summary>
    public required string Tool { get; init; }

    /// <summary>Start of the campaign.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Its end, or when it was last seen.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>Operating system, runtime and processors.</summary>
    public required string Environment { get; init; }

    /// <summary>What is under test.</summary>
    public required TargetKind Kind { get; init; }

    /// <summary>The program under test, the assembly, or the address.</summary>
    public required string Program { get; init; }

    /// <summary>Its arguments.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>SHA-256 of the program, not of the libraries that it loads; empty where it is not at hand.</summary>
    public required string ProgramSha256 { get; init; }

    /// <summary>The seed of all randomness; null under an embargo, because cases can be made again from it.</summary>
    public required ulong? Seed { get; init; }

    /// <summary>SHA-256 over the corpus.</summary>
    public required string CorpusSha256 { get; init; }

    /// <summary>The files that cases were made of.</summary>
    public required IReadOnlyList<EvidenceSeed> Seeds { get; init; }

    /// <summary>The ways in which they were broken, with how often.</summary>
    public required IReadOnlyList<EvidenceOperator> Operators { get; init; }

    /// <summary>What one run could cost, in words.</summary>
    public required IReadOnlyList<string> Limits { get; init; }

    /// <summary>Which oracles watched besides the ending of each run, each with what it watches for.</summary>
    public required IReadOnlyList<string> Oracles { get; init; }

    /// <summary>Exit codes that were declared; empty when any was accepted.</summary>
    public required IReadOnlyList<int> DeclaredExits { get; init; }

    /// <summary>Cases that were run.</summary>
    public required long Cases { get; init; }

    /// <summary>Seconds that they took, all runs of the campaign together.</summary>
    public required double Seconds { get; init; }

    /// <summary>How many different answers the program gave.</summary>
    public required int Answers { get; init; }

    /// <summary>The share of the cases to come that would be answered as none before: answers seen once, by cases (Good and Turing); null where it is not counted.</summary>
    public required double? UnseenShare { get; init; }

    /// <summary>What was known at which moment.</summary>
    public required IReadOnlyList<GrowthPoint> Growth { get; init; }

    /// <summary>When the campaign was to end, in words; null where its version did not keep it.</summary>
    public required string? StoppingRule { get; init; }

    /// <summary>Who tested, and what for, as people said; null where nobody did.</summary>
    public required CampaignStatement? Statement { get; init; }

    /// <summary>Transfer syntaxes and VRs of the seeds; null where they are no files of DICOM.</summary>
    public required DataCoverage? Data { get; init; }

    /// <summary>What was reached, such as cells of the protocol's state table.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>How much of a .NET target ran; null for a program.</summary>
    public required BlockCoverage? Coverage { get; init; }

    /// <summary>Whether details that would allow somebody to make a reproducer were left out.</summary>
    public required bool Embargo { get; init; }

    /// <summary>The defects.</summary>
    public required IReadOnlyList<EvidenceDefect> Defects { get; init; }

    /// <summary>Seeds on which the program already fails as they are.</summary>
    public required IReadOnlyList<string> UnhealthySeeds { get; init; }

    /// <summary>Why the last run ended early; null when it did not.</summary>
    public required string? Interruption { get; init; }

    /// <summary>What was not tested.</summary>
    public required IReadOnlyList<string> NotTested { get; init; }

    /// <summary>Collects the evidence.</summary>
    /// <param name="state">What the campaign knows.</param>
    /// <param name="seeds">Its corpus.</param>
    /// <param name="embargo">Whether to leave out what would allow somebody to make a reproducer.</param>
    public static Evidence Of(CampaignState state, IReadOnlyList<Seed> seeds, bool embargo)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(seeds);
        return new Evidence
        {
            SchemaVersion = CurrentVersion,
            Tool = state.Tool,
            StartedAt = state.StartedAt,
            FinishedAt = state.FinishedAt,
            Environment = state.Environment,
            Kind = state.Kind,
            Program = state.Program,
            Arguments = state.Arguments,
            ProgramSha256 = state.ProgramSha256,
            Seed = embargo ? null : state.Seed,
            CorpusSha256 = state.CorpusSha256,
            Seeds = [.. seeds.Select(static seed => new EvidenceSeed(seed.Name, seed.Bytes.Length, Convert.ToHexStringLower(SHA256.HashData(seed.Bytes.Span))))],
            Operators = [.. state.Operators.Select(tally => EvidenceOperator.Of(tally, state.Kind))],
            Limits = [.. LimitsOf(state)],
            Oracles = [.. OracleCatalogue.All.Where(oracle => state.Oracles.Has(oracle.Name)).Select(static oracle => $"{oracle.Name}: {oracle.Watches}"), .. BesideOf(state)],
            DeclaredExits = state.DeclaredExits,
            Cases = state.Cases,
            Seconds = Math.Round(state.Seconds, 1),
            Answers = state.Answers.Count,
            UnseenShare = GrowthLog.Unseen(state),
            Growth = state.Growth,
            StoppingRule = state.StoppingRule,
            Statement = state.Statement,
            Data = state.Data,
            Features = state.Features,
            Coverage = state.Coverage,
            Embargo = embargo,
            Defects = [.. state.Defects.Select(defect => EvidenceDefect.Of(defect, state.Kind, embargo))],
            UnhealthySeeds = state.UnhealthySeeds,
            Interruption = state.Interruption,
            NotTested = [.. NotTestedIn(state), .. Unused(state)],
        };
    }

    /// <summary>What was not tested in a campaign; with coverage it is known what ran.</summary>
    internal static IEnumerable<string> NotTestedIn(CampaignState state) =>
        state.Coverage is { } coverage
            ? CampaignWords.Of(state.Kind).NotTested.Where(static line => line != CampaignWords.BlackBox).Prepend($"code coverage: {coverage.Blocks - coverage.Covered} of {coverage.Blocks} {coverage.Unit} of {string.Join(", ", coverage.Assemblies)} never ran")
            : state.Kind != TargetKind.Web || state.Features.Contains(WebExecutor.Controlled) ? CampaignWords.Of(state.Kind).NotTested.Concat(Unwatched(state))
            : CampaignWords.Of(state.Kind).NotTested.Append("objects that were there before: none was stored (--store), or the service did not hand it out again, so whether it stayed as it was is not known");

    private static IEnumerable<string> Unwatched(CampaignState state) =>
        state.Kind switch
        {
            TargetKind.Program => OracleCatalogue.All.Where(oracle => !state.Oracles.Has(oracle.Name)).Select(static oracle => oracle.Unwatched),
            TargetKind.Client when state.ProgramSha256.Length == 0 => ["whether the client crashed, hung or ran out of memory: somebody else ran it, and only its connections were seen"],
            _ => [],
        };

    private static IEnumerable<string> BesideOf(CampaignState state) => state.Oracles.Beside is { } beside ? [$"beside it ran: {beside.CommandLine}"] : [];

    internal static IEnumerable<string> Unused(CampaignState state) =>
        CampaignWords.Of(state.Kind).Operators.Where(op => state.Operators.All(tally => tally.Id != op.Id || tally.Cases == 0)).Select(static op => $"{op.Id}: {op.What}; no case began with it");

    internal static IEnumerable<string> LimitsOf(CampaignState state)
    {
        var limits = state.Limits;
        yield return $"{limits.Wall.TotalSeconds} s by the clock";
        if (state.Kind is TargetKind.Web or TargetKind.Service)
            yield break;
        if (state.Kind == TargetKind.Method)
        {
            yield return $"{limits.Memory / 1024 / 1024} MiB of managed heap";
            yield break;
        }
        yield return $"{limits.Memory / 1024 / 1024} MiB of resident memory";
        if (OperatingSystem.IsWindows())
            yield break;
        yield return limits.AddressSpace
            ? $"{limits.Memory / 1024 / 1024} MiB of address space"
            : "address space not limited: the program needs more of it to start";
        if (state.Coverage is null)
            yield return $"{limits.CpuSeconds} s of processor time";
        yield return $"{limits.FileSize / 1024 / 1024} MiB a file written";
    }
}
