using System.Buffers;
using Leadglass.Inspection.Contents;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Leadglass.Inspection.Pickles;

/// <summary>
/// Finds pickles in bytes: where a protocol header stands, where two lines or two short texts name something to import, and at the first byte,
/// because protocol 0 has no header. A place is believed only when the machine that reads it gets far enough that chance is ruled out.
/// </summary>
public static class PickleSearch
{
    /// <summary>Finds per search at most.</summary>
    public const int MostFinds = 64;

    private const int MostDepth = 4;
    private const int LongestName = 128;

    private static readonly SearchValues<byte> Anchors = SearchValues.Create([(byte)PickleOpcode.Proto, (byte)'\n', (byte)PickleOpcode.ShortBinunicode, (byte)PickleOpcode.Binunicode]);

    /// <summary>Reads a pickle that begins with the first byte.</summary>
    /// <param name="data">A value or file, or its beginning.</param>
    /// <returns>What loading it does; <see langword="null"/> if it is none.</returns>
    public static PickleProgram? AtStart(ReadOnlySpan<byte> data)
    {
        var budget = 4L * data.Length + 100_000;
        return data.IsEmpty ? null : Try(data, 0, isStacked: false, ref budget);
    }

    /// <summary>Searches.</summary>
    /// <param name="data">A value, a file or a part of them.</param>
    /// <returns>The pickles in the order of their offsets, those inside others after the ones that hold them.</returns>
    public static IReadOnlyList<PickleFind> Find(ReadOnlySpan<byte> data)
    {
        List<PickleFind> finds = [];
        // However often hostile bytes begin a pickle, the work stays a small multiple of their number.
        var budget = 4L * data.Length + 100_000;
        Find(data, 0, 0, finds, ref budget);
        return finds;
    }

    private static void Find(ReadOnlySpan<byte> data, long offset, int depth, List<PickleFind> finds, ref long budget)
    {
        var at = 0;
        while (at < data.Length && budget > 0 && finds.Count < MostFinds)
        {
            if ((at == 0 || IsCandidate(data, at)) && Try(data, at, finds.Count > 0 && at > 0, ref budget) is { } program)
            {
                finds.Add(new PickleFind(offset + at, program, depth));
                if (depth < MostDepth)
                {
                    foreach (var constant in program.Constants)
                        Find(data[at..][constant], offset + at + constant.Start.Value, depth + 1, finds, ref budget);
                }

                at += Math.Max(program.Length, 1);
                continue;
            }

            at = Next(data, at);
        }
    }

    /// <summary>The next place that may begin a pickle.</summary>
    private static int Next(ReadOnlySpan<byte> data, int at)
    {
        var tried = at;
        while (++at < data.Length)
        {
            var skip = data[at..].IndexOfAny(Anchors);
            if (skip < 0)
                break;
            at += skip;
            if (data[at] != '\n')
            {
                if (IsCandidate(data, at))
                    return at;
            }
            else if (TextBefore(data, at, tried) is var text and >= 0)
            {
                return text;
            }
            else if (GlobalBefore(data, at, tried) is var global and >= 0)
            {
                return global;
            }
        }

        return data.Length;
    }

    private static bool IsCandidate(ReadOnlySpan<byte> data, int at) => data[at] switch
    {
        (byte)PickleOpcode.Proto => at + 2 < data.Length && data[at + 1] <= 5 && PickleOpcodes.ArgumentOf(data[at + 2]) != PickleArgument.NotAnOpcode,
        (byte)PickleOpcode.ShortBinunicode or (byte)PickleOpcode.Binunicode or (byte)PickleOpcode.Unicode or (byte)PickleOpcode.String => IsStackGlobal(data[at..]),
        (byte)PickleOpcode.Global or (byte)PickleOpcode.Inst or (byte)PickleOpcode.Mark => true,   // found by its lines
        _ => false,
    };

    /// <summary>Two short texts that are names, and the instruction that imports them.</summary>
    private static bool IsStackGlobal(ReadOnlySpan<byte> data) =>
        TrySkipName(ref data) && TrySkipName(ref data) && data.Length > 0 && data[0] == (byte)PickleOpcode.StackGlobal;

    private static bool TrySkipName(ref ReadOnlySpan<byte> data)
    {
        int start, length, behind = 0;
        if (data.Length > 2 && data[0] == (byte)PickleOpcode.ShortBinunicode)
            (start, length) = (2, data[1]);
        else if (data.Length > 5 && data[0] == (byte)PickleOpcode.Binunicode && ReadUInt32LittleEndian(data[1..]) <= LongestName)
            (start, length) = (5, data[1]);
        else if (data.Length > 2 && data[0] == (byte)PickleOpcode.Unicode)
            (start, length, behind) = (1, LineOf(data[1..]), 1);
        else if (data.Length > 4 && data[0] == (byte)PickleOpcode.String && data[1] is (byte)'\'' or (byte)'"')
            (start, length, behind) = (2, LineOf(data[2..]) - 1, 2);   // the quote, and the end of the line
        else
            return false;
        if (length is <= 0 or > LongestName || data.Length < start + length + behind + 1 || !Ascii.IsDottedName(data.Slice(start, length)))
            return false;
        data = data[(start + length + behind)..];
        var memo = data[0] switch { (byte)PickleOpcode.Memoize => 1, (byte)PickleOpcode.Binput => 2, (byte)PickleOpcode.LongBinput => 5, (byte)PickleOpcode.Put => LineOf(data) + 1, _ => 0 };
        data = data[Math.Min(memo, data.Length)..];
        return true;
    }

