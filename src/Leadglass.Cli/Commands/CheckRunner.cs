using System.Text;
using Leadglass.Cli.Output;
using Leadglass.Exposure;
using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Rules;
using Leadglass.Exposure.Targets;
using Leadglass.Findings;
using Leadglass.Tls.Observations;

namespace Leadglass.Cli.Commands;

/// <summary>Runs a check from resolved targets to the written report. The demo runs the same.</summary>
internal sealed class CheckRunner(Surroundings surroundings, CheckOptions options, RuleSet<ExaminedPort> rules, TlsCriteria tls, KnowledgeCriteria knowledge)
{
    /// <summary>Adds to the report what can only be said of the whole of it, and is told whether everything was tried; null for nothing. Nothing is streamed then.</summary>
    public Func<Report, bool, Report>? Compare { get; init; }

    public async Task<int> RunAsync(ResolvedTargets resolved, ReportSink sink, CancellationToken cancellationToken)
    {
        var (report, sensitive) = await ExamineAsync(resolved, sink, cancellationToken);
        return sink.Finish(report, sensitive);
    }

    /// <summary>Checks every target, streams what can be streamed, and makes the report.</summary>
    /// <returns>The report, and what to hide in it when the user asked for redaction.</returns>
    public async Task<(Report Report, IReadOnlyList<SensitiveValue> Sensitive)> ExamineAsync(ResolvedTargets resolved, ReportSink sink, CancellationToken cancellationToken)
    {
        var tool = $"leadglass {Identity.Version}";
        var startedAt = surroundings.Time.GetUtcNow();
        var report = new CheckReport(rules, tls, knowledge);
        var sensitive = new List<SensitiveValue>();
        if (Compare is null)
            sink.Start(tool, "check", startedAt);
        using (var progress = ProgressLine.Start(surroundings, resolved.Count))
        {
            var check = new ExposureCheck(new TcpDialer(surroundings.Time), surroundings.Time, options);
            await foreach (var system in check.RunAsync(resolved.Targets, progress, cancellationToken))
            {
                if (sink.Redacts)
                    sensitive.AddRange(SensitiveValues(system));
                // Whether a host that did not answer is worth a line is known at the end: one of its other addresses may.
                foreach (var port in report.Add(system).Where(port => !port.IsUnreached))
                    sink.Stream(port.Target, port.Findings);
            }
        }

        sensitive.AddRange(resolved.Unresolved.Select(name => new SensitiveValue(SensitiveKind.Host, name.Split(':')[0])));
        sensitive.AddRange([.. sensitive.Where(value => value.Kind == SensitiveKind.Host).Select(InHexadecimal)]);
        var built = report.Build(tool, startedAt, surroundings.Time.GetUtcNow(), resolved.Unresolved, cancellationToken.IsCancellationRequested);
        return (Compare?.Invoke(built, !cancellationToken.IsCancellationRequested) ?? built, sensitive);
    }

    // Every value that names a place or comes from one as free text. The keys that cannot exist are ours and name nobody.
    private IEnumerable<SensitiveValue> SensitiveValues(SystemObservation system)
    {
        var hosts = new[] { system.Address.ToString(), system.Name };
        var titles = options.CalledAETitles
            .Append(options.CallingAETitle)
            .Concat(system.Ports.SelectMany(p => p.Dicom?.Attempts ?? []).SelectMany(a => new[] { a.Request.CalledAETitle, a.Request.CallingAETitle }))
            .Concat(system.Ports.Select(p => p.Web?.Orthanc?.DicomAet))
            .Where(title => title != options.Sentinels.CalledAETitle && title != Identity.AETitle);
        var texts = system.Ports.SelectMany(p => new[]
        {
            p.Web?.Server,
            p.Web?.AllowedOrigin is "*" or WebPaths.ForeignOrigin ? null : p.Web?.AllowedOrigin,
            p.Service == ServiceKind.Other ? p.Banner : null,
            p.Service == ServiceKind.Other ? Convert.ToHexString(p.FirstBytes.Span) : null,
        });
        return
        [
            .. Values(SensitiveKind.Host, hosts),
            .. Values(SensitiveKind.AETitle, titles),
            .. Values(SensitiveKind.Name, texts),
            .. system.Ports.Select(p => p.Tls).OfType<ServerObservation>().SelectMany(CertificateValues.Of),
        ];

        static IEnumerable<SensitiveValue> Values(SensitiveKind kind, IEnumerable<string?> values) =>
            values.OfType<string>().Where(value => value.Length > 0).Select(value => new SensitiveValue(kind, value));
    }

    // First bytes of an unknown protocol are quoted in hexadecimal, and banners like to name their host.
    private static SensitiveValue InHexadecimal(SensitiveValue value) => value with { Value = Convert.ToHexString(Encoding.UTF8.GetBytes(value.Value)) };
}
