using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Leadglass.Cli.Tests.Commands;

/// <summary>Methods that read bytes, each with what a campaign must bear: it is loaded by a worker, never called by a test.</summary>
public static class PlantedMethods
{
    /// <summary>Four bytes must be right one after the other: blind chance needs four billion inputs, coverage a few thousand.</summary>
    public static void Guarded(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4 || bytes[0] != 'L')
            return;
        if (bytes[1] != 'G')
            return;
        if (bytes[2] != 'F')
            return;
        if (bytes[3] == 'Z')
            throw new InvalidOperationException("planted");
    }

    /// <summary>A number of 32 bits, a length and a word: no block runs for a part of any of them, so that coverage alone helps nobody.</summary>
    public static void BehindComparisons(byte[] bytes)
    {
        if (bytes.Length < 24 || BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(4)) != 0x89C3_51F7)
            return;
        if (bytes.Length != 4111)
            return;
        if (string.Equals(Encoding.ASCII.GetString(bytes, 8, 12), "window-width", StringComparison.Ordinal) && bytes.AsSpan(20).StartsWith("##|+"u8))
            throw new InvalidOperationException("planted");
    }

    /// <summary>The stack overflows at about one input in a hundred.</summary>
    public static void NowAndThen(byte[] bytes)
    {
        if (SHA256.HashData(bytes)[0] < 3)
            Overflow(1);
    }

    /// <summary>One way out for each first byte.</summary>
    public static void EveryWayOut(byte[] bytes)
    {
        switch (bytes.FirstOrDefault())
        {
            case 1:
                Overflow(1);
                break;
            case 2:
                Environment.FailFast("planted");
                break;
            case 3:
                while (true)
                {
                    _ = bytes.Length;
                }

            case 4:
                GC.KeepAlive(new byte[2_000_000_000]);
                break;
            case 5:
                throw new FormatException("declared");
            case 6:
                throw new KeyNotFoundException("planted");
            default:
                Console.WriteLine("a target may talk");
                break;
        }
    }

    /// <summary>Says in an exception what it was given.</summary>
    public static int OfMemory(ReadOnlyMemory<byte> bytes) => throw new InvalidOperationException($"{bytes.Length} bytes");

    /// <inheritdoc cref="OfMemory"/>
    public static void OfStream(Stream bytes) => throw new InvalidOperationException($"{bytes.Length} bytes");

    /// <inheritdoc cref="OfMemory"/>
    public static string OfSpanWithResult(ReadOnlySpan<byte> bytes) => throw new InvalidOperationException($"{bytes.Length} bytes");

    private static int Overflow(int depth) => Overflow(depth + 1) + Overflow(depth + 2);
}
