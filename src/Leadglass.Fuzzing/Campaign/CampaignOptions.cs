using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Oracles;
using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Fuzzing.Campaign;

/// <summary>What a campaign does, and for how long.</summary>
public sealed record CampaignOptions
{
    /// <summary>What is under test.</summary>
    public required CampaignTarget Target { get; init; }

    /// <summary>The files that cases are made of; default: those that Leadglass makes.</summary>
    public IReadOnlyList<Seed> Seeds { get; init; } = SeedCorpus.All;

    /// <summary>The folder that they were read from; null for those that Leadglass makes.</summary>
    public string? SeedsFolder { get; init; }

    /// <summary>How one sees a reproducer again, with {0} for its file; null where it is fuzz replay with the command of the campaign.</summary>
    public string? ReplayCommand { get; init; }

    /// <summary>Words that the target looks for, put into files by the operator <c>token</c>; default none.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Tokens { get; init; } = [];

    /// <summary>The seed of all randomness; default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How long to search, by the clock; null for no end. Making reproducers smaller may take as long again.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>After how many cases to end, those of earlier runs included; null for never.</summary>
    public long? Cases { get; init; }

    /// <summary>How many runs of the target at once; default 1.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>What one run may cost.</summary>
    public ExecutionLimits Limits { get; init; } = new();

    /// <summary>Exit codes that the program may end with; empty (the default) when any will do.</summary>
    public IReadOnlyList<int> DeclaredExits { get; init; } = [];

    /// <summary>What only people know about the campaign; null where nobody said.</summary>
    public CampaignStatement? Statement { get; init; }

    /// <summary>Which oracles watch; default: none. What makes the executor has to be told of them as well.</summary>
    public OracleChoice Oracles { get; init; } = OracleChoice.None;

    /// <summary>How many runs may be spent on making one reproducer smaller; default 200, a tenth for hangs.</summary>
    public int MinimizeBudget { get; init; } = DefaultMinimizeBudget;

    /// <summary>The default of <see cref="MinimizeBudget"/>.</summary>
    public const int DefaultMinimizeBudget = 200;
}
