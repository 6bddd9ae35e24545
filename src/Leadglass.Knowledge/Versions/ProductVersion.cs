namespace Leadglass.Knowledge.Versions;

/// <summary>
/// A version as makers write them: semantic, with letters (<c>2.7.6b</c>, <c>B.02</c>), with builds (<c>2025.1_Build_3321</c>), or of a Debian package
/// (<c>1:3.6.7-9~deb12u4</c>, of which the maker's part counts). Compared part by part; there is no order between parts that do not speak of the same thing.
/// </summary>
public sealed class ProductVersion
{
    private const int MaximumLength = 128;
    private const string Tilde = "~";

    // Words that stand before the release that they belong to, earliest first. A tilde is Debian's word for it.
    private static readonly string[] BeforeRelease = [Tilde, "dev", "snapshot", "alpha", "beta", "pre", "preview", "rc"];
    private static readonly string[] DebianMarks = ["~deb", "+deb", "~bpo", "dfsg", "ubuntu"];

    private readonly IReadOnlyList<string> _parts;

    private ProductVersion(string text, IReadOnlyList<string> parts) => (Text, _parts) = (text, parts);

    /// <summary>The version as it was written.</summary>
    public string Text { get; }

    internal int Length => _parts.Count;

    /// <summary>Reads a version.</summary>
    /// <param name="text">One word of letters, digits and <c>. - _ + ~</c>, with a leading <c>v</c> or Debian's epoch at will. Untrusted.</param>
    /// <returns>The version, or <see langword="null"/> when this is not one: prose, a date, longer than 128 characters.</returns>
    public static ProductVersion? Parse(string text)
    {
        var core = text.Trim();
        if (core.Length is 0 or > MaximumLength)
            return null;
        core = Upstream(core);
        if (core.Length > 1 && core[0] is 'v' or 'V' && char.IsAsciiDigit(core[1]))
            core = core[1..];
        if (!core.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '+' or '~'))
            return null;
        var parts = Split(core);
        // A letter alone is a revision; a word alone is prose.
        return parts.Any(IsNumber) || core.Length == 1 ? new ProductVersion(text.Trim(), parts) : null;
    }

    /// <summary>Compares with another version.</summary>
    /// <param name="other">The other version.</param>
    /// <returns>Negative, zero or positive; <see langword="null"/> where no order can be told, such as between <c>BT05</c> and <c>4.0</c>.</returns>
    public int? CompareTo(ProductVersion other) => Compare(_parts, other._parts);

    /// <summary>Compares the beginning of this version with another one, as wildcards need it: <c>12.2.7</c> begins with <c>12.2</c>.</summary>
    internal int? CompareBeginning(ProductVersion beginning) => Compare([.. _parts.Take(beginning.Length)], beginning._parts);

    /// <inheritdoc/>
    public override string ToString() => Text;

    // Debian Policy 5.6.12: [epoch:]upstream[-revision]; a repacked source says +dfsg. Without a mark of Debian's, a dash may be the maker's own.
    private static string Upstream(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var epoch = colon > 0 && text[..colon].All(char.IsAsciiDigit);
        var rest = epoch ? text[(colon + 1)..] : text;
        if (!epoch && !DebianMarks.Any(mark => rest.Contains(mark, StringComparison.Ordinal)))
            return rest;
        var dash = rest.LastIndexOf('-');
        rest = dash > 0 ? rest[..dash] : rest;
        var plus = rest.IndexOf('+', StringComparison.Ordinal);
        return plus > 0 ? rest[..plus] : rest;
    }

    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            if (text[start] == '~')
                parts.Add(Tilde);
            else if (char.IsAsciiLetterOrDigit(text[start]))
            {
                var digits = char.IsAsciiDigit(text[start]);
                while (end + 1 < text.Length && (digits ? char.IsAsciiDigit(text[end + 1]) : char.IsAsciiLetter(text[end + 1])))
                    end++;
                var part = text[start..(end + 1)];
                parts.Add(digits ? part.TrimStart('0') is { Length: > 0 } value ? value : "0" : part.ToLowerInvariant());
            }

            start = end + 1;
        }

        return parts;
    }

    private static int? Compare(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        for (var i = 0; i < Math.Max(left.Count, right.Count); i++)
        {
            var order = (i < left.Count, i < right.Count) switch
            {
                (true, true) => Compare(left[i], right[i]),
                (true, false) => AgainstNothing(left[i]),
                _ => -AgainstNothing(right[i]),
            };
            if (order != 0)
                return order;
        }

        return 0;
    }

    // 1.2 is 1.2.0; 1.2-rc comes before it, 1.2a after it.
    private static int AgainstNothing(string part) => IsNumber(part) ? Numbers(part, "0") : Array.IndexOf(BeforeRelease, part) >= 0 ? -1 : 1;

    private static int? Compare(string left, string right)
    {
        if (left == right)
            return 0;
        if (IsNumber(left) && IsNumber(right))
            return Numbers(left, right);
        var (before, after) = (Array.IndexOf(BeforeRelease, left), Array.IndexOf(BeforeRelease, right));
        if (before >= 0 || after >= 0)
            return before < 0 ? 1 : after < 0 ? -1 : before.CompareTo(after);
        return left.Length == 1 && right.Length == 1 && !IsNumber(left) && !IsNumber(right) ? string.CompareOrdinal(left, right) : null;
    }

    // Digits without leading zeros: the longer is the larger, however long.
    private static int Numbers(string left, string right) => left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right);

    private static bool IsNumber(string part) => char.IsAsciiDigit(part[0]);
}
