namespace Leadglass.Inspection.Contents;

/// <summary>One way to recognise a kind.</summary>
/// <remarks>
/// A signature that is searched for anywhere has at least 48 bits of evidence, magic and checks together: in a terabyte of random bytes it is
/// expected to err less than once in a hundred. What has less is looked for at the start of a value only.
/// </remarks>
/// <param name="Kind">The kind.</param>
/// <param name="Magic">The bytes to find, two at least.</param>
/// <param name="Check">What else must agree.</param>
internal sealed record Signature(ContentKind Kind, byte[] Magic, ContentCheck Check)
{
    /// <summary>Where the magic stands in the content.</summary>
    public int MagicOffset { get; init; }

    /// <summary>Whether it is looked for at the start only.</summary>
    public bool StartOnly { get; init; }

    /// <summary>Whether ASCII letters of the magic, written in lower case, match in either case.</summary>
    public bool IgnoreCase { get; init; }

    /// <summary>Whether the magic stands at the beginning of these bytes.</summary>
    public bool MagicAt(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Magic.Length)
            return false;
        if (!IgnoreCase)
            return bytes[..Magic.Length].SequenceEqual(Magic);
        for (var i = 0; i < Magic.Length; i++)
        {
            if (Ascii.Lower(bytes[i]) != Magic[i])
                return false;
        }

        return true;
    }
}
