using System.Buffers;
using System.Buffers.Text;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Leadglass.Inspection.Contents;

/// <summary>Objects of programming languages other than pickles, which have a reader of their own. Sources: Java Object Serialization §6.4, MS-NRBF §2.6.1, and the readers of PHP, Ruby and CPython.</summary>
internal static class SerialisedSignatures
{
    private static readonly SearchValues<byte> EndOfTag = SearchValues.Create(" \t\r\n[{\0"u8);

    public static IEnumerable<Signature> All =>
    [
        new(ContentKinds.JavaSerial, [0xAC, 0xED, 0x00, 0x05], JavaStream),
        new(ContentKinds.BinaryFormatter, [0x01, 0, 0, 0, 0, 0, 0, 0], BinaryFormatter) { MagicOffset = 9 },
        new(ContentKinds.PhpSerial, "O:"u8.ToArray(), PhpObject),
        new(ContentKinds.PhpSerial, "C:"u8.ToArray(), PhpObject),
        new(ContentKinds.RubyMarshal, [0x04, 0x08], RubyObject),
        new(ContentKinds.YamlObject, "!!python/"u8.ToArray(), YamlTag),
        new(ContentKinds.YamlObject, "!python/"u8.ToArray(), YamlTag),
        new(ContentKinds.YamlObject, "tag:yaml.org,2002:python/"u8.ToArray(), YamlTag),
        new(ContentKinds.YamlObject, "!ruby/"u8.ToArray(), YamlTag),
        new(ContentKinds.YamlObject, "!!javax."u8.ToArray(), YamlTag),
        new(ContentKinds.YamlObject, "!!java."u8.ToArray(), YamlTag),
        new(ContentKinds.YamlObject, "!!com.sun."u8.ToArray(), YamlTag),
        new(ContentKinds.XmlDecoder, "java.beans.XMLDecoder"u8.ToArray(), static _ => "names java.beans.XMLDecoder"),
        new(ContentKinds.PythonMarshal, [0xE3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], static c => PythonMarshal.CodeObject(c)),
        new(ContentKinds.PythonMarshal, [0x63, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], static c => PythonMarshal.CodeObject(c)),
        new(ContentKinds.NumPyObjects, NumPyMagic, static c => NumPyHeader(c) is { Length: > 0 } header && header.IndexOf("O'"u8) >= 0 ? "array header with object elements: a pickle follows" : null),
        new(ContentKinds.NumPy, NumPyMagic, static c => NumPyHeader(c) is { Length: > 0 } header && header.IndexOf("O'"u8) < 0 ? "array header of plain elements" : null),
        // The configuration of a Keras model is plain JSON, in HDF5 as in the newer archives; a Lambda layer carries marshalled code beside it.
        new(ContentKinds.KerasLambda, "\"class_name\": \"Lambda\""u8.ToArray(), static _ => "a layer of class Lambda"),
        new(ContentKinds.KerasLambda, "\"class_name\":\"Lambda\""u8.ToArray(), static _ => "a layer of class Lambda"),
        new(ContentKinds.Hdf5, [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A], static _ => "HDF5 signature"),
        new(ContentKinds.Gguf, "GGUF"u8.ToArray(), static c => c.Length >= 24 && ReadUInt32LittleEndian(c[4..]) is >= 1 and <= 4 && ReadUInt64LittleEndian(c[8..]) < 1 << 24 && ReadUInt64LittleEndian(c[16..]) < 1 << 24 ? "GGUF header" : null),
        new(ContentKinds.SafeTensors, "{\""u8.ToArray(), SafeTensors) { MagicOffset = 8, StartOnly = true },
        .. Enumerable.Range(3, 12).Select(static version => new Signature(ContentKinds.Onnx, [0x08, (byte)version], OnnxModel) { StartOnly = true }),
    ];

    private static byte[] NumPyMagic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    private static string? JavaStream(ReadOnlySpan<byte> c)
    {
        if (c.Length < 8)
            return null;
        // newObject, newArray or newEnum begin with a class descriptor that names its class; block data carries its length.
        switch (c[4])
        {
            case 0x73 or 0x75 or 0x7E when c[5] == 0x72:
                var length = ReadUInt16BigEndian(c[6..]);
                if (length is 0 or > 512 || c.Length < 8 + length || !IsJavaName(c.Slice(8, length)))
                    return null;
                return $"stream of class {Ascii.Name(c.Slice(8, length))}";
            case 0x73 or 0x75 when c[5] == 0x7D:
                return "stream of a dynamic proxy";
            case 0x77 when c[5] > 0 && c.Length > 6 + c[5] && c[6 + c[5]] is >= 0x70 and <= 0x7E:
                return "stream of block data";
            case 0x74 when ReadUInt16BigEndian(c[5..]) is > 0 and var text && c.Length >= 7 + text && Ascii.IsText(c.Slice(7, text)):
                return "stream of a string";
            case 0x76 when c[5] == 0x72:
                return "stream of a class object";
            default:
                return null;
        }
    }

