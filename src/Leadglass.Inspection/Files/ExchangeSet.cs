using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Leadglass.Dicom.Data;
using Leadglass.Inspection.Contents;

namespace Leadglass.Inspection.Files;

/// <summary>A ZIP or TAR archive as an exchange set: its members one after the other, unpacked into memory and bounded. Source: PS3.10 §8; PS3.12 annex V (ZIP).</summary>
public static class ExchangeSet
{
    /// <summary>Longest member that is unpacked; longer ones are named and not looked at.</summary>
    public const int LongestMember = 256 << 20;

    /// <summary>Members at most.</summary>
    public const int MostMembers = 100_000;

    /// <summary>All members together, unpacked, at most.</summary>
    public const long MostBytes = 64L << 30;

    /// <summary>No honest file is packed more tightly: deflate cannot do more than 1,032 to 1, and images are far from it.</summary>
    private const int BombRatio = 500;

    private const int ShortestBomb = 16 << 20;
    private const int FlagEncrypted = 1;

    /// <summary>Whether a file is an archive whose members can be looked at.</summary>
    /// <param name="source">The file.</param>
    public static bool IsArchive(ByteSource source) =>
        ContentScanner.AtStart(source.ReadBytes(new ByteRange(0, 1024))).Any(static match => match.Kind == ContentKinds.Zip || match.Kind == ContentKinds.Tar);

    /// <summary>Goes through the members.</summary>
    /// <param name="source">The archive.</param>
    /// <param name="problems">Takes what is wrong with the archive itself, one a line: names that leave the folder, twins, bombs, encryption, damage. Untrusted.</param>
    /// <param name="notSeen">Takes what was not looked at.</param>
    /// <returns>The regular files in it, unpacked one at a time.</returns>
    public static IEnumerable<(string Name, byte[] Bytes)> Members(ByteSource source, ICollection<string> problems, ICollection<string> notSeen)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var total = 0L;
        using var members = Open(source, problems, notSeen).GetEnumerator();
        while (Next(members, problems))
        {
            var (name, packed, bytes, isCut) = members.Current;
            CheckName(name, names, problems);
            if (names.Count > MostMembers || (total += bytes.Length) > MostBytes)
            {
                notSeen.Add($"members behind {name}: too many, or too large together");
                yield break;
            }

            if (isCut)
                notSeen.Add($"{name}: longer than {LongestMember >> 20} MiB");
            if (packed > 0 && bytes.Length > ShortestBomb && bytes.Length / packed > BombRatio)
                problems.Add($"{name} unpacks to more than {BombRatio} times its size");
            yield return (name, bytes);
        }
    }

    private static IEnumerable<(string Name, long Packed, byte[] Bytes, bool IsCut)> Open(ByteSource source, ICollection<string> problems, ICollection<string> notSeen)
    {
        var stream = source.OpenStream(new ByteRange(0, source.Length));
        var isZip = source.ReadBytes(new ByteRange(0, 2)).AsSpan().SequenceEqual("PK"u8);
        return isZip ? Zip(source, stream, problems, notSeen) : Tar(stream, problems);
    }

    private static IEnumerable<(string, long, byte[], bool)> Zip(ByteSource source, Stream stream, ICollection<string> problems, ICollection<string> notSeen)
    {
        foreach (var problem in ZipStructure.Problems(source))
            problems.Add(problem);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
        foreach (var entry in archive.Entries)
        {
            if (entry.FullName.EndsWith('/'))
                continue;
            if (entry.IsEncrypted)
            {
                problems.Add($"{entry.FullName} is encrypted");
                notSeen.Add($"{entry.FullName}: encrypted");
                continue;
            }

            if (Unpack(entry, problems, notSeen) is var (bytes, isCut))
                yield return (entry.FullName, entry.CompressedLength, bytes, isCut);
        }
    }

    private static (byte[] Bytes, bool IsCut)? Unpack(ZipArchiveEntry entry, ICollection<string> problems, ICollection<string> notSeen)
    {
        try
        {
            using var content = entry.Open();
            return ReadBounded(content);
        }
        catch (InvalidDataException)
        {
            problems.Add($"{entry.FullName} does not unpack: its headers disagree, or it is damaged");
            notSeen.Add($"{entry.FullName}: damaged");
            return null;
        }
    }

    private static IEnumerable<(string, long, byte[], bool)> Tar(Stream stream, ICollection<string> problems)
    {
        using var archive = new TarReader(stream);
        while (archive.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is TarEntryType.SymbolicLink or TarEntryType.HardLink or TarEntryType.BlockDevice or TarEntryType.CharacterDevice or TarEntryType.Fifo)
                problems.Add($"{entry.Name} is a link or a device");
            if (entry.DataStream is { } content && ReadBounded(content) is var (bytes, isCut))
                yield return (entry.Name, 0, bytes, isCut);
        }
    }

    private static (byte[] Bytes, bool IsCut) ReadBounded(Stream content)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (content.Read(buffer) is > 0 and var read)
        {
            bytes.Write(buffer, 0, (int)Math.Min(read, LongestMember - bytes.Length));
            if (bytes.Length >= LongestMember)
                return (bytes.ToArray(), true);
        }

        return (bytes.ToArray(), false);
    }

    // A directory that cannot be read ends the walk; what was found before stays.
    private static bool Next<T>(IEnumerator<T> members, ICollection<string> problems)
    {
        try
        {
            return members.MoveNext();
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or DecoderFallbackException or ArgumentException or NotSupportedException)
        {
            problems.Add("the archive is damaged: what follows cannot be read");
            return false;
        }
    }

    private static void CheckName(string name, HashSet<string> names, ICollection<string> problems)
    {
        var steps = name.Split('/', '\\');
        if (steps.Contains("..") || name.StartsWith('/') || name.StartsWith('\\') || (name.Length > 1 && name[1] == ':'))
            problems.Add($"{name} leaves the folder that it is unpacked to");
        if (name.Any(char.IsControl))
            problems.Add($"{name} has control characters in its name");
        if (!names.Add(name.TrimEnd('.', ' ')))
            problems.Add($"{name} is in the archive twice");
    }
}
