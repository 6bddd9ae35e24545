using System.CommandLine;
using Leadglass.Cli.Output;
using Leadglass.Findings;
using Leadglass.Tls;
using Leadglass.Tls.Import;
using Leadglass.Tls.Rules;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass tls evaluate</c>: judges what another tool measured. Contacts nobody.</summary>
internal sealed class TlsEvaluateCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly ReportOutput _output = new();
    private readonly Argument<string[]> _files = new("file") { Description = "Reports: sslscan XML, testssl JSON, sslyze JSON, nmap ssl-enum-ciphers XML.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _claim = new("--claim") { Description = "Profile that the servers claim, such as B.12.", HelpName = "profile" };
    private readonly Option<string?> _profile = new("--profile") { Description = "A profile of your own to hold the servers against as well.", HelpName = "site.yaml" };

    public TlsEvaluateCommand(Surroundings surroundings)
        : base("evaluate", "Holds what another tool measured against the profiles of PS3.15 Annex B.")
    {
        _surroundings = surroundings;
        Add(_files);
        Add(_claim);
        Add(_profile);
        _output.AddTo(this);
        SetAction((parsed, cancellationToken) => RunAsync(parsed));
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        var errors = new List<string>();
        var claim = TlsProfiles.Claim(parsed.GetValue(_claim), errors);
        var profiles = TlsProfiles.With(parsed.GetValue(_profile), errors);
        var servers = parsed.GetValue(_files)!.SelectMany(path => Read(path, errors)).ToList();
        using var sink = _output.Open(parsed, _surroundings, errors);
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        var tool = $"leadglass {Exposure.Probing.Identity.Version}";
        var now = _surroundings.Time.GetUtcNow();
        sink.Start(tool, "tls evaluate", now);
        var report = new ServerReport("tls evaluate");
        foreach (var server in servers)
            report.Add($"{server.Host}:{server.Port}", null, new TlsExamination(server.Server, now) { HostName = server.Host, Claim = claim }, profiles);
        var sensitive = servers.SelectMany(server => CertificateValues.Of(server.Server).Prepend(new SensitiveValue(SensitiveKind.Host, server.Host)));
        return sink.Finish(report.Build(tool, now, _surroundings.Time.GetUtcNow(), cancelled: false), sensitive);
    }

    private static IReadOnlyList<ImportedServer> Read(string path, List<string> errors)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var result = ToolReport.Read(stream, path);
            errors.AddRange(result.Errors);
            return result.Servers;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            errors.Add(e.Message);
            return [];
        }
    }
}
