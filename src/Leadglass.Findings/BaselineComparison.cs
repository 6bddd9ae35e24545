namespace Leadglass.Findings;

/// <summary>What changed since an earlier run, counted over problems (<see cref="Verdict.Fail"/> and <see cref="Verdict.Warn"/>).</summary>
public sealed record BaselineComparison
{
    private readonly HashSet<(string RuleId, string Target)> _new = [];

    /// <summary>Start of the earlier run.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Problems that the earlier run did not have, or had with less severity or only as a warning.</summary>
    public required IReadOnlyList<BaselineEntry> New
    {
        get;
        init
        {
            field = value;
            _new = [.. value.Select(entry => (entry.RuleId, entry.Target))];
        }
    }

    /// <summary>Problems of the earlier run whose rule was examined again and holds now.</summary>
    public required IReadOnlyList<BaselineEntry> Fixed { get; init; }

    /// <summary>Problems that both runs have.</summary>
    public required IReadOnlyList<BaselineEntry> Unchanged { get; init; }

    /// <summary>Problems of the earlier run that this run has no answer about: the target was not reached, or the rule was not or not conclusively examined.</summary>
    public required IReadOnlyList<BaselineEntry> NotRechecked { get; init; }

    /// <summary>Says whether a finding of the current run is among <see cref="New"/>.</summary>
    /// <param name="finding">A finding of the current run.</param>
    /// <returns><see langword="true"/> if its rule and target are.</returns>
    public bool IsNew(Finding finding) => _new.Contains((finding.Rule.Id, finding.Target));
}
