namespace Leadglass.Inspection.Contents;

/// <summary>
/// Finds known kinds of content in bytes: at their start, where the magic alone may say enough, or anywhere, where the structure behind it has to agree.
/// Reads only; nothing is run, unpacked to disk or followed.
/// </summary>
public static class ContentScanner
{
    /// <summary>How far behind its first byte a signature may look. A window of a larger value overlaps the next one by this much.</summary>
    public const int LookAhead = 64 * 1024;

    /// <summary>A window has at most this many matches; a hostile one could have millions.</summary>
    public const int MostMatches = 256;

    private static readonly Signature[] Signatures =
    [
        .. ExecutableSignatures.All,
        .. ScriptSignatures.All,
        .. ArchiveSignatures.All,
        .. DocumentSignatures.All,
        .. SerialisedSignatures.All,
        .. PictureSignatures.All,
    ];

    private static readonly SignatureIndex First = new(Signatures.Where(static signature => signature.MagicOffset == 0));

    private static readonly Signature[] Further = [.. Signatures.Where(static signature => signature.MagicOffset > 0)];

    private static readonly SignatureIndex Anywhere = new(Signatures.Where(static signature => !signature.StartOnly));

    /// <summary>What the bytes are if a program opens them from their first byte.</summary>
    /// <param name="content">The beginning of a file, value or fragment; 64 KiB are enough.</param>
    /// <returns>The kinds, most specific first; usually none or one.</returns>
    public static IReadOnlyList<ContentMatch> AtStart(ReadOnlySpan<byte> content)
    {
        List<ContentMatch>? matches = null;
        if (content.Length > 1 && First.MayBeginAt(content, 0))
            AtStart(content, First.Candidates(content, 0), ref matches);
        AtStart(content, Further, ref matches);
        return matches ?? (IReadOnlyList<ContentMatch>)[];
    }

    private static void AtStart(ReadOnlySpan<byte> content, Signature[] signatures, ref List<ContentMatch>? matches)
    {
        foreach (var signature in signatures)
        {
            if (content.Length >= signature.MagicOffset + signature.Magic.Length && signature.MagicAt(content[signature.MagicOffset..]) && signature.Check(content) is { } evidence)
                Add(ref matches, new ContentMatch(signature.Kind, 0, evidence));
        }
    }

    /// <summary>The same, and the header that an MZ header points to is followed where it lies behind what can be seen.</summary>
    /// <param name="content">The beginning of a file or value.</param>
    /// <param name="readAt">Reads at most that many bytes of it at an offset.</param>
    public static IReadOnlyList<ContentMatch> AtStart(ReadOnlySpan<byte> content, Func<long, int, byte[]> readAt)
    {
        var matches = AtStart(content);
        return ExecutableSignatures.FarHeader(content) is { } at && ExecutableSignatures.PeHeader(readAt(at, ExecutableSignatures.PeHeaderSeen), at) is { } evidence
            ? [new ContentMatch(ContentKinds.WindowsProgram, 0, evidence), .. matches.Where(static match => match.Kind != ContentKinds.DosProgram)]
            : matches;
    }

    /// <summary>What the bytes hold at any place.</summary>
    /// <param name="window">The bytes, or a part of them with <see cref="LookAhead"/> bytes more than are reported on.</param>
    /// <param name="reported">How many bytes of the window are reported on: matches that begin behind them belong to the next window.</param>
    /// <returns>The matches in the order of their offsets, at most <see cref="MostMatches"/>.</returns>
    public static IReadOnlyList<ContentMatch> Scan(ReadOnlySpan<byte> window, int reported = int.MaxValue)
    {
        List<ContentMatch>? matches = null;
        var end = Math.Min(window.Length - 1, reported);
        for (var at = 0; at < end && (matches?.Count ?? 0) < MostMatches; at++)
        {
            if (!Anywhere.MayBeginAt(window, at))
                continue;
            foreach (var signature in Anywhere.Candidates(window, at))
            {
                var start = at - signature.MagicOffset;
                if (start >= 0 && signature.MagicAt(window[at..]) && signature.Check(window[start..]) is { } evidence)
                    Add(ref matches, new ContentMatch(signature.Kind, start, evidence));
            }
        }

        return matches ?? (IReadOnlyList<ContentMatch>)[];
    }

    // Two signatures of a kind that agree at one place are one match.
    private static void Add(ref List<ContentMatch>? matches, ContentMatch match)
    {
        matches ??= [];
        if (!matches.Exists(known => known.Kind == match.Kind && known.Offset == match.Offset))
            matches.Add(match);
    }
}
