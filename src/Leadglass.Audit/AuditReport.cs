using Leadglass.Audit.Rules;
using Leadglass.Audit.Syslog;
using Leadglass.Audit.Validation;
using Leadglass.Findings;

namespace Leadglass.Audit;

/// <summary>Makes the report about messages: a verdict each, then the rules. Judges by the rules alone; does no I/O.</summary>
/// <param name="command">The command that asked, for example <c>audit validate</c>.</param>
public sealed class AuditReport(string command)
{
    private readonly List<Target> _targets = [];
    private readonly List<Finding> _findings = [];
    private readonly int[] _counts = new int[Enum.GetValues<AuditVerdict>().Length];
    private bool _cutShort;

    /// <summary>Judges one message and keeps it for the report.</summary>
    /// <param name="id">The target's id, such as the file and the number of the message in it.</param>
    /// <param name="source">Where it begins in a file; <see langword="null"/> if it is in none.</param>
    /// <param name="received">The octets, and how they came.</param>
    /// <param name="edition">The edition whose tables count; <see langword="null"/> takes whichever the message keeps.</param>
    /// <returns>What the report says about it, for those who show results as they come.</returns>
    public (Target Target, IReadOnlyList<Finding> Findings) Add(string id, SourceLocation? source, ReceivedMessage received, Edition? edition = null)
    {
        ArgumentNullException.ThrowIfNull(received);
        var examined = AuditValidator.Examine(received.Content.Span, edition);
        IReadOnlyList<Finding> findings = [.. DeliveryRules.All.Judge(received, id), .. AuditRules.All.Judge(examined, id)];
        _counts[(int)examined.Verdict]++;
        var target = new Target
        {
            Id = id,
            Summary = Summary(examined, findings),
            Complete = true,
            Source = source,
            Facts = [.. Facts(examined), .. Facts(received)],
        };
        _targets.Add(target);
        _findings.AddRange(findings);
        return (target, findings);
    }

    /// <summary>Keeps something that no message could be read from.</summary>
    /// <param name="id">The target's id.</param>
    /// <param name="reason">Why.</param>
    public void AddUnread(string id, string reason)
    {
        _cutShort = true;
        _targets.Add(new Target { Id = id, Summary = reason, Complete = false, Facts = [] });
    }

    /// <summary>Makes the report.</summary>
    /// <param name="tool">Program and version.</param>
    /// <param name="startedAt">Start of the run.</param>
    /// <param name="finishedAt">End of the run.</param>
    public Report Build(string tool, DateTimeOffset startedAt, DateTimeOffset finishedAt)
    {
        var (standard, dialect, wrong) = (_counts[(int)AuditVerdict.Standard], _counts[(int)AuditVerdict.Dialect], _counts[(int)AuditVerdict.Wrong]);
        var total = standard + dialect + wrong;
        return new Report
        {
            Tool = tool,
            Command = command,
            StartedAt = startedAt,
            FinishedAt = finishedAt,
            Interruption = _cutShort ? "Not everything could be read." : null,
            Headline = total == 1 && _targets is [var only]
                ? $"Leadglass examined {only.Id}: {only.Summary}."
                : $"Leadglass examined {total:N0} audit messages: {standard:N0} standard, {dialect:N0} in a known dialect, {wrong:N0} wrong.",
            Targets = _targets,
            Findings = _findings,
        };
    }

    private static string Summary(AuditExamination examined, IReadOnlyList<Finding> findings)
    {
        var broken = findings.Count(finding => finding.Verdict == Verdict.Fail);
        var verdict = examined.Verdict switch
        {
            AuditVerdict.Standard => examined.Title is null ? "standard, as far as the schema and A.5.2 go" : $"standard ({Names(examined.Editions)})",
            AuditVerdict.Dialect => $"dialect of {examined.Dialect!.Name}",
            _ => $"wrong, {broken} {(broken == 1 ? "rule is" : "rules are")} broken{(examined.Dialect is { } dialect ? $", in the dialect of {dialect.Name}" : "")}",
        };
        if (examined.Verdict != AuditVerdict.Wrong && broken > 0)
            verdict += ", but not delivered as it should be";
        return examined.Title is { } title ? $"{title}: {verdict}" : verdict;
    }

    private static IEnumerable<KeyValuePair<string, string>> Facts(AuditExamination examined)
    {
        yield return new("verdict", examined.Verdict switch { AuditVerdict.Standard => "standard", AuditVerdict.Dialect => "dialect", _ => "wrong" });
        if (examined.Dialect is { } dialect)
            yield return new("dialect", dialect.Name);
        if (examined.Message?.Event.Id?.Code is { Length: > 0 } code)
            yield return new("event", IssueLog.Short(code));
        if (examined is { Title: not null, Editions.Count: > 0 })
            yield return new("editions", Names(examined.Editions));
    }

    private static IEnumerable<KeyValuePair<string, string>> Facts(ReceivedMessage received)
    {
        if (received.Remote is not { } remote)
            yield break;
        yield return new("sender", $"{remote.Address}");
        yield return new("transport", received.Transport switch { SyslogTransport.Udp => "udp", SyslogTransport.Tls => "tls", _ => "tcp" });
    }

    private static string Names(IEnumerable<Edition> editions) => string.Join(", ", editions.Select(static edition => edition == Edition.E2025e ? "2025e" : "2026"));
}
