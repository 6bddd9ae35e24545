using System.CommandLine;
using System.Net;
using Leadglass.Exposure.External;
using Leadglass.Exposure.Inventory;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary>The option that names own networks.</summary>
internal sealed class NetworkOption : Option<string[]>
{
    public NetworkOption()
        : base("--net")
    {
        Description = "An own network, for example 192.0.2.0/24, or one address. May be repeated.";
        HelpName = "network";
        DefaultValueFactory = static _ => [];
    }

    /// <summary>Reads the networks, each once.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="errors">Takes what is no network.</param>
    public IReadOnlyList<IPNetwork> Read(ParseResult parsed, List<string> errors)
    {
        var networks = new List<IPNetwork>();
        foreach (var text in parsed.GetValue(this)!)
        {
            if (IPNetwork.TryParse(text, out var network))
                networks.Add(network);
            else if (IPAddress.TryParse(text, out var address))
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else
                errors.Add($"--net: {VisibleText.Of(text)} is no network; write its first address and the length of its prefix, for example 192.0.2.0/24");
        }

        return [.. networks.Distinct()];
    }

    /// <summary>Reads the networks that a search engine may be asked about: those of the option, and the public ones of an inventory.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="inventory">The inventory; null if there is none.</param>
    /// <param name="errors">Takes what is no network, or nobody's own.</param>
    public IReadOnlyList<IPNetwork> ReadPublic(ParseResult parsed, SiteInventory? inventory, List<string> errors)
    {
        var before = errors.Count;
        var named = Read(parsed, errors);
        foreach (var network in named)
        {
            if (!SearchQueries.IsAllowed(network, out var error))
                errors.Add($"--net: {error}");
        }

        IReadOnlyList<IPNetwork> networks = [.. named.Union(inventory?.Networks.Where(static network => SearchQueries.IsAllowed(network, out _)) ?? [])];
        if (networks.Count == 0 && errors.Count == before)
            errors.Add("name your own public networks with --net 192.0.2.0/24, or an inventory that has some");
        return networks;
    }
}
