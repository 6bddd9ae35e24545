using System.Net;
using Leadglass.Exposure.Inventory;
using Leadglass.Exposure.Rules;
using Leadglass.Exposure.Targets;
using Leadglass.Findings;

namespace Leadglass.Exposure.External;

/// <summary>Collects the sightings of exports, keeps those that matter, and judges them. Does no I/O.</summary>
/// <param name="networks">The own networks; sightings elsewhere are counted and left out. Empty takes every address.</param>
/// <param name="knowledge">What the recognised products are held against.</param>
/// <param name="inventory">The site's own picture, which says what may be reached from outside; <see langword="null"/> if there is none.</param>
public sealed class ExternalReport(IReadOnlyList<IPNetwork> networks, KnowledgeCriteria knowledge, SiteInventory? inventory = null)
{
    /// <summary>The most services that one report takes.</summary>
    public const int MaximumServices = 100_000;

    private const int MostCompanions = 1 << 18;
    private const int CompanionsOfATrap = 2;

    // Ports on which industrial control and telephony answer: nobody runs them beside an archive.
    private static readonly (int Port, string Name)[] Companions =
    [
        (102, "Siemens S7"), (502, "Modbus"), (1911, "Niagara Fox"), (2404, "IEC 60870-5-104"), (5060, "SIP"), (20000, "DNP3"), (44818, "EtherNet/IP"), (47808, "BACnet"),
    ];

    private readonly Dictionary<(IPAddress, int, string), SightedService> _services = [];
    private readonly Dictionary<(IPAddress, int, string), SightedService> _before = [];
    private readonly Dictionary<IPAddress, int> _companions = [];
    private long _read;
    private long _outside;
    private bool _compared;
    private bool _tooMany;

    /// <summary>Takes a sighting of the export that is judged; of two of the same service the one that knows more counts, then the later.</summary>
    public void Add(Sighting sighting)
    {
        ArgumentNullException.ThrowIfNull(sighting);
        _read++;
        if (!IsOwn(sighting.Address))
        {
            _outside++;
            return;
        }

        NoteCompanion(sighting);
        Keep(_services, sighting);
    }

    /// <summary>Takes a sighting of the earlier export.</summary>
    public void AddPrevious(Sighting sighting)
    {
        ArgumentNullException.ThrowIfNull(sighting);
        if (IsOwn(sighting.Address))
            Keep(_before, sighting);
    }

    /// <summary>Says that there is an earlier export, even if nothing is in it.</summary>
    public void Compare() => _compared = true;

    /// <summary>What must not leave the house: the addresses and names of every service that was kept, and whose they are.</summary>
    public IEnumerable<SensitiveValue> Sensitive => _services.Values.Concat(_before.Values).Select(service => service.Sighting).SelectMany(sighting => (SensitiveValue[])
    [
        new(SensitiveKind.Host, sighting.Address.ToString()),
        .. sighting.Names.Select(name => new SensitiveValue(SensitiveKind.Host, name)),
        .. sighting.Organisation is { } organisation ? [new SensitiveValue(SensitiveKind.Name, organisation)] : (SensitiveValue[])[],
    ]);

    /// <summary>Judges what was collected.</summary>
    /// <param name="command">The command that asks, such as <c>exposure import</c>.</param>
    /// <param name="tool">Program and version.</param>
    /// <param name="startedAt">Start of the run.</param>
    /// <param name="finishedAt">End of the run.</param>
    /// <param name="problems">How many places of the exports could not be read.</param>
    public Report Build(string command, string tool, DateTimeOffset startedAt, DateTimeOffset finishedAt, int problems)
    {
        var services = _services
            .OrderBy(one => one.Key.Item1, AddressRange.Order).ThenBy(one => one.Key.Item2)
            .Select(one => one.Value with { HoneypotSigns = SignsAt(one.Key.Item1), Inventory = inventory, System = inventory?.Find(ToTarget(one.Value)), Compared = _compared, Before = _before.GetValueOrDefault(one.Key)?.Sighting })
            .ToList();
        var gone = _compared ? _before.Where(one => !_services.ContainsKey(one.Key)).OrderBy(one => one.Key.Item1, AddressRange.Order).ThenBy(one => one.Key.Item2).Select(one => Gone(one.Value.Sighting)).ToList() : [];
        return new Report
        {
            Tool = tool,
            Command = command,
            StartedAt = startedAt,
            FinishedAt = finishedAt,
            Interruption = _tooMany ? $"More than {MaximumServices:N0} services: name your networks with --net." : problems > 0 ? $"Not everything could be read ({Count(problems, "place")})." : null,
            Headline = Headline(services, gone.Count),
            Targets = [.. services.Select(ToTarget), .. gone],
            Findings = [.. services.SelectMany(service => Judge(service))],
        };
    }

