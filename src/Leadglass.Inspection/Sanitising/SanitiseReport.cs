using Leadglass.Findings;
using Leadglass.Inspection.Rules;

namespace Leadglass.Inspection.Sanitising;

/// <summary>Makes the report about clean copies. Judges by rules alone; does no I/O.</summary>
public sealed class SanitiseReport
{
    private const int MostChanges = 3;

    private readonly List<SanitisedFile> _files = [];
    private readonly List<Target> _targets = [];
    private readonly List<Finding> _findings = [];

    /// <summary>The files so far.</summary>
    public IReadOnlyList<SanitisedFile> Files => _files;

    /// <summary>Keeps a file for the report.</summary>
    /// <param name="file">What was done to it.</param>
    /// <returns>The target and its findings.</returns>
    public (Target Target, IReadOnlyList<Finding> Findings) Add(SanitisedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        // What was in a file that is not passed on is no matter of the copies any more; the rule about it says why.
        var findings = SanitiseRules.All.Judge(file, file.Input).Concat(file.Outcome is SanitiseOutcome.Delivered or SanitiseOutcome.Planned ? file.Findings : []).ToList();
        var target = new Target
        {
            Id = file.Input,
            Summary = Summary(file),
            Complete = file.Outcome != SanitiseOutcome.Failed,
            Facts = [.. Facts(file)],
        };
        _files.Add(file);
        _targets.Add(target);
        _findings.AddRange(findings);
        return (target, findings);
    }

    /// <summary>Makes the report.</summary>
    /// <param name="tool">Program and version.</param>
    /// <param name="startedAt">Start of the run.</param>
    /// <param name="finishedAt">End of the run.</param>
    /// <param name="cancelled">Whether the user ended the run.</param>
    public Report Build(string tool, DateTimeOffset startedAt, DateTimeOffset finishedAt, bool cancelled)
    {
        var failed = Count(SanitiseOutcome.Failed);
        return new Report
        {
            Tool = tool,
            Command = "sanitize",
            StartedAt = startedAt,
            FinishedAt = finishedAt,
            Interruption = cancelled ? "The run was ended before every file was copied." : failed > 0 ? $"{failed:N0} file{(failed == 1 ? "" : "s")} could not be read or written." : null,
            Headline = $"Leadglass {Headline()}.",
            Targets = [.. _targets.OrderBy(static target => target.Id, StringComparer.Ordinal)],
            Findings = [.. _findings.OrderBy(static finding => finding.Target, StringComparer.Ordinal)],
        };
    }

    private string Headline()
    {
        var parts = new List<string>();
        // Whether a planned copy will be clean is known only when it is inspected.
        parts.Add(_files.Exists(static file => file.Outcome == SanitiseOutcome.Planned)
            ? $"would change {_files.Count(static file => file is { Outcome: SanitiseOutcome.Planned, Actions.Count: > 0 }):N0}"
            : $"delivered {Count(SanitiseOutcome.Delivered):N0}, {_files.Count(static file => file is { Outcome: SanitiseOutcome.Delivered, Actions.Count: > 0 }):N0} with changes");
        if (Count(SanitiseOutcome.KeptBack) is > 0 and var keptBack)
            parts.Add($"kept back {keptBack:N0}");
        if (Count(SanitiseOutcome.LeftOut) is > 0 and var leftOut)
            parts.Add($"left out {leftOut:N0} that {(leftOut == 1 ? "is" : "are")} not DICOM");
        return $"{string.Join(", ", parts)}, of {_files.Count:N0} file{(_files.Count == 1 ? "" : "s")}";
    }

    private int Count(SanitiseOutcome outcome) => _files.Count(file => file.Outcome == outcome);

    private static string Summary(SanitisedFile file) => file.Outcome switch
    {
        SanitiseOutcome.Delivered when file.Actions.Count == 0 => "delivered, every byte the same",
        SanitiseOutcome.Delivered => $"delivered; {Changes(file)}",
        SanitiseOutcome.Planned when file.Actions.Count == 0 => "nothing to change",
        SanitiseOutcome.Planned => $"would {Changes(file)}",
        SanitiseOutcome.KeptBack => $"kept back: {file.Reasons[0]}",
        SanitiseOutcome.LeftOut => "left out, not DICOM",
        _ => $"failed: {file.Reasons[0]}",
    };

    private static string Changes(SanitisedFile file) =>
        string.Join("; ", file.Actions.Take(MostChanges)) + (file.Actions.Count > MostChanges ? $"; and {file.Actions.Count - MostChanges:N0} more" : "");

    private static IEnumerable<KeyValuePair<string, string>> Facts(SanitisedFile file)
    {
        yield return new("outcome", file.Outcome.ToString());
        if (file.Output is not null)
            yield return new("output", file.Output);
        if (file.Actions.Count > 0)
            yield return new("changes", $"{file.Actions.Count}");
        if (file.Kept?.PixelDataSha256 is { } pixels)
            yield return new("pixelDataSha256", pixels);
    }
}
