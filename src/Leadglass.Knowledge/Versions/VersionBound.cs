namespace Leadglass.Knowledge.Versions;

/// <summary>One comparison of a range, such as <c>&lt; 3.6.7</c> or <c>12.2.x</c>.</summary>
/// <param name="Operator">One of <c>&lt; &lt;= = &gt;= &gt; !=</c>.</param>
/// <param name="Version">What is compared with.</param>
/// <param name="IsBeginning">Whether the version ended with a wildcard, so that only the beginning counts.</param>
internal sealed record VersionBound(string Operator, ProductVersion Version, bool IsBeginning)
{
    public bool IsLower => Operator[0] == '>';

    public bool IsUpper => Operator[0] == '<';

    public RangeAnswer Holds(ProductVersion version)
    {
        if ((IsBeginning ? version.CompareBeginning(Version) : version.CompareTo(Version)) is not { } order)
            return RangeAnswer.Undecided;
        var holds = Operator switch
        {
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            ">=" => order >= 0,
            "!=" => order != 0,
            _ => order == 0,
        };
        return holds ? RangeAnswer.Inside : RangeAnswer.Outside;
    }

    /// <summary>Reads one comparison; <see langword="null"/> when it is none.</summary>
    public static VersionBound? Parse(string text)
    {
        var rest = text.Trim().Replace("≤", "<=", StringComparison.Ordinal).Replace("≥", ">=", StringComparison.Ordinal);
        var sign = rest.TakeWhile(c => c is '<' or '>' or '=' or '!').Count();
        var @operator = rest[..sign] switch { "" or "=" or "==" => "=", "<" or "<=" or ">" or ">=" or "!=" => rest[..sign], _ => null };
        rest = rest[sign..].Trim();
        var core = rest;
        while (core.EndsWith(".x", StringComparison.OrdinalIgnoreCase) || core.EndsWith(".*", StringComparison.Ordinal))
            core = core[..^2];
        return @operator is not null && ProductVersion.Parse(core) is { } version ? new VersionBound(@operator, version, core.Length != rest.Length) : null;
    }
}
