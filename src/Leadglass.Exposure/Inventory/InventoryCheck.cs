using System.Net;
using Leadglass.Exposure.Rules;
using Leadglass.Findings;

namespace Leadglass.Exposure.Inventory;

/// <summary>Holds a report of <c>leadglass check</c> against the inventory. Pure: the report may be one of yesterday.</summary>
public static class InventoryCheck
{
    /// <summary>Adds to a report what differs from the inventory, and the ports that should have answered.</summary>
    /// <param name="report">The report of a check of the inventory's systems.</param>
    /// <param name="inventory">The inventory.</param>
    /// <param name="keep">Which rules are judged.</param>
    /// <param name="isWhole">Whether every system was tried; otherwise silence says nothing.</param>
    /// <returns>The report with findings of <see cref="InventoryRules"/>, and a target for every port of the inventory at which nothing answered.</returns>
    public static Report Of(Report report, SiteInventory inventory, Func<Rule, bool> keep, bool isWhole = true)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(inventory);
        var rules = InventoryRules.All.Where(keep);
        var findings = new List<Finding>();
        var answered = new HashSet<(Asset, int)>();
        foreach (var target in report.Targets)
        {
            var system = inventory.Find(target);
            var port = SiteInventory.PlaceOf(target).Port;
            if (InventoryFile.Fact(target, "service") is null)
                continue; // a host that was named and did not answer: said for each of its ports below
            if (system is not null)
                answered.Add((system, port));
            findings.AddRange(rules.Judge(new PlacedPort(inventory, system, system?.Ports.FirstOrDefault(wanted => wanted.Port == port), target), target.Id));
        }

        var missing = !isWhole ? [] : inventory.Systems.SelectMany(static system => system.Ports.Select(port => (System: system, Port: port))).Where(place => !answered.Contains((place.System, place.Port.Port))).ToList();
        var known = report.Targets.Select(static target => target.Id).ToHashSet();
        var added = new List<Target>();
        foreach (var (system, port) in missing)
        {
            var id = IPAddress.TryParse(system.Addresses[0], out var address) ? new IPEndPoint(address, port.Port).ToString() : $"{system.Addresses[0]}:{port.Port}";
            findings.AddRange(rules.Judge(new PlacedPort(inventory, system, port, null), id));
            if (!known.Contains(id))
                added.Add(new Target { Id = id, Name = system.Name, Summary = "does not answer, and should", Complete = false, Facts = [] });
        }

        var problems = findings.Count(static finding => finding.IsProblem);
        return report with
        {
            Headline = $"{report.Headline} {(problems == 0 ? "All is as the inventory says." : $"{problems} {(problems == 1 ? "thing differs" : "things differ")} from the inventory.")}",
            Targets = [.. report.Targets, .. added],
            Findings = [.. report.Findings, .. findings],
        };
    }
}
