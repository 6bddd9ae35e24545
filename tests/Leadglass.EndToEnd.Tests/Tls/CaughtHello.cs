using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Leadglass.EndToEnd.Tests.Tls;

/// <summary>
/// The first record of a client, with its fingerprints worked out from the bytes alone, by the formulas of github.com/salesforce/ja3 and
/// github.com/FoxIO-LLC/ja4 and without anything of the product: the other opinion.
/// </summary>
internal sealed class CaughtHello
{
    private const int ServerName = 0;
    private const int SupportedGroups = 10;
    private const int PointFormats = 11;
    private const int SignatureAlgorithms = 13;
    private const int ApplicationProtocols = 16;
    private const int SupportedVersions = 43;

    private readonly List<int> _suites;
    private readonly List<(int Type, byte[] Data)> _extensions = [];

    private CaughtHello(byte[] record)
    {
        Record = record;
        // Record header, message header, version, random: 5 + 4 + 2 + 32; then session id, suites, compressions, extensions.
        var position = 43;
        position += 1 + record[position];
        var end = position + 2 + At(position);
        _suites = Pairs(record[(position + 2)..end]);
        position = end + 1 + record[end] + 2;
        while (position < record.Length)
        {
            var length = At(position + 2);
            _extensions.Add((At(position), record[(position + 4)..(position + 4 + length)]));
            position += 4 + length;
        }
    }

    /// <summary>The record as it came.</summary>
    public byte[] Record { get; }

#pragma warning disable CA5351 // JA3 is an MD5 hash by definition: it names, it protects nothing.
    public string Ja3 => Lower(MD5.HashData(Encoding.ASCII.GetBytes(string.Join(
        ',',
        $"{At(9)}",
        string.Join('-', Plain(_suites)),
        string.Join('-', Plain(_extensions.Select(static extension => extension.Type))),
        string.Join('-', Plain(Pairs(Data(SupportedGroups).Skip(2)))),
        string.Join('-', Data(PointFormats).Skip(1))))));
#pragma warning restore CA5351

    public string Ja4
    {
        get
        {
            var versions = Plain(Pairs(Data(SupportedVersions).Skip(1))).DefaultIfEmpty(At(9));
            var suites = Plain(_suites).ToList();
            var types = Plain(_extensions.Select(static extension => extension.Type)).ToList();
            var protocol = Data(ApplicationProtocols) is { Length: > 3 } list ? Encoding.ASCII.GetString(list, 3, list[2]) : "00";
            var counts = $"{(versions.Max() is var highest && highest == 0x0304 ? "13" : highest == 0x0303 ? "12" : highest == 0x0302 ? "11" : "10")}"
                + $"{(types.Contains(ServerName) ? 'd' : 'i')}{suites.Count:00}{types.Count:00}{protocol[0]}{protocol[^1]}";
            var sorted = types.Where(static type => type is not (ServerName or ApplicationProtocols)).Select(static type => $"{type:x4}").Order(StringComparer.Ordinal);
            var schemes = Pairs(Data(SignatureAlgorithms).Skip(2)).Select(static scheme => $"{scheme:x4}").ToList();
            return $"t{counts}_{Twelve(string.Join(',', suites.Select(static suite => $"{suite:x4}").Order(StringComparer.Ordinal)))}"
                + $"_{Twelve(string.Join(',', sorted) + (schemes.Count > 0 ? "_" + string.Join(',', schemes) : ""))}";
        }
    }

    /// <summary>Takes the first record that a client sends and hangs up.</summary>
    public static async Task<CaughtHello> CatchAsync(Func<int, Task> client, CancellationToken cancellation)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var connecting = client(((IPEndPoint)listener.LocalEndpoint).Port);
        byte[] record;
        using (var socket = await listener.AcceptSocketAsync(cancellation))
        {
            await using var stream = new NetworkStream(socket);
            var header = new byte[5];
            await stream.ReadExactlyAsync(header, cancellation);
            record = [.. header, .. new byte[header[3] << 8 | header[4]]];
            await stream.ReadExactlyAsync(record.AsMemory(5), cancellation);
        }

        listener.Stop();
        await connecting;
        return new CaughtHello(record);
    }

    private int At(int position) => Record[position] << 8 | Record[position + 1];

    private byte[] Data(int type) => _extensions.FirstOrDefault(extension => extension.Type == type).Data ?? [];

    /// <summary>RFC 8701: 0A0AH, 1A1AH and so on mean nothing.</summary>
    private static IEnumerable<int> Plain(IEnumerable<int> codes) => codes.Where(static code => (code & 0x0F0F) != 0x0A0A || code >> 8 != (code & 0xFF));

    private static List<int> Pairs(IEnumerable<byte> bytes) => [.. bytes.Chunk(2).Select(static pair => pair[0] << 8 | pair[1])];

    private static string Twelve(string text) => Lower(SHA256.HashData(Encoding.ASCII.GetBytes(text)))[..12];

    private static string Lower(byte[] hash) => Convert.ToHexStringLower(hash);
}
