using System.Globalization;

namespace Leadglass.Bench;

/// <summary>Writes a synthetic export of Shodan to standard output: banners one a line after its public documentation, every hundredth of them DICOM. Nobody's data.</summary>
internal static class SyntheticExport
{
    private const int EveryDicom = 100;
    private const int Filler = 400;

    public static void Write(int count)
    {
        using var output = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 1 << 16);
        var filler = new string('x', Filler);
        for (var i = 0; i < count; i++)
        {
            var (port, module, data) = i % EveryDicom == 0 ? (104, "dicom", "DICOM Server Response") : (443, "https", "HTTP/1.1 200 OK");
            // 198.18.0.0/15 is for benchmarks (RFC 2544).
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $$$"""{"ip_str":"198.{{{18 + (i >> 16 & 1)}}}.{{{i >> 8 & 255}}}.{{{i & 255}}}","port":{{{port + (i >> 17)}}},"transport":"tcp","timestamp":"2026-01-10T08:00:00.000000","data":"{{{data}}}\r\n{{{filler}}}","hash":{{{i}}},"hostnames":["host-{{{i}}}.example"],"domains":["example"],"org":"Synthetic","isp":"Synthetic","asn":"AS64496","location":{"city":"Nowhere","country_code":"ZZ","latitude":0.0,"longitude":0.0},"tags":[],"_shodan":{"module":"{{{module}}}","id":"synthetic-{{{i}}}","crawler":"synthetic"}}"""));
        }
    }
}
