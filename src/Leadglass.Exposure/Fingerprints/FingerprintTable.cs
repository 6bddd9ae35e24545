namespace Leadglass.Exposure.Fingerprints;

/// <summary>The known implementation class UIDs and version names, read from the embedded table on first use.</summary>
public static class FingerprintTable
{
    private static readonly Lazy<IReadOnlyList<Fingerprint>> Rows = new(Load);

    /// <summary>Every row, most specific first.</summary>
    public static IReadOnlyList<Fingerprint> All => Rows.Value;

    /// <summary>Finds what a pair of UID and version name stands for.</summary>
    /// <param name="uid">Implementation class UID. Untrusted.</param>
    /// <param name="versionName">Implementation version name. Untrusted.</param>
    /// <returns>The best row: UID and name agree before UID alone, UID before name alone; <see langword="null"/> if none fits.</returns>
    public static Fingerprint? Find(string? uid, string? versionName)
    {
        Fingerprint? best = null;
        var bestScore = 0;
        foreach (var row in All)
        {
            var score = (UidFits(row, uid) ? 2 : 0) + (NameFits(row, versionName) ? 1 : 0);
            if (score > bestScore)
                (best, bestScore) = (row, score);
        }

        return best;
    }

    /// <summary>Reads the version out of a version name.</summary>
    /// <param name="row">The row that fits.</param>
    /// <param name="versionName">The name. Untrusted.</param>
    /// <returns>The version with dots, or <see langword="null"/> when the name holds none. Digits and dots only.</returns>
    public static string? VersionOf(Fingerprint row, string? versionName)
    {
        if (versionName is null || !versionName.StartsWith(row.NamePrefix, StringComparison.Ordinal))
            return null;
        var rest = versionName[row.NamePrefix.Length..];
        var length = rest.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        var version = rest[..length].TrimEnd('.');
        if (version.Length == 0)
            return null;
        return row.VersionStyle switch
        {
            "joined" when version.Length == 3 && !version.Contains('.', StringComparison.Ordinal) => string.Join('.', version.ToCharArray()),
            "joined" => null,   // with two-digit parts the dots cannot be put back
            "dotted" or "version-first" => version,
            _ => null,
        };
    }

    private static bool UidFits(Fingerprint row, string? uid) =>
        uid is not null && (row.Uid.EndsWith('.') ? uid.StartsWith(row.Uid, StringComparison.Ordinal) : uid == row.Uid);

    private static bool NameFits(Fingerprint row, string? name) =>
        row.NamePrefix.Length > 0 && name?.StartsWith(row.NamePrefix, StringComparison.Ordinal) == true;

    private static List<Fingerprint> Load()
    {
        using var stream = typeof(FingerprintTable).Assembly.GetManifestResourceStream("fingerprints.tsv")!;
        using var reader = new StreamReader(stream);
        var rows = new List<Fingerprint>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.StartsWith("family\t", StringComparison.Ordinal))
                continue;
            var cells = line.Split('\t');
            rows.Add(new Fingerprint(cells[0], Enum.Parse<FingerprintKind>(cells[1], ignoreCase: true), cells[2], cells[3], cells[4], cells[5]));
        }

        return rows;
    }
}
