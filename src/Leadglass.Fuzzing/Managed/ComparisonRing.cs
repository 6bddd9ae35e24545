using System.Buffers.Binary;
using System.Text;

namespace Leadglass.Fuzzing.Managed;

/// <summary>The last comparisons of a run, in memory that the campaign and its worker share: the newest take the place of the oldest.</summary>
/// <param name="start">Where the ring begins; <see cref="Size"/> bytes.</param>
internal sealed unsafe class ComparisonRing(byte* start)
{
    /// <summary>Bytes of a ring.</summary>
    public const int Size = Header + (Places * Place);

    /// <summary>Longer texts are cut.</summary>
    public const int MostText = 64;

    private const int Header = 8;
    private const int Places = 4096;
    private const int Place = 4 + (2 * MostText);

    private const byte Equality = 0;
    private const byte Order = 1;
    private const byte Text = 2;

    /// <summary>Forgets everything.</summary>
    public void Clear() => *(int*)start = 0;

    /// <summary>Adds two numbers.</summary>
    public void Add(long left, long right, bool isOrder)
    {
        var place = Next();
        place[0] = isOrder ? Order : Equality;
        BinaryPrimitives.WriteInt64LittleEndian(place[4..], left);
        BinaryPrimitives.WriteInt64LittleEndian(place[(4 + MostText)..], right);
    }

    /// <summary>Adds two texts of at most <see cref="MostText"/> bytes.</summary>
    public void Add(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var place = Next();
        (place[0], place[1], place[2]) = (Text, (byte)left.Length, (byte)right.Length);
        left.CopyTo(place[4..]);
        right.CopyTo(place[(4 + MostText)..]);
    }

    /// <summary>What was compared, each once, oldest first. A worker that was killed may have left any bytes.</summary>
    public IReadOnlyList<Comparison> Read()
    {
        var found = new List<Comparison>();
        var known = new HashSet<Comparison>();
        var added = (uint)*(int*)start;
        for (var i = added > Places ? added - Places : 0; i < added; i++)
        {
            var place = At(i);
            var comparison = place[0] == Text
                ? new Comparison(0, 0, false, Words(place[4..], place[1]), Words(place[(4 + MostText)..], place[2]))
                : new Comparison(BinaryPrimitives.ReadInt64LittleEndian(place[4..]), BinaryPrimitives.ReadInt64LittleEndian(place[(4 + MostText)..]), place[0] == Order);
            if (known.Add(comparison))
                found.Add(comparison);
        }
        return found;
    }

    private static string Words(ReadOnlySpan<byte> bytes, byte length) => Encoding.Latin1.GetString(bytes[..Math.Min(length, (byte)MostText)]);

    // Threads of the target may add at the same time.
    private Span<byte> Next() => At((uint)Interlocked.Increment(ref *(int*)start) - 1);

    private Span<byte> At(uint number) => new(start + Header + (number % Places * Place), Place);
}
