using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Targets;
using Leadglass.Findings;

namespace Leadglass.Exposure.Inventory;

/// <summary>Reads and writes <c>assets.yaml</c>. Reading reports every error at once, each with its line.</summary>
public static class InventoryFile
{
    private const int LongestFile = 4 * 1024 * 1024;

    // Stream, document, mapping, list of systems, system, list of ports, port.
    private const int MostNesting = 7;

    private const string What = "an inventory (leadglass inventory init writes one)";

    private static readonly string[] Protocols = ["dicom", "dicom-tls", "tls", "http", "https", "other"];

    /// <summary>Reads an inventory.</summary>
    /// <param name="yaml">The text, at most 4 194 304 characters.</param>
    /// <param name="source">Name for messages.</param>
    /// <returns>The inventory, or <see langword="null"/> with every error.</returns>
    public static (SiteInventory? Inventory, IReadOnlyList<string> Errors) Read(TextReader yaml, string source)
    {
        var errors = new List<string>();
        if (BoundedYaml.Load(yaml, source, What, LongestFile, MostNesting, errors) is not { } node)
            return (null, errors);
        var root = new YamlMap(node, source, errors);
        root.AllowOnly("netblocks", "systems");
        var inventory = new SiteInventory
        {
            Netblocks = [.. root.Texts("netblocks").Select(static item => Netblock(item.Text, item.Error)).OfType<IPNetwork>()],
            Systems = [.. root.Maps("systems").Select(System)],
        };
        foreach (var twice in inventory.Systems.GroupBy(static system => system.Name).Where(static group => group.Count() > 1))
            errors.Add($"{source}: two systems have the name '{twice.Key}'");
        foreach (var twice in inventory.Systems.SelectMany(static system => system.Addresses.Select(static address => address.ToUpperInvariant()).Distinct()).GroupBy(static address => address).Where(static group => group.Count() > 1))
            errors.Add($"{source}: two systems have the address '{twice.Key.ToLowerInvariant()}'");
        if (inventory.Systems.Count == 0 && errors.Count == 0)
            errors.Add($"{source}: there is no system in it");
        return errors.Count > 0 ? (null, errors) : (inventory, errors);
    }

    /// <summary>Writes what a report of <c>leadglass check</c> has seen as an inventory, for somebody to look through: what is there is not yet what should be.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Where to. Lines end with LF.</param>
    public static void Write(Report report, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        writer.Write("# The site's own picture: what is there, and what each system should be. Written from a check of "
            + report.StartedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + ":\n# what was seen is not yet what you want. Go through it, fill in owners, and change what should be otherwise.\n"
            + "# The keys are explained in docs/reference/assets.md.\n\n# Your own networks, so that strangers in them are noticed:\n# netblocks:\n#   - 10.20.0.0/24\n\nsystems:\n");
        var names = new HashSet<string>();
        foreach (var system in report.Targets.Where(static target => SiteInventory.PlaceOf(target).Address is not null).GroupBy(static target => SiteInventory.PlaceOf(target).Address!))
            Write(system.Key, [.. system], names, writer);
    }

    private static void Write(IPAddress address, List<Target> targets, HashSet<string> names, TextWriter writer)
    {
        var name = targets.Select(static target => target.Name).OfType<string>().FirstOrDefault() ?? address.ToString();
        if (!names.Add(name))
            names.Add(name = $"{name} ({address})");
        writer.Write($"  - name: {Text(name)}\n    owner: {Text("to be filled in")}\n    addresses: [{Text(address.ToString())}]\n");
        if (targets.Select(static target => target.Product).OfType<string>().FirstOrDefault() is { } product)
            writer.Write($"    product: {Text(product.Split(' ')[0])}\n");
        var ports = targets.Where(static target => SiteInventory.PlaceOf(target).Port > 0 && Fact(target, "service") is not null).ToList();
        if (ports.Count > 0)
            writer.Write("    ports:\n");
        foreach (var target in ports)
        {
            writer.Write($"      - port: {SiteInventory.PlaceOf(target).Port.ToString(CultureInfo.InvariantCulture)}\n");
            if (Fact(target, "service") is { } service && Protocols.Contains(service))
                writer.Write($"        protocol: {service}\n");
            if (target.Assessments.FirstOrDefault(static assessment => assessment.Verdict == Verdict.Pass) is { } profile)
                writer.Write($"        tls: {Text(profile.Subject)}\n");
            if (CallersOf(Fact(target, "aePolicy")) is { } callers)
                writer.Write($"        callers: {callers}\n");
        }
    }

    /// <summary>A fact of a target; <see langword="null"/> if it has none.</summary>
    internal static string? Fact(Target target, string key) => target.Facts.FirstOrDefault(fact => fact.Key == key).Value;

    private static string? CallersOf(string? policy) => policy switch
    {
        "open" or "called-checked" or "dimse-restricted" => "anyone",
        "calling-checked" or "both" or "address-restricted" => "registered",
        _ => null,
    };

    private static Asset System(YamlMap map)
    {
        map.AllowOnly("name", "owner", "addresses", "aeTitles", "product", "ports");
        var asset = new Asset
        {
            Name = map.RequiredText("name"),
            Owner = map.Text("owner"),
            Addresses = [.. map.Texts("addresses").Select(static item => Address(item.Text.Trim(), item.Error)).OfType<string>()],
            AETitles = [.. map.Texts("aeTitles").Select(static item => Title(item.Text, item.Error)).OfType<string>()],
            Product = map.Text("product"),
            Ports = [.. map.Maps("ports").Select(Port)],
        };
        if (asset.Addresses.Count == 0)
            map.Error("a system needs 'addresses': at least one address or DNS name");
        foreach (var twice in asset.Ports.GroupBy(static port => port.Port).Where(static group => group.Count() > 1))
            map.Error($"port {twice.Key} stands here twice");
        return asset;
    }

    private static AssetPort Port(YamlMap map)
    {
        map.AllowOnly("port", "protocol", "tls", "callers", "reachableFrom");
        return new AssetPort(map.Number("port", 1, ushort.MaxValue))
        {
            Protocol = map.Word("protocol", Protocols),
            TlsProfile = map.Text("tls"),
            Callers = map.Word("callers", "anyone", "registered") switch { "anyone" => Callers.Anyone, "registered" => Callers.Registered, _ => Callers.NotSaid },
            IsReachableFromOutside = map.Word("reachableFrom", "inside", "outside") == "outside",
        };
    }

    private static string? Address(string text, Action<string> error)
    {
        if (IPAddress.TryParse(text, out var address))
            return address.ToString();
        if (Uri.CheckHostName(text) == UriHostNameType.Dns)
            return text;
        error($"'{text}' is neither an address nor a DNS name");
        return null;
    }

    private static string? Title(string text, Action<string> error)
    {
        if (Sentinels.IsAETitle(text))
            return text;
        error($"'{text}' is not an AE title: 1 to 16 characters of ASCII, no backslash, not all spaces (PS3.5 §6.2)");
        return null;
    }

    private static IPNetwork? Netblock(string text, Action<string> error)
    {
        if (IPNetwork.TryParse(text, out var network) && text.StartsWith($"{network.BaseAddress}/", StringComparison.OrdinalIgnoreCase))
            return network;
        error($"'{text}' is not a netblock: write address/bits, with no bits set after the prefix");
        return null;
    }

    // A JSON string is a YAML string; letters of all scripts stay as they are.
    private static string Text(string value) => $"\"{JsonEncodedText.Encode(VisibleText.Of(value), JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
