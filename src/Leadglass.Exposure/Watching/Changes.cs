using System.Globalization;
using Leadglass.Exposure.Inventory;
using Leadglass.Findings;

namespace Leadglass.Exposure.Watching;

/// <summary>
/// Tells what changed between what was last known and a new check. Pure. What could not be found out changes nothing: a port that is busy or silent once keeps
/// what was known of it.
/// </summary>
public static class Changes
{
    private static readonly int[] Thresholds = [0, 7, 14, 30];

    private static readonly string[] Encrypted = ["dicom-tls", "https", "tls"];
    private static readonly string[] Clear = ["dicom", "http"];

    // From the loosest to the strictest; what stands not here is not known.
    private static readonly string[][] Policies = [["open"], ["called-checked"], ["dimse-restricted"], ["calling-checked", "both", "address-restricted"]];

    /// <summary>Compares.</summary>
    /// <param name="before">What was last known; empty before the first run, which then tells nothing but begins.</param>
    /// <param name="report">The new check, held against the inventory.</param>
    /// <returns>The changes, and what is known now.</returns>
    public static (IReadOnlyList<Change> Changes, IReadOnlyList<WatchedTarget> Known) Between(IReadOnlyCollection<WatchedTarget> before, Report report)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(report);
        var known = before.ToDictionary(static target => target.Id);
        var systems = before.Select(static target => SystemOf(target.Id)).ToHashSet();
        var isFirst = before.Count == 0;
        var changes = new List<Change>();
        foreach (var target in report.Targets.Where(static target => InventoryFile.Fact(target, "service") is not null))
        {
            var facts = FactsOf(target, report);
            var old = known.GetValueOrDefault(target.Id);
            if (old is null && !isFirst)
                Add(systems.Contains(SystemOf(target.Id)) ? ChangeKind.PortOpened : ChangeKind.NewSystem, Severity.Medium, target.Id, $"It answers now: {target.Summary}.");
            else if (old is { Answers: false })
                Add(ChangeKind.PortBack, Severity.Info, target.Id, $"It answers again: {target.Summary}.");
            foreach (var (kind, severity, words) in old is null ? [] : Differences(old, facts))
                Add(kind, severity, target.Id, words);
            var days = Days(facts, report.FinishedAt);
            if (days is { } threshold && (old?.CertificateDays is not { } told || threshold < told))
                Add(ChangeKind.CertificateExpires, threshold <= 7 ? Severity.High : Severity.Medium, target.Id, threshold == 0 ? $"Its certificate has expired: {facts["certificateNotAfter"]}." : $"Its certificate expires within {threshold} days: {facts["certificateNotAfter"]}.");
            known[target.Id] = new WatchedTarget(target.Id, true, days, old is null ? facts : Kept(old, facts));
        }

        var answering = report.Targets.Where(static target => InventoryFile.Fact(target, "service") is not null).Select(static target => target.Id).ToHashSet();
        foreach (var silent in known.Values.Where(target => target.Answers && !answering.Contains(target.Id)).ToList())
        {
            Add(ChangeKind.PortSilent, Severity.Low, silent.Id, "It does not answer any more.");
            known[silent.Id] = silent with { Answers = false };
        }

        return (changes, [.. known.Values]);

