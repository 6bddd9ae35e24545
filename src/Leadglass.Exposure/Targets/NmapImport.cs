using System.Net;
using System.Xml;

namespace Leadglass.Exposure.Targets;

/// <summary>Takes open TCP ports out of an nmap XML report, so that discovery need not be done twice.</summary>
public static class NmapImport
{
    private const int MaxHosts = 1 << 18;

    private static readonly HashSet<string> WantedServices = new(StringComparer.OrdinalIgnoreCase)
    {
        "dicom", "dicom-tls", "dicom-iscl", "acr-nema", "http", "https", "http-alt", "https-alt", "http-proxy", "ssl", "unknown",
    };

    /// <summary>Reads a report.</summary>
    /// <param name="xml">The report; untrusted, its document type is not read.</param>
    /// <param name="ports">Ports that are checked whatever service nmap guessed; others only when the guess is DICOM or a web server.</param>
    /// <param name="source">Name for messages.</param>
    public static TargetList Read(TextReader xml, IReadOnlyCollection<int> ports, string source)
    {
        var requests = new List<TargetRequest>();
        var errors = new List<string>();
        var skipped = 0;
        using var reader = XmlReader.Create(xml, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Ignore,   // nmap writes a DOCTYPE; nothing in it is ever needed
            XmlResolver = null,
            MaxCharactersInDocument = 1L << 30,
        });
        try
        {
            if (reader.MoveToContent() != XmlNodeType.Element || reader.Name != "nmaprun")
                return new TargetList([], [$"{source} is not an nmap XML report (nmap -oX)"], []);
            while (reader.ReadToFollowing("host") && requests.Count < MaxHosts)
                ReadHost(reader, ports, requests, ref skipped);
        }
        catch (XmlException e)
        {
            errors.Add($"{source}:{e.LineNumber}: not well-formed XML ({requests.Count} hosts were read before it)");
        }

        if (requests.Count == MaxHosts)
            errors.Add($"{source}: more than {MaxHosts:N0} hosts with open ports: import it in parts");
        string[] notes = skipped == 0 ? [] : [$"{source}: open ports of other services were left alone ({skipped}); name them with --ports to check them"];
        return new TargetList(requests, errors, notes);
    }

    private static void ReadHost(XmlReader reader, IReadOnlyCollection<int> ports, List<TargetRequest> requests, ref int skipped)
    {
        IPAddress? address = null;
        var open = new List<int>();
        using var host = reader.ReadSubtree();
        var port = 0;
        while (host.Read())
        {
            if (host.NodeType != XmlNodeType.Element)
                continue;
            switch (host.Name)
            {
                case "address" when host.GetAttribute("addrtype") is "ipv4" or "ipv6":
                    if (IPAddress.TryParse(host.GetAttribute("addr"), out var parsed))
                        address = parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed;
                    break;
                case "port":
                    port = host.GetAttribute("protocol") == "tcp" && PortList.TryParsePort(host.GetAttribute("portid") ?? "", out var id) ? id : 0;
                    break;
                case "state" when port != 0:
                    if (host.GetAttribute("state") == "open")
                        open.Add(port);
                    else
                        port = 0;
                    break;
                case "service" when port != 0 && !ports.Contains(port) && !IsWanted(host):
                    open.Remove(port);
                    skipped++;
                    break;
                default:
                    break;
            }
        }

        skipped += open.RemoveAll(p => !PortList.TryParse(p.ToString(), out _, out _));
        if (address is not null && open.Count > 0)
            requests.Add(new TargetRequest(address.ToString(), new IPNetwork(address, address.GetAddressBytes().Length * 8), null, open));
    }

    private static bool IsWanted(XmlReader service) => WantedServices.Contains(service.GetAttribute("name") ?? "");
}
