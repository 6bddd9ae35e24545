using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Leadglass.Findings;

namespace Leadglass.Knowledge.Import;

/// <summary>
/// Makes knowledge out of files that the user has downloaded: CSAF 2.0, CVE records V5, NVD 2.0, OSV, CISA's list of exploited vulnerabilities (KEV), EPSS as JSON or CSV,
/// and the knowledge file itself. A file that cannot be read is refused with the reason, and ends nothing.
/// </summary>
public sealed class AdvisoryImport
{
    /// <summary>The largest file that is read, unpacked, in bytes.</summary>
    public const int MaximumLength = 256 * 1024 * 1024;

    private const int MaximumDepth = 64;

    /// <summary>The limit of this import; only tests set a lower one.</summary>
    internal int Limit { get; init; } = MaximumLength;

    private readonly List<ImportedFile> _files = [];
    private readonly List<Vulnerability> _vulnerabilities = [];
    private DateOnly? _date;

    /// <summary>What became of each file, in the order in which they were read.</summary>
    public IReadOnlyList<ImportedFile> Files => _files;

    /// <summary>Everything that was read so far.</summary>
    public KnowledgeBase Build() => new(_vulnerabilities, _date);

    /// <summary>Reads every <c>.json</c> and <c>.csv</c> file of a folder and the folders below it, packed with gzip or not, in the order of their names.</summary>
    /// <param name="folder">The folder. Links are not followed.</param>
    /// <exception cref="IOException">The folder cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be listed.</exception>
    public void AddFolder(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };
        var paths = Directory.EnumerateFiles(folder, "*", options)
            .Select(path => (Path: path, Name: Path.GetRelativePath(folder, path).Replace('\\', '/')))
            .Where(file => IsAdvisory(file.Name))
            .OrderBy(file => file.Name, StringComparer.Ordinal);
        foreach (var (path, name) in paths)
        {
            try
            {
                using var file = File.OpenRead(path);
                Add(name, file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _files.Add(new ImportedFile(name, ImportOutcome.Refused, e.Message));
            }
        }
    }

    /// <summary>Reads one file.</summary>
    /// <param name="name">Its name; <c>.gz</c> at the end says that it is packed.</param>
    /// <param name="stream">Its bytes. Not closed.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public void Add(string name, Stream stream)
    {
        try
        {
            var content = Read(Unpacked(name, stream));
            var unread = content.Vulnerabilities.SelectMany(one => one.Affected).FirstOrDefault(product => !product.ReadRange().IsUnderstood);
            _vulnerabilities.AddRange(content.Vulnerabilities);
            // Lists that only mark what others bring say nothing about how fresh those are.
            if (content.Vulnerabilities.Any(one => one.Affected.Count > 0) && (_date is null || content.Date > _date))
                _date = content.Date;
            _files.Add(unread is null
                ? new ImportedFile(name, ImportOutcome.Imported, null)
                : new ImportedFile(name, ImportOutcome.Potential, $"{unread.Product}: versions not understood: {unread.Versions}"));
        }
        catch (AdvisoryException e)
        {
            _files.Add(new ImportedFile(name, ImportOutcome.Refused, e.Message));
        }
    }

    private static bool IsAdvisory(string name)
    {
        var plain = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        return plain.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || plain.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
    }

    private ReadOnlyMemory<byte> Unpacked(string name, Stream stream)
    {
        try
        {
            using var unpacked = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true) : null;
            return BoundedBytes.ReadAll(unpacked ?? stream, Limit) ?? throw new AdvisoryException($"longer than {Limit:N0} bytes");
        }
        catch (InvalidDataException)
        {
            throw new AdvisoryException("not gzip, or damaged");
        }
    }

    private static AdvisoryContent Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
            throw new AdvisoryException("empty");
        if (!Utf8.IsValid(bytes.Span))
            throw new AdvisoryException("not UTF-8");
        if (EpssReader.IsCsv(bytes.Span))
            return EpssReader.ReadCsv(Encoding.UTF8.GetString(bytes.Span));
        try
        {
            // A name twice in one object is how two readers are made to see two things.
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaximumDepth, AllowDuplicateProperties = false });
            return Read(document.RootElement, bytes);
        }
        catch (JsonException e)
        {
            throw new AdvisoryException(e.LineNumber is { } line
                ? $"not JSON that can be read, line {line + 1}: {e.Message.Split(" LineNumber: ", 2)[0]}"
                : $"not JSON that can be read: {e.Message}");
        }
    }

    private static AdvisoryContent Read(JsonElement root, ReadOnlyMemory<byte> bytes)
    {
        if (root.Member("document")?.Text("csaf_version") is { } version)
            return version is "2.0" or "2.1" ? CsafReader.Read(root) : throw new AdvisoryException($"CSAF {version} is not known");
        if (root.Text("dataType") == "CVE_RECORD")
            return CveRecordReader.Read(root);
        if (root.Text("catalogVersion") is not null)
            return KevReader.Read(root);
        if (root.Items("vulnerabilities").Any(item => item.Member("cve")?.Text("id") is not null))
            return NvdReader.Read(root);
        if (root.Items("data").Any(item => item.Text("epss") is not null))
            return EpssReader.Read(root);
        if (root.Text("id") is not null && root.Text("modified") is not null)
            return OsvReader.Read(root);
        if (root.Text("format") == KnowledgeDocument.FormatName)
            return Own(bytes);
        throw new AdvisoryException("none of the formats that are read: CSAF, CVE, NVD, OSV, KEV, EPSS, knowledge file");
    }

    private static AdvisoryContent Own(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var knowledge = KnowledgeFile.Read(new MemoryStream(bytes.ToArray(), writable: false));
            return new AdvisoryContent("knowledge file", knowledge.Vulnerabilities, knowledge.Date);
        }
        catch (InvalidDataException e)
        {
            throw new AdvisoryException(e.Message);
        }
    }
}