    private static bool IsJavaName(ReadOnlySpan<byte> name)
    {
        foreach (var value in name)
        {
            if (!Ascii.IsWord(value) && value is not ((byte)'.' or (byte)'$' or (byte)'[' or (byte)';' or (byte)'/'))
                return false;
        }

        return true;
    }

    // SerializedStreamHeader: type 0, root id, header id -1 in practice, version 1.0; then the first record.
    private static string? BinaryFormatter(ReadOnlySpan<byte> c)
    {
        if (c.Length < 18 || c[0] != 0 || ReadInt32LittleEndian(c[1..]) == 0 || ReadInt32LittleEndian(c[5..]) is not (-1 or 0))
            return null;
        return c[17] is 0x0C or 0x05 or 0x04 or 0x06 or 0x07 or 0x0F or 0x10 or 0x11 or 0x15 && (ReadInt32LittleEndian(c[5..]) == -1 || ReadInt32LittleEndian(c[1..]) is > 0 and < 1 << 16)
            ? "stream header of version 1.0 and a record"
            : null;
    }

    private static string? PhpObject(ReadOnlySpan<byte> c)
    {
        if (!Utf8Parser.TryParse(c[2..Math.Min(c.Length, 8)], out int length, out var digits) || length is < 1 or > 256)
            return null;
        var at = 2 + digits;
        if (c.Length < at + 2 + length + 3 || c[at] != ':' || c[at + 1] != '"')
            return null;
        var name = c.Slice(at + 2, length);
        var rest = c[(at + 2 + length)..];
        return Ascii.IsDottedName(name) && rest[0] == '"' && rest[1] == ':' && Ascii.IsDigit(rest[2]) ? $"object of class {Ascii.Name(name)}" : null;
    }

    // Version 4.8, then an object, user-marshalled object, struct or class that names itself; the name's length is one byte of value + 5.
    private static string? RubyObject(ReadOnlySpan<byte> c)
    {
        if (c.Length < 8)
            return null;
        var isNamed = c[2] is (byte)'o' or (byte)'u' or (byte)'U' or (byte)'S' or (byte)'e' && c[3] == ':';
        var at = isNamed ? 4 : c[2] is (byte)'c' or (byte)'m' ? 3 : 0;
        if (at == 0 || c[at] is < 8 or > 100)
            return null;
        var length = c[at] - 5;
        if (c.Length < at + 1 + length)
            return null;
        var name = c.Slice(at + 1, length);
        if (name[0] is < (byte)'A' or > (byte)'Z' || length < 3)
            return null;
        foreach (var value in name)
        {
            if (value >= 0x80 || (!Ascii.IsWord(value) && value != ':'))
                return null;
        }

        return $"object of class {Ascii.Name(name)}";
    }

    private static string? YamlTag(ReadOnlySpan<byte> c)
    {
        var end = c[..Math.Min(c.Length, 160)].IndexOfAny(EndOfTag);
        var tag = end < 0 ? c[..Math.Min(c.Length, 160)] : c[..end];
        return Ascii.IsText(tag) && tag.Length > 8 ? $"tag {Ascii.Name(tag)}" : null;
    }

    private static ReadOnlySpan<byte> NumPyHeader(ReadOnlySpan<byte> c)
    {
        if (c.Length < 12 || c[6] is < 1 or > 3 || c[7] != 0)
            return default;
        var (start, length) = c[6] == 1 ? (10, ReadUInt16LittleEndian(c[8..])) : (12, (int)Math.Min(ReadUInt32LittleEndian(c[8..]), 1 << 16));
        var header = c[start..Math.Min(c.Length, start + length)];
        return header.IndexOf("'descr'"u8) >= 0 ? header : default;
    }

    // onnx.proto, ModelProto: field 1 the version of the format, field 2 the producer's name, then its version, a number, or the graph.
    private static string? OnnxModel(ReadOnlySpan<byte> c)
    {
        if (c.Length < 8 || c[2] != 0x12 || c[3] is 0 or > 64 || c.Length < 5 + c[3])
            return null;
        var name = c.Slice(4, c[3]);
        return name.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0 && c[4 + c[3]] is 0x1A or 0x22 or 0x28 or 0x32 or 0x3A or 0x42 ? $"model format {c[1]} and a producer" : null;
    }

    // Eight bytes of length, then a JSON object whose entries have data offsets.
    private static string? SafeTensors(ReadOnlySpan<byte> c)
    {
        var length = ReadUInt64LittleEndian(c);
        return length is > 8 and < 100_000_000 && c[8..(int)Math.Min((ulong)c.Length, 8 + length)].IndexOf("\"data_offsets\""u8) > 0 ? "header length and tensor offsets" : null;
    }
}
