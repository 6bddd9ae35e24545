using System.Text.RegularExpressions;

namespace Leadglass.Knowledge.Versions;

/// <summary>
/// The versions that an advisory speaks of. Advisories write them as they please: <c>&lt; 3.6.7</c>, <c>&gt;= 4.4 | &lt;= 4.12</c>, <c>vers:all/*</c>, <c>5.x</c>,
/// <c>1.1 | 1.2</c>, <c>2.3.6 and below</c>, <c>before 3.6.9</c>. What is not understood makes the answer <see cref="RangeAnswer.Undecided"/>, never <see cref="RangeAnswer.Outside"/>.
/// </summary>
public sealed partial class VersionRange
{
    private const int MaximumLength = 1024;
    private const int MaximumPieces = 512;

    private readonly List<VersionBound[]> _alternatives = [];
    private readonly List<VersionBound> _exceptions = [];

    private VersionRange(string text) => Text = text;

    /// <summary>The range as it was published.</summary>
    public string Text { get; }

    /// <summary>Whether all of it was understood.</summary>
    public bool IsUnderstood { get; private set; } = true;

    /// <summary>Reads a range. Never fails: see <see cref="IsUnderstood"/>.</summary>
    /// <param name="text">As published. Untrusted.</param>
    /// <returns>The range.</returns>
    public static VersionRange Parse(string text)
    {
        var range = new VersionRange(text);
        var plain = text.Length > MaximumLength ? null : InSigns(text);
        if (plain is null)
            range.IsUnderstood = false;
        else if (plain == "*")
            range._alternatives.Add([]);
        else
            range.Take(plain);
        return range;
    }

    /// <summary>Says whether a version is meant.</summary>
    /// <param name="version">The version.</param>
    /// <returns>The answer.</returns>
    public RangeAnswer Contains(ProductVersion version)
    {
        if (_exceptions.Any(exception => exception.Holds(version) == RangeAnswer.Outside))
            return RangeAnswer.Outside;
        var best = _alternatives.Select(bounds => Lowest(bounds, version)).Append(RangeAnswer.Outside).Max();
        return best == RangeAnswer.Outside && !IsUnderstood ? RangeAnswer.Undecided : best;
    }

    /// <summary>The first version that is no longer meant, for one that is: the upper bound, where it is an excluded one.</summary>
    /// <param name="version">A version inside the range.</param>
    /// <returns>The version as published, or <see langword="null"/> if the range does not say.</returns>
    public string? FixedAfter(ProductVersion version) => _alternatives
        .Where(bounds => Lowest(bounds, version) == RangeAnswer.Inside)
        .Select(bounds => bounds.FirstOrDefault(bound => bound.Operator == "<")?.Version.Text)
        .FirstOrDefault(text => text is not null);

    private static RangeAnswer Lowest(VersionBound[] bounds, ProductVersion version) =>
        bounds.Select(bound => bound.Holds(version)).Append(RangeAnswer.Inside).Min();

    // A lower bound followed by an upper one is an interval, whatever stands between them; anything else is an alternative.
    private void Take(string text)
    {
        var pieces = text.Split(['|', ',', ';'], MaximumPieces + 1, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        IsUnderstood = pieces.Length is > 0 and <= MaximumPieces;
        VersionBound? lower = null;
        foreach (var piece in pieces.Take(MaximumPieces))
        {
            var bound = VersionBound.Parse(piece);
            if (lower is not null)
                _alternatives.Add(bound is { IsUpper: true } ? [lower, bound] : [lower]);
            var paired = lower is not null && bound is { IsUpper: true };
            lower = bound is { IsLower: true } ? bound : null;
            if (bound is null)
                IsUnderstood = false;
            else if (bound.Operator == "!=")
                _exceptions.Add(bound);
            else if (!paired && lower is null)
                _alternatives.Add([bound]);
        }

        if (lower is not null)
            _alternatives.Add([lower]);
    }

    /// <summary>Prose in signs; <c>*</c> for all versions; <see langword="null"/> where nothing is said.</summary>
    private static string? InSigns(string text)
    {
        var plain = Leading().Replace(VersScheme().Replace(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), ""), "");
        if (plain.ToLowerInvariant() is "" or "-" or "n/a" or "unspecified" or "unknown" or "none")
            return text.Trim().ToLowerInvariant() is "all" or "all versions" ? "*" : null;
        if (plain.ToLowerInvariant() is "*" or "all" or "any" or "all versions" or "any version")
            return "*";
        foreach (var (pattern, signs) in Phrases)
        {
            if (pattern.IsMatch(plain))
                return pattern.Replace(plain, signs);
        }

        return plain;
    }

    private static readonly (Regex Pattern, string Signs)[] Phrases =
    [
        (Before(), "<${a}"),
        (UpTo(), "<=${a}"),
        (AndEarlier(), "<=${a}"),
        (AndLater(), ">=${a}"),
        (FromBefore(), ">=${a}|<${b}"),
        (FromTo(), ">=${a}|<=${b}"),
        (TwoSigns(), "${a}|${b}"),
    ];

    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    // https://github.com/package-url/vers-spec; published as vers:all/<=3.0, which the specification does not allow, as well.
    [GeneratedRegex("^vers:[a-z0-9.-]*/", Options)]
    private static partial Regex VersScheme();

    [GeneratedRegex("^(all )?versions? ", Options)]
    private static partial Regex Leading();

    [GeneratedRegex("^(before|prior to|earlier than|lower than|older than|below|less than) (versions? )?(?<a>[^ |,;]+)$", Options)]
    private static partial Regex Before();

    [GeneratedRegex("^(up to and including|up to|through|until) (versions? )?(?<a>[^ |,;]+)$", Options)]
    private static partial Regex UpTo();

    [GeneratedRegex("^(?<a>[^ |,;]+) (and|or) (all )?(earlier|prior|below|older|lower|previous|before)( versions?)?$", Options)]
    private static partial Regex AndEarlier();

    [GeneratedRegex("^(?<a>[^ |,;]+) (and|or) (all )?(later|above|newer|higher|after)( versions?)?$", Options)]
    private static partial Regex AndLater();

    [GeneratedRegex("^(from )?(?<a>[^ |,;<>]+) (before|prior to|up to but not including) (versions? )?(?<b>[^ |,;<>]+)$", Options)]
    private static partial Regex FromBefore();

    [GeneratedRegex("^(from |between )?(?<a>[^ |,;<>]+) (through|to|up to|and|-|–) (versions? )?(?<b>[^ |,;<>]+)$", Options)]
    private static partial Regex FromTo();

    [GeneratedRegex("^(?<a>>=? ?[^ |,;]+) (?<b><=? ?[^ |,;]+)$", Options)]
    private static partial Regex TwoSigns();
}
