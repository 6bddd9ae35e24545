using System.Globalization;
using System.Net;
using System.Net.Sockets;
using YamlDotNet.RepresentationModel;

namespace Leadglass.Exposure.Targets;

/// <summary>Reads and writes <c>scope.yaml</c>. Reading reports every error at once, each with its line.</summary>
public static class ScopeFile
{
    /// <summary>A file to fill in, as <c>leadglass scope init</c> writes it.</summary>
    public const string Template =
        """
        # Public addresses that may be checked with leadglass, and who said so.
        # Loopback and private addresses need no scope.
        owner: ""                   # whose networks these are
        authorisedBy: ""            # name and role of the person who allowed it
        validFrom: 2026-01-01       # first day, UTC
        validTo: 2026-12-31         # last day, UTC
        netblocks:                  # address/bits, IPv4 or IPv6
          - 203.0.113.0/24
        # intrusive:                # where --intrusive is allowed too; private addresses need it as well
        #   - 203.0.113.7/32

        """;

    private const int MaxLength = 64 * 1024;

    // Stream, document, mapping, list.
    private const int MaxDepth = 4;

    private const int LastYear = 9999;

    private static readonly string[] Keys = ["owner", "authorisedBy", "validFrom", "validTo", "netblocks", "intrusive"];

    /// <summary>Reads a scope.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="source">Name for messages.</param>
    /// <returns>The scope, or <see langword="null"/> with every error.</returns>
    public static (Scope? Scope, IReadOnlyList<string> Errors) Read(TextReader yaml, string source)
    {
        var errors = new List<string>();
        if (BoundedYaml.Load(yaml, source, "a scope file (leadglass scope init writes one)", MaxLength, MaxDepth, errors) is not { } root)
            return (null, errors);

        foreach (var (key, _) in root.Children)
        {
            if (key is YamlScalarNode { Value: { } name } && !Keys.Contains(name))
                errors.Add(At(key, $"'{name}' is not known; the keys are {string.Join(", ", Keys)}"));
        }

        var owner = Text("owner");
        var authorisedBy = Text("authorisedBy");
        var from = Day("validFrom");
        var to = Day("validTo");
        var netblocks = Netblocks("netblocks", Node("netblocks"));
        var intrusive = Netblocks("intrusive", root.Children.TryGetValue(new YamlScalarNode("intrusive"), out var named) ? named : null);
        if (from >= to?.AddDays(1))
            errors.Add($"{source}: validTo is before validFrom");

        return errors.Count > 0 ? (null, errors) : (new Scope
        {
            Owner = owner,
            AuthorisedBy = authorisedBy,
            ValidFrom = from!.Value,
            ValidUntil = to!.Value.AddDays(1),
            Netblocks = netblocks,
            Intrusive = intrusive,
        }, errors);

        string At(YamlNode node, string message) => $"{source}:{node.Start.Line}: {message}";

        YamlNode? Node(string key)
        {
            if (root.Children.TryGetValue(new YamlScalarNode(key), out var node))
                return node;
            errors.Add($"{source}: '{key}' is missing");
            return null;
        }

        string Text(string key)
        {
            var node = Node(key);
            if (node is null or YamlScalarNode { Value.Length: > 0 })
                return (node as YamlScalarNode)?.Value ?? "";
            errors.Add(At(node, $"'{key}' must be filled in"));
            return "";
        }

        DateTimeOffset? Day(string key)
        {
            var node = Node(key);
            if (node is YamlScalarNode scalar && DateOnly.TryParseExact(scalar.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year < LastYear)
                return new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
            if (node is not null)
                errors.Add(At(node, $"'{key}' must be a day such as 2026-01-31"));
            return null;
        }

        List<IPNetwork> Netblocks(string key, YamlNode? node)
        {
            var list = new List<IPNetwork>();
            if (node is not null and not YamlSequenceNode { Children.Count: > 0 })
                errors.Add(At(node, $"'{key}' must be a list of at least one netblock"));
            foreach (var item in (node as YamlSequenceNode)?.Children ?? [])
            {
                var text = (item as YamlScalarNode)?.Value ?? "";
                if (!IPNetwork.TryParse(text, out var network) || !text.StartsWith($"{network.BaseAddress}/", StringComparison.OrdinalIgnoreCase))
                    errors.Add(At(item, $"'{text}' is not a netblock: write address/bits, with no bits set after the prefix"));
                else if (network.PrefixLength < (network.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? 8 : 32))
                    errors.Add(At(item, $"'{text}' is too large to be one owner's"));
                else
                    list.Add(network);
            }

            return list;
        }
    }
}
