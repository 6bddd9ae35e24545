using System.Globalization;
using System.Net;
using System.Xml;
using Leadglass.Exposure.Targets;
using Leadglass.Findings;

namespace Leadglass.Exposure.External;

/// <summary>Open ports of an XML report of nmap or masscan, with what nmap found out about them. One host is held at a time.</summary>
internal sealed class NmapExport(string name, Action<int?, string> problem)
{
    private const int MaximumText = 1024;

    public IEnumerable<Sighting> Read(ExportStream bytes)
    {
        using var reader = XmlReader.Create(new ExportBytes(bytes), new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Ignore,   // nmap writes a DOCTYPE; nothing in it is ever needed
            XmlResolver = null,
            MaxCharactersInDocument = 1L << 32,
        });
        var source = ExternalSource.Nmap;
        while (Next(reader, ref source) is { } host)
        {
            foreach (var sighting in host)
                yield return sighting;
        }
    }

    private List<Sighting>? Next(XmlReader reader, ref ExternalSource source)
    {
        var host = new List<Sighting>();
        try
        {
            if (reader.ReadState == ReadState.Initial)
            {
                if (reader.MoveToContent() != XmlNodeType.Element || reader.Name != "nmaprun")
                {
                    problem(1, "not an XML report of nmap or masscan (-oX)");
                    return null;
                }

                source = reader.GetAttribute("scanner") == "masscan" ? ExternalSource.Masscan : ExternalSource.Nmap;
            }

            if (!reader.ReadToFollowing("host"))
                return null;
            ReadHost(reader, source, host);
        }
        catch (XmlException e)
        {
            problem(e.LineNumber, "not well-formed XML; what stands before it was read");
            if (host.Count == 0)
                return null;
        }

        return host;
    }

    private void ReadHost(XmlReader reader, ExternalSource source, List<Sighting> sightings)
    {
        var where = new SourceLocation(name, ((IXmlLineInfo)reader).LineNumber);
        var time = long.TryParse(reader.GetAttribute("endtime") ?? reader.GetAttribute("starttime"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? ExportValues.Time(seconds) : null;
        IPAddress? address = null;
        var names = new List<string>();
        Sighting? current = null;
        using var host = reader.ReadSubtree();
        while (host.Read())
        {
            if (host.NodeType != XmlNodeType.Element)
                continue;
            switch (host.Name)
            {
                case "address" when host.GetAttribute("addrtype") is "ipv4" or "ipv6":
                    _ = IPAddress.TryParse(host.GetAttribute("addr"), out address);
                    break;
                case "hostname" when Text(host, "name") is { } hostname && names.Count < 32:
                    names.Add(hostname);
                    break;
                case "port":
                    current = address is not null && PortList.TryParsePort(host.GetAttribute("portid") ?? "", out var port)
                        ? new Sighting { Source = source, Where = where, Address = address, Port = port, Transport = host.GetAttribute("protocol") == "udp" ? "udp" : "tcp", Time = time, Names = names }
                        : null;
                    break;
                case "state" when current is not null && host.GetAttribute("state") == "open":
                    sightings.Add(current);
                    break;
                case "state":
                    current = null;
                    break;
                case "service" when current is not null && sightings.Count > 0:
                    sightings[^1] = current = current with { Service = Text(host, "name"), Product = Text(host, "product"), Version = Text(host, "version") };
                    break;
                case "script" when current is not null && host.GetAttribute("id") == "dicom-ping" && sightings.Count > 0:
                    sightings[^1] = current = current with { Service = "dicom", Banner = Text(host, "output") };
                    break;
                default:
                    break;
            }
        }
    }

    private static string? Text(XmlReader reader, string attribute) =>
        reader.GetAttribute(attribute) is { Length: > 0 } text ? text[..Math.Min(text.Length, MaximumText)] : null;
}
