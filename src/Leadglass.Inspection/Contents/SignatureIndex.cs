using System.Collections.Frozen;

namespace Leadglass.Inspection.Contents;

/// <summary>Signatures by the first two bytes of their magic: one look into a table of bits tells for nearly every place that nothing begins there.</summary>
internal sealed class SignatureIndex
{
    private readonly ulong[] _bits = new ulong[65536 / 64];
    private readonly FrozenDictionary<ushort, Signature[]> _byPair;

    public SignatureIndex(IEnumerable<Signature> signatures)
    {
        _byPair = signatures.SelectMany(static signature => Pairs(signature).Select(pair => (pair, signature)))
            .GroupBy(static entry => entry.pair, static entry => entry.signature)
            .ToFrozenDictionary(static group => group.Key, static group => group.ToArray());
        foreach (var pair in _byPair.Keys)
            _bits[pair >> 6] |= 1UL << (pair & 63);
    }

    /// <summary>Whether two bytes at a place begin any magic.</summary>
    public bool MayBeginAt(ReadOnlySpan<byte> bytes, int at)
    {
        var pair = bytes[at] << 8 | bytes[at + 1];
        return (_bits[pair >> 6] >> (pair & 63) & 1) != 0;
    }

    /// <summary>The signatures whose magic begins with the two bytes at a place.</summary>
    public Signature[] Candidates(ReadOnlySpan<byte> bytes, int at) => _byPair[(ushort)(bytes[at] << 8 | bytes[at + 1])];

    private static IEnumerable<ushort> Pairs(Signature signature) =>
        from first in Cases(signature.Magic[0], signature.IgnoreCase)
        from second in Cases(signature.Magic[1], signature.IgnoreCase)
        select (ushort)(first << 8 | second);

    private static IEnumerable<byte> Cases(byte value, bool ignoreCase)
    {
        yield return value;
        if (ignoreCase && value is >= (byte)'a' and <= (byte)'z')
            yield return (byte)(value & ~0x20);
    }
}
