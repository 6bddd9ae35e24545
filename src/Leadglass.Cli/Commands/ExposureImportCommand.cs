using System.CommandLine;
using System.Net;
using Leadglass.Cli.Output;
using Leadglass.Exposure.External;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Rules;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass exposure import</c>: judges exports of search engines and scanners. Contacts nobody.</summary>
internal sealed class ExposureImportCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly ReportOutput _output = new();
    private readonly NetworkOption _networks = new();
    private readonly Argument<string[]> _files = new("file")
    {
        Description = "Exports of Shodan, Censys, FOFA, masscan, naabu, zgrab2 or nmap (-oX), packed with gzip or not; told apart by their content.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _inventory = InventoryOption.Named("The site's inventory: say what is in none, and what need not be reachable. Its netblocks count as --net.");
    private readonly Option<string[]> _previous = new("--previous") { Description = "An earlier export of the same search: say what is new, changed and gone. May be repeated.", HelpName = "file", DefaultValueFactory = static _ => [] };
    private readonly Option<string?> _knowledge = KnowledgeCommand.FileOption("--knowledge");

    public ExposureImportCommand(Surroundings surroundings)
        : base("import", "Judges exports of search engines and scanners. Contacts nobody.")
    {
        _surroundings = surroundings;
        Add(_files);
        Add(_networks);
        Add(_inventory);
        Add(_previous);
        Add(_knowledge);
        _output.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var (files, previous) = (parsed.GetValue(_files)!, parsed.GetValue(_previous)!);
        errors.AddRange(files.Concat(previous).Where(file => !File.Exists(file)).Select(file => $"{file}: there is no such file"));
        var inventory = InventoryOption.Read(parsed.GetValue(_inventory), errors);
        IReadOnlyList<IPNetwork> networks = [.. _networks.Read(parsed, errors), .. inventory is { Netblocks.Count: > 0 } ? inventory.Networks : []];
        var startedAt = _surroundings.Time.GetUtcNow();
        var knowledge = new KnowledgeCriteria { Knowledge = KnowledgeCommand.Read(parsed.GetValue(_knowledge), errors), Today = DateOnly.FromDateTime(startedAt.UtcDateTime) };
        using var sink = _output.Open(parsed, _surroundings, errors);
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        var tool = $"leadglass {Identity.Version}";
        sink.Start(tool, "exposure import", startedAt);
        var report = new ExternalReport(networks, knowledge, inventory);
        if (previous.Length > 0)
            report.Compare();
        var problems = 0;
        foreach (var file in previous)
            problems += Read(file, report.AddPrevious, cancellationToken);
        foreach (var file in files)
            problems += Read(file, report.Add, cancellationToken);
        return sink.Finish(report.Build("exposure import", tool, startedAt, _surroundings.Time.GetUtcNow(), problems), report.Sensitive);
    }

    private int Read(string path, Action<Sighting> add, CancellationToken cancellationToken)
    {
        var reader = new ExportReader(path);
        using (var file = File.OpenRead(path))
        {
            foreach (var sighting in reader.Read(file))
            {
                cancellationToken.ThrowIfCancellationRequested();
                add(sighting);
            }
        }

        foreach (var problem in reader.Problems)
            _surroundings.Error.WriteLine($"leadglass: {VisibleText.Of(problem)}");
        return reader.ProblemCount;
    }
}
