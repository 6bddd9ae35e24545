using System.Text;
using Leadglass.Exposure.External;
using Leadglass.Exposure.Targets;
using static Leadglass.FuzzTargets.Claims;

namespace Leadglass.FuzzTargets;

/// <summary>The readers of what is to be checked.</summary>
public static class ExposureTargets
{
    /// <summary>Reads a report of nmap.</summary>
    public static void Nmap(byte[] data)
    {
        using var reader = new StreamReader(new MemoryStream(data));
        Claim(NmapImport.Read(reader, [104, 11112], "nmap.xml").Errors.All(static error => error.Length > 0), "every error has words");
    }

    /// <summary>Reads an export of a search engine or a scanner.</summary>
    public static void Export(byte[] data)
    {
        using var file = new MemoryStream(data);
        var reader = new ExportReader("export");
        Claim(reader.Read(file).All(static sighting => sighting.Port is > 0 and < 65536), "every port is one");
        Claim(reader.Count > 0 || reader.Problems.Count > 0, "an export lists services, or says why not");
    }

    /// <summary>Reads the lines of a host list, and each of them as a list of ports.</summary>
    public static void Hosts(byte[] data)
    {
        foreach (var line in Encoding.UTF8.GetString(data).Split('\n'))
        {
            var isTarget = TargetParser.TryParse(line, out var request, out var error);
            Claim(isTarget == request is not null && isTarget == (error.Length == 0), "a line is a target, or says why not");
            if (PortList.TryParse(line, out var ports, out _))
                Claim(ports.All(static port => port is > 0 and < 65536), "every port is one");
        }
    }

    /// <summary>Reads a scope.</summary>
    public static void ScopeText(byte[] data)
    {
        using var reader = new StreamReader(new MemoryStream(data));
        var (scope, errors) = ScopeFile.Read(reader, "scope.yaml");
        Claim(scope is null == errors.Count > 0, "there is a scope, or a reason why not");
    }
}
