using System.Text.Json;
using Leadglass.Findings.Json;

namespace Leadglass.Findings;

/// <summary>
/// Writes one JSON object a line while a command runs, and flushes after each target: what was found is not lost when the run is interrupted.
/// The lines are <c>start</c>, <c>target</c> and <c>finding</c> as they come, and <c>end</c>.
/// </summary>
/// <param name="writer">Where to write; stays open.</param>
public sealed class JsonLinesWriter(TextWriter writer)
{
    /// <summary>Writes a finished report as the lines that the run would have written.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Where to write.</param>
    public static void Write(Report report, TextWriter writer)
    {
        var lines = new JsonLinesWriter(writer);
        lines.Start(report.Tool, report.Command, report.StartedAt);
        var findings = report.Findings.ToLookup(finding => finding.Target);
        foreach (var target in report.Targets)
            lines.Write(target, findings[target.Id]);
        var listed = report.Targets.Select(target => target.Id).ToHashSet();
        foreach (var unlisted in findings.Where(group => !listed.Contains(group.Key)).SelectMany(group => group))
            lines.WriteLine(FindingDocument.From(unlisted));
        lines.End(report);
    }

    /// <summary>Writes the first line.</summary>
    /// <param name="tool">The program and version, as in <see cref="Report.Tool"/>.</param>
    /// <param name="command">The command, as in <see cref="Report.Command"/>.</param>
    /// <param name="startedAt">Start of the run.</param>
    public void Start(string tool, string command, DateTimeOffset startedAt) =>
        WriteLine(new StartDocument { SchemaVersion = Report.SchemaVersion, Tool = tool, Command = command, StartedAt = startedAt }, flush: true);

    /// <summary>Writes a target and what was concluded about it.</summary>
    /// <param name="target">What was examined.</param>
    /// <param name="findings">What was concluded.</param>
    public void Write(Target target, IEnumerable<Finding> findings)
    {
        WriteLine(TargetDocument.From(target));
        foreach (var finding in findings)
            WriteLine(FindingDocument.From(finding));
        writer.Flush();
    }

    /// <summary>Writes the last line.</summary>
    /// <param name="report">The finished report, of which the end, the headline, the interruption and the comparison are written.</param>
    public void End(Report report)
    {
        var end = new EndDocument
        {
            FinishedAt = report.FinishedAt,
            Headline = report.Headline,
            Interruption = report.Interruption,
            Baseline = report.Baseline is null ? null : BaselineDocument.From(report.Baseline),
        };
        WriteLine(end, flush: true);
    }

    private void WriteLine(LineDocument line, bool flush = false)
    {
        writer.Write(JsonSerializer.Serialize(line, ReportJsonContext.Compact.LineDocument));
        writer.Write('\n');
        if (flush)
            writer.Flush();
    }
}
