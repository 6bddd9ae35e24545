using System.CommandLine;
using Leadglass.Exposure.External;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass exposure queries</c>: what to type into search engines. Contacts nobody.</summary>
internal sealed class ExposureQueriesCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly NetworkOption _networks = new();
    private readonly Option<string?> _inventory = InventoryOption.Named("The site's inventory, whose public networks and addresses are taken as well.");

    public ExposureQueriesCommand(Surroundings surroundings)
        : base("queries", "Prints searches for Shodan, Censys and FOFA about your own networks. Contacts nobody.")
    {
        _surroundings = surroundings;
        Add(_networks);
        Add(_inventory);
        SetAction((parsed, cancellationToken) => RunAsync(parsed));
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        var errors = new List<string>();
        var inventory = InventoryOption.Read(parsed.GetValue(_inventory), errors);
        var networks = _networks.ReadPublic(parsed, inventory, errors);

        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);
        foreach (var (engine, query) in networks.SelectMany(SearchQueries.For))
            await _surroundings.Out.WriteLineAsync($"{engine,-6}  {query}");
        return ExitCode.Clean;
    }
}
