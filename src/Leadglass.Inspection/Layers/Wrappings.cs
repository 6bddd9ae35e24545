using System.Buffers;
using System.Buffers.Text;
using System.IO.Compression;

namespace Leadglass.Inspection.Layers;

/// <summary>Finds and opens what bytes are wrapped in: base64, hexadecimal digits, zlib, gzip. What comes out is bounded, whatever the wrapping claims.</summary>
public static class Wrappings
{
    /// <summary>Most bytes that one wrapping gives.</summary>
    public const int MostBytes = 4 << 20;

    /// <summary>Shorter runs of digits and letters are words and numbers.</summary>
    private const int ShortestRun = 32;

    private static readonly SearchValues<byte> Base64Digits = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_\r\n"u8);
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF\r\n"u8);

    /// <summary>The runs of base64 or hexadecimal digits.</summary>
    /// <param name="data">Where to look.</param>
    /// <returns>One layer for each run that can be decoded, in order. A run of hexadecimal digits is read as such.</returns>
    public static IReadOnlyList<Layer> TextRuns(ReadOnlySpan<byte> data)
    {
        List<Layer>? layers = null;
        // A run of the shortest length cannot miss every step of half of it.
        for (var at = ShortestRun / 2; at < data.Length; at += ShortestRun / 2)
        {
            if (!Base64Digits.Contains(data[at]))
                continue;
            var start = data[..at].LastIndexOfAnyExcept(Base64Digits) + 1;
            var length = data[start..].IndexOfAnyExcept(Base64Digits) is >= 0 and var end ? end : data.Length - start;
            at = Math.Max(at, start + length);
            if (length >= ShortestRun && Decode(data.Slice(start, length), start) is { } layer)
                (layers ??= []).Add(layer);
        }

        return layers ?? (IReadOnlyList<Layer>)[];
    }

    /// <summary>Unpacks zlib or gzip data.</summary>
    /// <param name="data">From the header on.</param>
    /// <param name="isGzip">Which of the two.</param>
    /// <param name="most">Most bytes to unpack.</param>
    /// <returns>What came out before the end, the limit or the first fault; <see langword="null"/> if nothing did.</returns>
    public static Layer? Unpack(ReadOnlySpan<byte> data, bool isGzip, int most = MostBytes)
    {
        // A thousand streams that are none should not be copied a thousand times.
        if (!isGzip && !IsZlib(data))
            return null;
        using var packed = new MemoryStream(data.ToArray(), writable: false);
        using Stream unpacking = isGzip ? new GZipStream(packed, CompressionMode.Decompress) : new ZLibStream(packed, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        var isCut = false;
        try
        {
            while (unpacking.Read(buffer) is > 0 and var read)
            {
                bytes.Write(buffer, 0, (int)Math.Min(read, most - bytes.Length));
                if (bytes.Length >= most)
                {
                    isCut = true;
                    break;
                }
            }
        }
        catch (InvalidDataException)
        {
            isCut = true;
        }

        return bytes.Length == 0 ? null : new Layer(isGzip ? "gzip" : "zlib", 0, packed.Position, bytes.ToArray(), isCut);
    }

    /// <summary>
    /// The header: deflate, a check that 31 divides, and no dictionary that only its maker has (FDICT): the framework's complaint about that is no
    /// <see cref="InvalidDataException"/>. Source: RFC 1950 §2.2.
    /// </summary>
    private static bool IsZlib(ReadOnlySpan<byte> data) => data.Length > 2 && (data[0] & 0x0F) == 8 && (data[0] << 8 | data[1]) % 31 == 0 && (data[1] & 0x20) == 0;

    private static Layer? Decode(ReadOnlySpan<byte> run, int offset)
    {
        var isCut = run.Length > MostBytes;
        var digits = new byte[Math.Min(run.Length, MostBytes)];
        var count = 0;
        foreach (var value in run[..digits.Length])
        {
            if (value is not ((byte)'\r' or (byte)'\n'))
                digits[count++] = value switch { (byte)'-' => (byte)'+', (byte)'_' => (byte)'/', _ => value };
        }

        if (count < ShortestRun)
            return null;
        if (run[..digits.Length].IndexOfAnyExcept(HexDigits) < 0)
        {
            var fromHex = new byte[count / 2];
            return Convert.FromHexString(System.Text.Encoding.ASCII.GetString(digits, 0, count & ~1), fromHex, out _, out var written) == OperationStatus.Done
                ? new Layer("hex", offset, run.Length, fromHex.AsMemory(0, written), isCut)
                : null;
        }

        var status = Base64.DecodeFromUtf8InPlace(digits.AsSpan(0, count & ~3), out var decoded);
        return status == OperationStatus.Done ? new Layer("base64", offset, run.Length, digits.AsMemory(0, decoded), isCut) : null;
    }
}
