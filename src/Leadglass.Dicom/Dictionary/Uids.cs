using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Leadglass.Dicom.Dictionary;

/// <summary>The UID registry: constants for what code names, lookup for every UID. Source: PS3.6 Annex A.</summary>
public static partial class Uids
{
    private static readonly Lazy<UidEntry[]> Every = new(static () => [.. ReadAll()]);

    private static readonly Lazy<FrozenDictionary<string, UidEntry>> Keywords =
        new(static () => Every.Value.Where(static entry => entry.Keyword != "").ToFrozenDictionary(static entry => entry.Keyword));

    private static readonly Lazy<IReadOnlyList<UidEntry>> Storage = new(static () => [.. Every.Value.Where(IsStorage)]);

    /// <summary>Every UID of the registry, in ordinal order.</summary>
    public static IReadOnlyList<UidEntry> All => Every.Value;

    /// <summary>Every storage SOP class that is not retired, in ordinal order. Source: PS3.4 §B.5 and the storage SOP classes of other service classes.</summary>
    public static IReadOnlyList<UidEntry> StorageSopClasses => Storage.Value;

    /// <summary>Looks up a UID.</summary>
    /// <param name="uid">The UID without padding.</param>
    /// <param name="entry">What the registry says.</param>
    /// <returns>Whether the UID is in the registry.</returns>
    public static bool TryFind(string uid, [NotNullWhen(true)] out UidEntry? entry)
    {
        ArgumentNullException.ThrowIfNull(uid);
        entry = null;
        Span<byte> key = stackalloc byte[64];
        if (!Encoding.ASCII.TryGetBytes(uid, key, out var length))
            return false;
        var line = SortedLines.Find(UidTable.Lines, key[..length]);
        if (line.IsEmpty)
            return false;
        entry = Parse(line);
        return true;
    }

    /// <summary>Looks up a UID by its keyword.</summary>
    /// <param name="keyword">The keyword, such as <c>CTImageStorage</c>.</param>
    /// <param name="entry">What the registry says.</param>
    /// <returns>Whether the keyword is in the registry.</returns>
    public static bool TryFindKeyword(string keyword, [NotNullWhen(true)] out UidEntry? entry) => Keywords.Value.TryGetValue(keyword, out entry);

    /// <summary>The name of a UID; the UID itself where the registry does not know it.</summary>
    /// <param name="uid">The UID without padding.</param>
    public static string NameOf(string uid) => TryFind(uid, out var entry) ? entry.Name : uid;

    private static bool IsStorage(UidEntry entry) =>
        entry is { Kind: "SOP Class", IsRetired: false }
        && (entry.Keyword.EndsWith("Storage", StringComparison.Ordinal)
            || entry.Keyword.EndsWith("StorageForPresentation", StringComparison.Ordinal)
            || entry.Keyword.EndsWith("StorageForProcessing", StringComparison.Ordinal))
        // The DICOMDIR is stored on media, never sent.
        && entry.Uid != MediaStorageDirectoryStorage;

    private static List<UidEntry> ReadAll()
    {
        var entries = new List<UidEntry>();
        foreach (var line in UidTable.Lines.Split((byte)'\n'))
        {
            if (line.End.Value > line.Start.Value)
                entries.Add(Parse(UidTable.Lines[line]));
        }
        return entries;
    }

    private static UidEntry Parse(ReadOnlySpan<byte> line) => new(
        SortedLines.TakeField(ref line),
        SortedLines.TakeField(ref line),
        SortedLines.TakeField(ref line),
        SortedLines.TakeField(ref line) is "R",
        SortedLines.TakeField(ref line));
}
