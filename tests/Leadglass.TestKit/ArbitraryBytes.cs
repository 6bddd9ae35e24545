using FsCheck;
using FsCheck.Fluent;

namespace Leadglass.TestKit;

/// <summary>Generators of byte strings for the properties that every reader of bytes has.</summary>
public static class ArbitraryBytes
{
    // Lengths and counts lie most convincingly at the ends of their ranges.
    private static readonly byte[] Tempting = [0x00, 0x01, 0x7F, 0x80, 0xFE, 0xFF];

    /// <summary>Any bytes at all, up to the size of the run.</summary>
    /// <returns>Byte strings from empty to the size of the run.</returns>
    public static Gen<byte[]> Any() => Byte().ArrayOf();

    /// <summary>Bytes that are almost right: a valid vector, cut, extended or with a few bytes changed.</summary>
    /// <param name="valid">At least one vector that the reader accepts.</param>
    /// <returns>Each value differs from one of the vectors by one to four small changes.</returns>
    public static Gen<byte[]> Near(params byte[][] valid) =>
        from vector in Gen.Elements(valid)
        from changes in Change().ListOf().Where(changes => changes.Count is >= 1 and <= 4)
        select changes.Aggregate(vector, (bytes, change) => change(bytes));

    private static Gen<byte> Byte() => Gen.OneOf(Gen.Choose(0, 255).Select(value => (byte)value), Gen.Elements(Tempting));

    private static Gen<Func<byte[], byte[]>> Change() =>
        from place in Gen.Choose(0, int.MaxValue)
        from value in Byte()
        from kind in Gen.Choose(0, 3)
        select new Func<byte[], byte[]>(bytes => Changed(bytes, kind, place, value));

    private static byte[] Changed(byte[] bytes, int kind, int place, byte value)
    {
        if (bytes.Length == 0)
            return [value];
        var at = place % bytes.Length;
        return kind switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], value, .. bytes[at..]],
            2 => [.. bytes[..at], .. bytes[(at + 1)..]],
            _ => [.. bytes[..at], value, .. bytes[(at + 1)..]],
        };
    }
}
