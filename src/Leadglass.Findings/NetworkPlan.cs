using Leadglass.Findings.Writing;

namespace Leadglass.Findings;

/// <summary>
/// A report as NSA's Manageable Network Plan sees it: for each of its eight milestones, what the findings say for and against it, and what no finding can say.
/// </summary>
/// <remarks>
/// A milestone is never said to be reached: each has tasks that cannot be seen from outside, such as a paper copy, an owner, a procedure. Where nothing
/// speaks against one, it is evidenced in part (<see cref="Verdict.Inconclusive"/>); where nothing was examined, it is not tested.
/// </remarks>
public static class NetworkPlan
{
    private const string Site = "site";
    private const int MostProblems = 10;

    private static readonly Milestone[] Milestones =
    [
        new(1, "Prepare to document", "where reports are kept: protected, backed up, with a copy on paper, in enough detail to undo a change", "keep the JSON report of every run"),
        new(2, "Map your network", "owner and place of each device, wireless and switched-off ones, what a walk through the rooms finds", "leadglass check on every network that has imaging systems"),
        new(3, "Protect your network", "zones by function and trust, choke points, physical access, where old devices are isolated", "leadglass check, and leadglass tls server on each port"),
        new(4, "Reach your network", "how administrators reach each device, and which they cannot", "leadglass tls server and leadglass tls client"),
        new(5, "Control your network", "accounts without administrator's rights, separate ones for administration, their expiry", "leadglass check, and leadglass audit validate on what systems log"),
        new(6, "Manage your network: patches", "how soon patches are installed, tests before that, a plan for what cannot be patched", "leadglass check with current knowledge (leadglass knowledge update), leadglass fuzz on what you make or buy"),
        new(7, "Manage your network: baselines", "the list of approved software, images of devices, control of changes", "leadglass inspect on what comes in, leadglass diff between runs"),
        new(8, "Document your network", "procedures, what administrators know, the plan for emergencies", "complete runs, repeated"),
    ];

    // The longest prefix of a rule's id decides.
    private static readonly (string Prefix, int Milestone)[] Rules =
    [
        ("LG-EXP-001", 3), ("LG-EXP-002", 2), ("LG-EXP-003", 2), ("LG-EXP-004", 2), ("LG-EXP-005", 2), ("LG-EXP-006", 2), ("LG-EXP-007", 3), ("LG-EXP-008", 2),
        ("LG-EXP-073", 2), ("LG-EXP-042", 4), ("LG-EXP-050", 2), ("LG-EXP-052", 2), ("LG-EXP-061", 3), ("LG-EXP-062", 3), ("LG-EXP-063", 4), ("LG-EXP-064", 4), ("LG-EXP-070", 3),
        ("LG-EXP-071", 2), ("LG-EXP-072", 2), ("LG-EXP", 5),
        ("LG-TLS-030", 3), ("LG-TLS-033", 3), ("LG-TLS-034", 3), ("LG-TLS-036", 3), ("LG-TLS", 4),
        ("LG-INV-003", 3), ("LG-INV-005", 5), ("LG-INV", 2), ("LG-AUD", 5), ("LG-KNW", 6), ("LG-FUZ", 6), ("LG-INS", 7),
    ];

    /// <summary>The milestone that a rule belongs to, 1 to 8.</summary>
    /// <param name="rule">The id of a rule.</param>
    /// <returns>The milestone; null where the rule is not known here.</returns>
    public static int? MilestoneOf(string rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var fitting = Rules.Where(known => rule == known.Prefix || rule.StartsWith($"{known.Prefix}-", StringComparison.Ordinal)).ToList();
        return fitting.Count == 0 ? null : fitting.MaxBy(static known => known.Prefix.Length).Milestone;
    }

    /// <summary>Holds a report against the plan.</summary>
    /// <param name="report">The report, of one run or joined of several.</param>
    /// <returns>A report with one target, the site, and an assessment for each milestone.</returns>
    public static Report Of(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var of = report.Findings.ToLookup(static finding => MilestoneOf(finding.Rule.Id));
        var assessments = Milestones.Select(milestone => Assess(milestone, [.. of[milestone.Number]], report)).ToList();
        var (against, part) = (assessments.Count(static one => one.Verdict is Verdict.Fail or Verdict.Warn), assessments.Count(static one => one.Verdict == Verdict.Inconclusive));
        return report with
        {
            Command = "report",
            Headline = $"NSA's Manageable Network Plan: {against} of {Milestones.Length} milestones have problems, {part} evidenced in part, {Milestones.Length - against - part} without evidence.",
            Targets =
            [
                new Target { Id = Site, Summary = $"{report.Targets.Count} targets and {report.Findings.Count} findings held against the plan", Complete = true, Facts = [], Assessments = assessments },
            ],
            Findings = [],
            Baseline = null,
        };
    }

    private static Assessment Assess(Milestone milestone, IReadOnlyList<Finding> findings, Report report)
    {
        var problems = findings.Where(static finding => finding.IsProblem).ToList();
        var holds = findings.Count(static finding => finding.Verdict == Verdict.Pass);
        var seen = Seen(milestone.Number, report);
        var worst = problems.Any(static finding => finding is { Verdict: Verdict.Fail, Severity: >= Severity.High }) ? Verdict.Fail : Verdict.Warn;
        return new Assessment
        {
            Subject = $"{milestone.Number}",
            Title = milestone.Title,
            Verdict = problems.Count > 0 ? worst : holds > 0 || seen is not null ? Verdict.Inconclusive : Verdict.NotTested,
            Summary = problems.Count > 0 ? $"{Wording.Count(problems.Count, "problem")} at {Wording.Count(problems.Select(static finding => finding.Target).Distinct().Count(), "target")}; {Wording.Count(holds, "good answer")}"
                : holds > 0 ? $"nothing found against it in {Wording.Count(holds, "answer")}; evidenced in part"
                : seen is not null ? "evidenced in part"
                : "no evidence",
            Details =
            [
                .. seen is null ? [] : (string[])[seen],
                .. problems.GroupBy(static finding => finding.Rule.Id).OrderByDescending(static group => group.Max(static finding => finding.Severity)).Take(MostProblems)
                    .Select(static group => $"against: {group.Key} {group.First().Rule.Title} ({Wording.Count(group.Select(static finding => finding.Target).Distinct().Count(), "target")})"),
                $"cannot be seen from here: {milestone.Unseen}",
                $"more evidence: {milestone.How}",
            ],
        };
    }

    /// <summary>What the report itself is evidence of.</summary>
    private static string? Seen(int milestone, Report report) => milestone switch
    {
        1 => $"evidence: a dated report that programs can read and compare ({report.StartedAt.UtcDateTime:yyyy-MM-dd})",
        2 when report.Targets.Count > 0 => $"evidence: {Wording.Count(report.Targets.Count, "target")}, the product of {report.Targets.Count(static target => target.Product is not null)} known",
        8 when report.Targets.Count > 0 => $"evidence: {report.Targets.Count(static target => target.Complete)} of {Wording.Count(report.Targets.Count, "examination")} complete",
        _ => null,
    };

    private sealed record Milestone(int Number, string Title, string Unseen, string How);
}
