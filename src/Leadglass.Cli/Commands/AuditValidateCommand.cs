using System.CommandLine;
using Leadglass.Audit;
using Leadglass.Cli.Output;
using Leadglass.Exposure.Probing;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass audit validate</c>: standard, dialect or wrong, and why. Contacts nobody.</summary>
internal sealed class AuditValidateCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly ReportOutput _output = new();
    private readonly Argument<string[]> _files = new("file") { Description = "XML files, captures of syslog, folders of them, or - for standard input.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _edition = new("--edition") { Description = "Edition of PS3.15 whose tables count.", DefaultValueFactory = static _ => "any" };

    public AuditValidateCommand(Surroundings surroundings)
        : base("validate", "Holds audit messages against the schema and the rules of PS3.15 A.5.")
    {
        _surroundings = surroundings;
        _edition.AcceptOnlyFromAmong("any", "2025e", "2026");
        Add(_files);
        Add(_edition);
        _output.AddTo(this);
        SetAction((parsed, cancellationToken) => RunAsync(parsed));
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        var errors = new List<string>();
        using var sink = _output.Open(parsed, _surroundings, errors);
        var names = parsed.GetValue(_files)!;
        errors.AddRange(names.Where(name => name != "-" && !File.Exists(name) && !Directory.Exists(name)).Select(name => $"{name}: there is no such file or folder"));
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        var tool = $"leadglass {Identity.Version}";
        var startedAt = _surroundings.Time.GetUtcNow();
        sink.Start(tool, "audit validate", startedAt);
        var edition = parsed.GetValue(_edition) switch { "2025e" => Edition.E2025e, "2026" => Edition.E2026, _ => (Edition?)null };
        var report = new AuditReport("audit validate");
        foreach (var (id, source, message) in AuditFiles.Read(names, _surroundings.In, report.AddUnread))
        {
            var (target, findings) = report.Add(id, source, message, edition);
            sink.Stream(target, findings);
        }

        return sink.Finish(report.Build(tool, startedAt, _surroundings.Time.GetUtcNow()), []);
    }
}
