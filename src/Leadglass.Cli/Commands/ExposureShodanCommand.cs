using System.CommandLine;
using Leadglass.Cli.Output;
using Leadglass.Exposure.External;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Rules;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass exposure shodan</c>: asks Shodan about own networks. Contacts Shodan, and none of the networks.</summary>
internal sealed class ExposureShodanCommand : Command
{
    private const string KeyVariable = "SHODAN_API_KEY";

    private readonly Surroundings _surroundings;
    private readonly ReportOutput _output = new();
    private readonly NetworkOption _networks = new();
    private readonly Option<string?> _inventory = InventoryOption.Named("The site's inventory, whose public networks and addresses are taken as well.");
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show the requests; send nothing." };
    private readonly Option<string?> _knowledge = KnowledgeCommand.FileOption("--knowledge");

    public ExposureShodanCommand(Surroundings surroundings)
        : base("shodan", $"Asks Shodan what it lists of your networks, one request a second. The key comes from {KeyVariable}.")
    {
        _surroundings = surroundings;
        Add(_networks);
        Add(_inventory);
        Add(_dryRun);
        Add(_knowledge);
        _output.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var inventory = InventoryOption.Read(parsed.GetValue(_inventory), errors);
        var networks = _networks.ReadPublic(parsed, inventory, errors);

        if (parsed.GetValue(_dryRun) && errors.Count == 0)
        {
            await _surroundings.Out.WriteLineAsync("Nothing was sent. This is what would be, with your key, one a second:");
            foreach (var request in networks.SelectMany(ShodanClient.RequestsFor))
                await _surroundings.Out.WriteLineAsync($"  GET {ShodanClient.Address}{request}");
            return ExitCode.Clean;
        }

        var key = _surroundings.Variable(KeyVariable);
        if (string.IsNullOrWhiteSpace(key))
            errors.Add($"{KeyVariable} is not set: put the key of your Shodan account into this environment variable, or use exposure queries and exposure import without one");
        var startedAt = _surroundings.Time.GetUtcNow();
        var knowledge = new KnowledgeCriteria { Knowledge = KnowledgeCommand.Read(parsed.GetValue(_knowledge), errors), Today = DateOnly.FromDateTime(startedAt.UtcDateTime) };
        using var sink = _output.Open(parsed, _surroundings, errors);
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        var tool = $"leadglass {Identity.Version}";
        sink.Start(tool, "exposure shodan", startedAt);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = ShodanClient.Address };
        http.DefaultRequestHeaders.UserAgent.ParseAdd($"leadglass/{Identity.Version}");
        var shodan = new ShodanClient(http, key!, _surroundings.Time);
        var report = new ExternalReport(networks, knowledge, inventory);
        await foreach (var sighting in shodan.AskAsync(networks, cancellationToken))
            report.Add(sighting);
        foreach (var problem in shodan.Problems)
            await _surroundings.Error.WriteLineAsync($"leadglass: {VisibleText.Of(problem)}");
        return sink.Finish(report.Build("exposure shodan", tool, startedAt, _surroundings.Time.GetUtcNow(), shodan.Problems.Count), report.Sensitive);
    }
}
