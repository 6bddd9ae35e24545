using static System.Buffers.Binary.BinaryPrimitives;

namespace Leadglass.Inspection.Contents;

/// <summary>The beginning of a marshalled code object of CPython (Python/marshal.c).</summary>
internal static class PythonMarshal
{
    private const byte Code = (byte)'c';
    private const byte Bytes = (byte)'s';
    private const byte Referenced = 0x80;

    /// <summary>Recognises a module's or function's code object: small counts, then the byte code as a string of even length.</summary>
    /// <param name="c">From the type byte on.</param>
    public static string? CodeObject(ReadOnlySpan<byte> c)
    {
        if (c.Length < 32 || (c[0] & ~Referenced) != Code)
            return null;

        // Three to six 32-bit integers come first, depending on the version: arguments, positional-only, keyword-only, locals, stack, flags.
        for (var integers = 3; integers <= 6; integers++)
        {
            var at = 1 + integers * 4;
            if (c.Length < at + 7 || (c[at] & ~Referenced) != Bytes || !AreSmall(c[1..at]))
                continue;
            var length = ReadUInt32LittleEndian(c[(at + 1)..]);
            // Word code since 3.6: two bytes an instruction; the first is RESUME, LOAD_CONST, LOAD_NAME, LOAD_GLOBAL, NOP … and never CACHE (0).
            if (length is >= 4 and < 1 << 24 && length % 2 == 0 && c[at + 5] != 0)
                return $"code object of {length} bytes of byte code";
        }

        return null;
    }

    private static bool AreSmall(ReadOnlySpan<byte> integers)
    {
        var sum = 0L;
        for (var i = 0; i + 4 <= integers.Length; i += 4)
        {
            var value = ReadUInt32LittleEndian(integers[i..]);
            var isFlags = i + 4 == integers.Length;
            if (value > (isFlags ? 0x0FFF_FFFFu : 0xFFFFu))
                return false;
            sum += value;
        }

        return sum > 0;   // a stack of at least one: zeros alone are no code
    }
}
