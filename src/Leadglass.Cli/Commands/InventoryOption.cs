using System.CommandLine;
using Leadglass.Exposure.Inventory;
using Leadglass.Exposure.Targets;

namespace Leadglass.Cli.Commands;

/// <summary>The option that names <c>assets.yaml</c>, and what is made of it.</summary>
internal static class InventoryOption
{
    public static Option<string?> Named(string description) => new("--inventory") { Description = description, HelpName = "assets.yaml" };

    /// <summary>Reads the inventory; null, and perhaps errors, where there is none.</summary>
    public static SiteInventory? Read(string? path, List<string> errors)
    {
        if (path is null)
            return null;
        try
        {
            using var reader = new StreamReader(path);
            var (inventory, wrong) = InventoryFile.Read(reader, path);
            errors.AddRange(wrong);
            return inventory;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            errors.Add($"--inventory: {e.Message}");
            return null;
        }
    }

    /// <summary>Its systems as targets: on their own ports, and on others that may be open beside them.</summary>
    public static IEnumerable<TargetRequest> Targets(SiteInventory inventory, IReadOnlyList<int> ports) =>
        from system in inventory.Systems
        from address in system.Addresses
        select TargetParser.TryParse(address, out var request, out var wrong)
            ? request! with { Ports = [.. system.Ports.Select(static port => port.Port).Union(ports)] }
            : throw new InvalidOperationException(wrong);
}
