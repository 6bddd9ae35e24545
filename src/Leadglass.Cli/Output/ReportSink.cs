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

    /// <summary>For a run whose report is not written.</summary>
    public static ReportSink Nowhere(Surroundings surroundings) => new(surroundings, ReportFormat.Terminal, []) { Options = new ReportOptions(), Baseline = null, Redacts = false };

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
            report = new Redactor(sensitive.Concat(HostsOf(Baseline))).Apply(report);

        // Files first: a full disk or a closed pipe behind standard output must not cost them.
        var failures = files.Select(f => f.Write(report, Options with { Width = null, Color = false })).OfType<string>().ToList();
        if (_lines is not null)
            EndStream(report);
        else
            ReportWriter.Write(report, format, surroundings.Out, Options with { Width = format == ReportFormat.Terminal ? Options.Width : null });
        surroundings.Out.Flush();

        foreach (var failure in failures)
            surroundings.Error.WriteLine($"leadglass: {failure}. Standard output has the whole result.");
        return failures.Count > 0 ? ExitCode.Incomplete : exitCode;
    }

    private void EndStream(Report report)
    {
        foreach (var target in report.Targets.Where(target => !_streamed.Contains(target.Id)))
            _lines!.Write(target, [.. report.Findings.Where(finding => finding.Target == target.Id)]);
        _lines!.End(report);
    }

    public void Dispose()
    {
        foreach (var file in files)
            file.Dispose();
    }

    // What is fixed or was not checked again stands in the comparison, and this run has not seen it.
    private static IEnumerable<SensitiveValue> HostsOf(Report? baseline) =>
        from target in baseline?.Targets ?? []
        from host in new[] { IPEndPoint.TryParse(target.Id, out var endpoint) ? endpoint.Address.ToString() : target.Id, target.Name }
        where host is not null
        select new SensitiveValue(SensitiveKind.Host, host);
}