    /// <summary>Length of a line without its end; 0 where none ends within the longest name.</summary>
    private static int LineOf(ReadOnlySpan<byte> data) => Math.Max(0, data[..Math.Min(data.Length, LongestName + 1)].IndexOf((byte)'\n'));

    /// <summary>The next text behind the one tried last that ends with its line here, and begins a <see cref="IsStackGlobal">global of two texts</see>; -1 if there is none.</summary>
    private static int TextBefore(ReadOnlySpan<byte> data, int newline, int tried)
    {
        if (newline + 1 >= data.Length || PickleOpcodes.ArgumentOf(data[newline + 1]) == PickleArgument.NotAnOpcode)
            return -1;
        for (var start = newline - 1; start > tried && newline - start < LongestName && (Ascii.IsWord(data[start]) || data[start] is (byte)'.' or (byte)'\'' or (byte)'"'); start--)
        {
            if (data[start] is (byte)PickleOpcode.Unicode or (byte)PickleOpcode.String && IsStackGlobal(data[start..]))
                return start;
        }

        return -1;
    }

    /// <summary>The next instruction behind the one tried last whose first line ends here, if the next line is a name as well; -1 if there is none.</summary>
    private static int GlobalBefore(ReadOnlySpan<byte> data, int newline, int tried)
    {
        var rest = data[(newline + 1)..Math.Min(data.Length, newline + 1 + LongestName)];
        var end = rest.IndexOf((byte)'\n');
        if (end <= 0 || !Ascii.IsDottedName(rest[..end]))
            return -1;
        var start = newline;
        while (start > 0 && newline - start < LongestName && (Ascii.IsWord(data[start - 1]) || data[start - 1] == '.'))
            start--;
        // The instruction's own letter may be a letter of the name as well, or of text in front of it: each is tried, the longest name first.
        for (; start + 1 < newline; start++)
        {
            var begin = data[start] switch
            {
                // Its arguments stand before it, down to the mark.
                (byte)PickleOpcode.Inst => MarkBefore(data, start),
                // The mark that an instance needs stands before its class.
                (byte)PickleOpcode.Global => start > 0 && data[start - 1] == (byte)PickleOpcode.Mark && start - 1 > tried ? start - 1 : start,
                _ => -1,
            };
            if (begin > tried)
                return begin;
        }

        return -1;
    }

    private static int MarkBefore(ReadOnlySpan<byte> data, int at)
    {
        var from = Math.Max(0, at - LongestName);
        return data[from..at].LastIndexOf((byte)PickleOpcode.Mark) is >= 0 and var back ? from + back : -1;
    }

    private static PickleProgram? Try(ReadOnlySpan<byte> data, int at, bool isStacked, ref long budget)
    {
        if (PickleOpcodes.ArgumentOf(data[at]) == PickleArgument.NotAnOpcode)
            return null;
        var program = PickleReader.Read(data[at..], PickleLimits.Default with { Opcodes = budget });
        budget -= program.Opcodes + 1;
        var rest = data[(at + program.Length)..];
        var standsAlone = at == 0 && rest.Length <= 1;   // a value may be padded to an even length
        var isBesideOthers = isStacked || (rest.Length > 2 && rest[0] == (byte)PickleOpcode.Proto && IsCandidate(rest, 0));
        return IsCredible(program, standsAlone, isBesideOthers) ? program : null;
    }

    /// <summary>
    /// Whether chance is ruled out: a call of something that is named, an import or many instructions under a protocol header and with a proper end, a frame that fits.
    /// Less is enough where a pickle fills the value or others stand beside it. Compressed pixels are random bytes by the terabyte: each of these has more than 42 bits of evidence.
    /// </summary>
    private static bool IsCredible(PickleProgram program, bool standsAlone, bool isBesideOthers)
    {
        if (program.Calls.Any(static call => call.Import is { } import && IsPlainName(import)))
            return true;
        if (program.End != PickleEnd.Stop)
            return false;
        return program.IsFramed
            || (program.Imports.Any(IsPlainName) && (program.Protocol >= 0 || standsAlone))
            || (program.Protocol >= 0 && program.Opcodes >= (standsAlone || isBesideOthers ? 3 : 16));
    }

    private static bool IsPlainName(PickleImport import) =>
        // An extension code is a number: any number will do.
        import is { Module: { Length: >= 2 } and not PickleImport.Extension, Name.Length: >= 3 } && System.Text.Ascii.IsValid(import.Module) && System.Text.Ascii.IsValid(import.Name);
}
