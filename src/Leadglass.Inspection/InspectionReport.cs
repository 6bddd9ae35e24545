using Leadglass.Findings;
using Leadglass.Inspection.Observations;
using Leadglass.Inspection.Policies;

namespace Leadglass.Inspection;

/// <summary>Makes the report about files. Judges by rules alone; does no I/O.</summary>
/// <param name="policy">What the site accepts; <see langword="null"/> for the default policy.</param>
public sealed class InspectionReport(SitePolicy? policy = null)
{
    private readonly SitePolicy _policy = policy ?? SitePolicy.Default;
    private readonly List<Target> _targets = [];
    private readonly List<Finding> _findings = [];
    private readonly List<string> _unread = [];

    /// <summary>Judges one file and keeps it for the report.</summary>
    /// <param name="path">The file, as the user knows it.</param>
    /// <param name="file">What was seen in it.</param>
    /// <returns>The target and its findings.</returns>
    public (Target Target, IReadOnlyList<Finding> Findings) Add(string path, FileObservation file)
    {
        var findings = _policy.Judge(file, path);
        var target = new Target
        {
            Id = path,
            Product = file.IsDicom ? null : file.Format,
            Summary = Summary(file, findings),
            Complete = file.NotSeen.Count == 0 && file.Documents.All(static document => document.NotSeen.Count == 0),
            Facts = [.. Facts(file)],
        };
        _targets.Add(target);
        _findings.AddRange(findings);
        return (target, findings);
    }

    /// <summary>Keeps a file that could not be read.</summary>
    /// <param name="path">The file, as the user knows it.</param>
    /// <param name="reason">Why not.</param>
    public void AddUnread(string path, string reason)
    {
        _unread.Add(path);
        _targets.Add(new Target { Id = path, Summary = $"not read: {reason}", Complete = false, Facts = [] });
    }

    /// <summary>Makes the report.</summary>
    /// <param name="tool">Program and version.</param>
    /// <param name="startedAt">Start of the run.</param>
    /// <param name="finishedAt">End of the run.</param>
    /// <param name="cancelled">Whether the user ended the run.</param>
    public Report Build(string tool, DateTimeOffset startedAt, DateTimeOffset finishedAt, bool cancelled)
    {
        var suspicious = _findings.Where(static finding => finding.IsProblem && finding.Severity >= Severity.Medium).Select(static finding => finding.Target).Distinct().Count();
        return new Report
        {
            Tool = tool,
            Command = "inspect",
            StartedAt = startedAt,
            FinishedAt = finishedAt,
            Interruption = cancelled ? "The run was ended before every file was looked at." : _unread.Count > 0 ? $"{Count(_unread.Count, "file")} could not be read." : null,
            Headline = $"Leadglass inspected {Count(_targets.Count - _unread.Count, "file")}: {(suspicious == 0 ? "nothing was found that does not belong there" : $"{suspicious} of them {(suspicious == 1 ? "holds" : "hold")} what does not belong there")}.",
            Targets = [.. _targets.OrderBy(static target => target.Id, StringComparer.Ordinal)],
            Findings = [.. _findings.OrderBy(static finding => finding.Target, StringComparer.Ordinal)],
        };
    }

    private static string Count(int number, string noun) => $"{number:N0} {noun}{(number == 1 ? "" : "s")}";

    private static string Summary(FileObservation file, IReadOnlyList<Finding> findings)
    {
        var kind = file.IsDicom ? "DICOM" : file.Format ?? "not DICOM, and of no format that is recognised";
        var worst = findings.Where(static finding => finding.IsProblem).MaxBy(static finding => finding.Severity);
        return worst is null ? $"{kind}, nothing found" : $"{kind}: {char.ToLowerInvariant(worst.Rule.Title[0])}{worst.Rule.Title[1..]}";
    }

    private static IEnumerable<KeyValuePair<string, string>> Facts(FileObservation file)
    {
        yield return new("format", file.IsDicom ? "DICOM" : file.Format ?? "not recognised");
        yield return new("bytes", $"{file.Length}");
        if (file.Preamble is { } preamble)
            yield return new("preamble", preamble.Evidence);
        if (file.Discoveries.Count > 0)
            yield return new("found", $"{file.Discoveries.Count}");
    }
}
