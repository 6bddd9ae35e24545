using System.Net;
using Leadglass.Findings;

namespace Leadglass.Cli.Output;

/// <summary>Where a report goes: standard output, line by line while the command runs if JSON Lines were asked for, and files at the end.</summary>
internal sealed class ReportSink(Surroundings surroundings, ReportFormat format, IReadOnlyList<ReportFile> files) : IDisposable
{
    private readonly HashSet<string> _streamed = [];
    private JsonLinesWriter? _lines;

    public required ReportOptions Options { get; init; }

    public required Report? Baseline { get; init; }

    public required bool Redacts { get; init; }

    /// <summary>Begins the stream, if there is one. Redaction and a comparison need to have seen everything: with them the lines are written at the end.</summary>
    public void Start(string tool, string command, DateTimeOffset startedAt)
    {
        if (format != ReportFormat.JsonLines || Redacts || Baseline is not null)
            return;
        _lines = new JsonLinesWriter(surroundings.Out);
        _lines.Start(tool, command, startedAt);
    }

    /// <summary>Streams one target with its findings.</summary>
    public void Stream(Target target, IReadOnlyList<Finding> findings)
    {
        if (_lines is null)
            return;
        _lines.Write(target, findings);
        _streamed.Add(target.Id);
    }

    /// <summary>Writes the finished report everywhere.</summary>
    /// <param name="report">The report.</param>
    /// <param name="sensitive">What to hide when the user asked for redaction.</param>
    /// <returns>The exit code.</returns>
    public int Finish(Report report, IEnumerable<SensitiveValue> sensitive)
    {
        if (Baseline is not null)
            report = report with { Baseline = Findings.Baseline.Compare(Baseline, report) };
        var exitCode = Options.ExitPolicy.Decide(report);
        if (Redacts)
            report = new Redactor([.. sensitive, .. (Baseline?.Targets ?? []).SelectMany(HostOf)]).Apply(report);

        if (_lines is not null)
            EndStream(report);
        else
            ReportWriter.Write(report, format, surroundings.Out, Options with { Width = format == ReportFormat.Terminal ? Options.Width : null });
        surroundings.Out.Flush();

        foreach (var error in files.Select(f => f.Write(report, Options with { Width = null, Color = false })).OfType<string>())
        {
            surroundings.Error.WriteLine($"leadglass: {error}. Standard output has the whole result.");
            exitCode = ExitCode.Incomplete;
        }

        return exitCode;
    }

    private void EndStream(Report report)
    {
        foreach (var target in report.Targets.Where(target => !_streamed.Contains(target.Id)))
            _lines!.Write(target, []);
        _lines!.End(report);
    }

    private static IEnumerable<SensitiveValue> HostOf(Target target)
    {
        yield return new(SensitiveKind.Host, IPEndPoint.TryParse(target.Id, out var endpoint) ? endpoint.Address.ToString() : target.Id.Split(':')[0]);
        if (target.Name is not null)
            yield return new(SensitiveKind.Host, target.Name);
    }

    public void Dispose()
    {
        foreach (var file in files)
            file.Dispose();
    }
}