    private IEnumerable<Finding> Judge(SightedService service)
    {
        var id = IdOf(service.Sighting);
        return ExternalRules.All.Judge(service, id, service.Product?.Family).Concat(knowledge.Judge(service.Product, id));
    }

    private string Headline(List<SightedService> services, int gone)
    {
        var speaking = services.Count(service => service.Sign == DicomSign.Protocol);
        var left = _outside > 0 ? $" {Count(_outside, "service")} outside your networks left out." : "";
        var missing = gone > 0 ? $" {Count(gone, "service")} of the earlier export not listed any more." : "";
        return $"{Count(_read, "listed service")} read: {speaking:N0} DICOM, {services.Count - speaking:N0} more that may be for medical images.{left}{missing}";
    }

    private static string Count(long number, string noun) => $"{number:N0} {noun}{(number == 1 ? "" : "s")}";

    private bool IsOwn(IPAddress address)
    {
        if (networks.Count == 0)
            return true;
        foreach (var network in networks)
        {
            if (network.Contains(address))
                return true;
        }

        return false;
    }

    private void Keep(Dictionary<(IPAddress, int, string), SightedService> services, Sighting sighting)
    {
        var service = SightedService.Of(sighting);
        if (service.Sign == DicomSign.None)
            return;
        var key = (sighting.Address, sighting.Port, sighting.Transport);
        if (services.TryGetValue(key, out var known) && Weight(known).CompareTo(Weight(service)) > 0)
            return;
        if (services.Count < MaximumServices || known is not null)
            services[key] = service;
        else
            _tooMany = true;
    }

    // Who asked knows more than who saw a port open; then the later sighting counts.
    private static (DicomSign, bool, DateTimeOffset) Weight(SightedService service) => (service.Sign, service.Sighting.SeenFromInternet, service.Sighting.Time ?? DateTimeOffset.MinValue);

    private void NoteCompanion(Sighting sighting)
    {
        var at = Array.FindIndex(Companions, companion => companion.Port == sighting.Port);
        if (at >= 0 && (_companions.Count < MostCompanions || _companions.ContainsKey(sighting.Address)))
            _companions[sighting.Address] = _companions.GetValueOrDefault(sighting.Address) | 1 << at;
    }

    private IReadOnlyList<string> SignsAt(IPAddress address)
    {
        var mask = _companions.GetValueOrDefault(address);
        var names = Companions.Where((_, at) => (mask & 1 << at) != 0).Select(companion => companion.Name).ToList();
        return names.Count < CompanionsOfATrap ? [] : [$"The same address answers on the ports of {string.Join(", ", names)}."];
    }

    private static string IdOf(Sighting sighting) => new IPEndPoint(sighting.Address, sighting.Port) + (sighting.Transport == "tcp" ? "" : $"/{sighting.Transport}");

    private static Target ToTarget(SightedService service)
    {
        var sighting = service.Sighting;
        return new Target
        {
            Id = IdOf(sighting),
            Name = sighting.Names.Count > 0 ? sighting.Names[0] : null,
            Product = service.Product?.ToString(),
            Summary = service.Sign switch
            {
                DicomSign.Protocol => $"speaks DICOM, listed by {sighting.Source}",
                DicomSign.Product => $"an imaging product, listed by {sighting.Source}",
                _ => $"a port of DICOM by its number, listed by {sighting.Source}",
            },
            Complete = true,
            Source = sighting.Where,
            Facts = [.. FactsOf(service)],
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> FactsOf(SightedService service)
    {
        var sighting = service.Sighting;
        yield return new("listedBy", sighting.Source.ToString().ToLowerInvariant());
        if (sighting.Time is { } time)
            yield return new("listedAt", time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
        if (sighting.Service is { } protocol)
            yield return new("listedService", protocol);
        if (sighting.Organisation is { } organisation)
            yield return new("listedOrganisation", organisation);
        if (sighting.Names.Count > 0)
            yield return new("listedNames", string.Join(' ', sighting.Names));
        if (sighting.Vulnerabilities.Count > 0)
            yield return new("listedVulnerabilities", string.Join(' ', sighting.Vulnerabilities));
        if (service.Product is { } product)
            yield return new("productBasis", product.Basis);
    }

    private static Target Gone(Sighting sighting) => new()
    {
        Id = IdOf(sighting),
        Name = sighting.Names.Count > 0 ? sighting.Names[0] : null,
        Summary = "in the earlier export, and not listed any more",
        Complete = true,
        Facts = [new("listedBy", sighting.Source.ToString().ToLowerInvariant())],
    };
}