        void Add(ChangeKind kind, Severity severity, string target, string words) => changes.Add(new Change(report.FinishedAt, kind, severity, target, words));
    }

    private static IEnumerable<(ChangeKind Kind, Severity Severity, string Words)> Differences(WatchedTarget old, Dictionary<string, string> facts)
    {
        if (Encrypted.Contains(old.Fact("service")) && Clear.Contains(facts["service"]))
            yield return (ChangeKind.EncryptionLost, Severity.High, $"It was {old.Fact("service")} and is {facts["service"]}, in clear text.");
        else if (Words(old.Fact("profiles")).Except(Words(facts.GetValueOrDefault("profiles"))).ToList() is { Count: > 0 } lost && facts.ContainsKey("profiles"))
            yield return (ChangeKind.EncryptionLost, Severity.High, $"{string.Join(", ", lost)} held and {(lost.Count == 1 ? "does" : "do")} not any more.");
        var (was, isNow) = (Rank(old.Fact("aePolicy")), Rank(facts.GetValueOrDefault("aePolicy")));
        if (isNow < was)
            yield return (ChangeKind.PolicyLoosened, Severity.High, $"Who may call: {old.Fact("aePolicy")} before, {facts["aePolicy"]} now.");
        foreach (var (key, value) in facts.Where(static fact => IsQuery(fact.Key)))
        {
            if (Answered(value) && old.Fact(key) is { } refused && Refused(refused))
                yield return (ChangeKind.PolicyLoosened, Severity.High, $"{key}: {refused} before, {value} now.");
        }

        if (old.Fact("product") is { } product && facts.GetValueOrDefault("product") is { } other && product != other)
            yield return (ChangeKind.ProductChanged, Severity.Low, $"It was {product} and seems to be {other}.");
        if (Words(facts.GetValueOrDefault("advisories")).Except(Words(old.Fact("advisories"))).ToList() is { Count: > 0 } added && old.Fact("product") == facts.GetValueOrDefault("product"))
            yield return (ChangeKind.NewAdvisory, Severity.Medium, $"Known now for {facts.GetValueOrDefault("product")}, by its version: {string.Join(", ", added)}.");
        if (Words(facts.GetValueOrDefault("drift")).Except(Words(old.Fact("drift"))).ToList() is { Count: > 0 } drift)
            yield return (ChangeKind.Drift, Severity.Medium, $"It differs from the inventory: {string.Join(", ", drift)}.");
    }

    private static Dictionary<string, string> FactsOf(Target target, Report report)
    {
        var facts = target.Facts.DistinctBy(static fact => fact.Key).ToDictionary();
        // A profile that was not judged is not one that does not hold.
        if (target.Assessments.Count > 0 && !target.Assessments.Any(static assessment => assessment.Verdict is Verdict.Inconclusive or Verdict.NotTested))
            facts["profiles"] = string.Join(' ', target.Assessments.Where(static assessment => assessment.Verdict == Verdict.Pass).Select(static assessment => assessment.Subject.Replace(' ', '_')));
        facts["drift"] = string.Join(' ', report.Findings.Where(finding => finding.Target == target.Id && finding.IsProblem && finding.Rule.Id.StartsWith("LG-INV-", StringComparison.Ordinal)).Select(static finding => finding.Rule.Id).Distinct());
        return facts;
    }

    /// <summary>New facts, and old ones where the new run found nothing out.</summary>
    private static Dictionary<string, string> Kept(WatchedTarget old, Dictionary<string, string> facts)
    {
        var kept = new Dictionary<string, string>(facts);
        foreach (var (key, value) in old.Facts)
        {
            if (!facts.TryGetValue(key, out var now) || (key == "aePolicy" && Rank(now) is null) || (IsQuery(key) && !Answered(now) && !Refused(now)))
                kept[key] = value;
        }

        return kept;
    }

    private static int? Rank(string? policy) => Array.FindIndex(Policies, rank => rank.Contains(policy)) is >= 0 and var rank ? rank : null;

    private static bool IsQuery(string key) => key.StartsWith("query.", StringComparison.Ordinal) || key.StartsWith("dicomweb.", StringComparison.Ordinal);

    private static bool Answered(string outcome) => outcome.Split(' ')[0] is "searched" or "returned-records";

    private static bool Refused(string outcome) => outcome.Split(' ')[0] is "not-authorised" or "context-refused" or "aborted" or "login-required";

    private static int? Days(Dictionary<string, string> facts, DateTimeOffset now)
    {
        if (!facts.TryGetValue("certificateNotAfter", out var text) || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end))
            return null;
        var left = (end - now).TotalDays;
        return Thresholds.Where(threshold => left <= threshold).Select(static threshold => (int?)threshold).FirstOrDefault();
    }

    private static string SystemOf(string target) => System.Net.IPEndPoint.TryParse(target, out var endpoint) ? $"{endpoint.Address}" : target;

    private static string[] Words(string? text) => (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
