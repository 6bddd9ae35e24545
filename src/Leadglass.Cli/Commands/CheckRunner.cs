using System.Text;
using Leadglass.Cli.Output;
using Leadglass.Exposure;
using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Rules;
using Leadglass.Exposure.Targets;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary>Runs a check from resolved targets to the written report. The demo runs the same.</summary>
internal sealed class CheckRunner(Surroundings surroundings, CheckOptions options, RuleSet<ExaminedPort> rules)
{
    public async Task<int> RunAsync(ResolvedTargets resolved, ReportSink sink, CancellationToken cancellationToken)
    {
        var tool = $"leadglass {Identity.Version}";
        var startedAt = surroundings.Time.GetUtcNow();
        var report = new CheckReport(rules);
        var sensitive = new List<SensitiveValue>();
        sink.Start(tool, "check", startedAt);
        using (var progress = ProgressLine.Start(surroundings, resolved.Count))
        {
            var check = new ExposureCheck(new TcpDialer(surroundings.Time), surroundings.Time, options);
            await foreach (var system in check.RunAsync(resolved.Targets, progress, cancellationToken))
            {
                if (sink.Redacts)
                    sensitive.AddRange(SensitiveValues(system));
                foreach (var port in report.Add(system))
                    sink.Stream(port.Target, port.Findings);
            }
        }

        sensitive.AddRange(resolved.Unresolved.Select(name => new SensitiveValue(SensitiveKind.Host, name.Split(':')[0])));
        sensitive.AddRange([.. sensitive.Where(value => value.Kind == SensitiveKind.Host).Select(InHexadecimal)]);
        return sink.Finish(report.Build(tool, startedAt, surroundings.Time.GetUtcNow(), resolved.Unresolved, cancellationToken.IsCancellationRequested), sensitive);
    }

    private IEnumerable<SensitiveValue> SensitiveValues(SystemObservation system)
    {
        yield return new(SensitiveKind.Host, system.Address.ToString());
        if (system.Name is not null)
            yield return new(SensitiveKind.Host, system.Name);
        foreach (var title in options.CalledAETitles.Append(options.CallingAETitle).Concat(system.Ports.Select(p => p.Web?.Orthanc?.DicomAet)).OfType<string>())
            yield return new(SensitiveKind.AETitle, title);
    }

    // First bytes of an unknown protocol are quoted in hexadecimal, and banners like to name their host.
    private static SensitiveValue InHexadecimal(SensitiveValue value) => value with { Value = Convert.ToHexString(Encoding.UTF8.GetBytes(value.Value)) };
}
