using System.Text.Json;
using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Fuzzing.Campaign;

/// <summary>The folder of a campaign: its state and the reproducers. Everything in it is for its owner only: a reproducer is a weapon.</summary>
/// <param name="path">The folder; made when something is written.</param>
public sealed class CampaignFolder(string path)
{
    private const string Partial = ".partial";
    private const int LargestState = 64 * 1024 * 1024;

    /// <summary>The folder.</summary>
    public string Path => path;

    private string StateFile => System.IO.Path.Combine(path, "campaign.json");

    private string QueueFolder => System.IO.Path.Combine(path, "queue");

    /// <summary>Reads the state; null where there is none.</summary>
    /// <exception cref="IOException">It cannot be read, or is no state.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public CampaignState? Read()
    {
        if (!File.Exists(StateFile))
            return null;
        using var stream = File.OpenRead(StateFile);
        if (stream.Length > LargestState)
            throw new IOException($"{StateFile} is too large for the state of a campaign.");
        try
        {
            var state = JsonSerializer.Deserialize(stream, CampaignJsonContext.Default.CampaignState);
            if (state?.SchemaVersion != CampaignState.CurrentVersion)
                throw new IOException($"{StateFile} is of another version of leadglass: use another folder.");
            return state.IsSound ? state : throw new IOException($"{StateFile} is not the state of a campaign: it holds what no campaign writes.");
        }
        catch (JsonException e)
        {
            throw new IOException($"{StateFile} is not the state of a campaign: {e.Message}", e);
        }
    }

    /// <summary>Writes the state; a reader sees the old one or the new one, never a part.</summary>
    /// <param name="state">The state.</param>
    /// <exception cref="IOException">It cannot be written: the disk may be full. The old state stays.</exception>
    public void Write(CampaignState state) => WriteFile(StateFile, JsonSerializer.SerializeToUtf8Bytes(state, CampaignJsonContext.Default.CampaignState));

    /// <summary>Where the smallest file that shows a defect is, or will be.</summary>
    /// <param name="defect">The defect.</param>
    public string ReproducerOf(Defect defect)
    {
        ArgumentNullException.ThrowIfNull(defect);
        return System.IO.Path.Combine([path, .. defect.Reproducer.Split('/')]);
    }

    /// <summary>Keeps a reproducer.</summary>
    /// <param name="defect">The defect.</param>
    /// <param name="bytes">The file.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void WriteReproducer(Defect defect, ReadOnlySpan<byte> bytes) => WriteFile(ReproducerOf(defect), bytes);

    /// <summary>Keeps an input from which others are made.</summary>
    /// <param name="name">The name of its file.</param>
    /// <param name="bytes">The input.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void WriteQueued(string name, ReadOnlySpan<byte> bytes) => WriteFile(System.IO.Path.Combine(QueueFolder, name), bytes);

    /// <summary>Reads the inputs that were kept, in the order of their names; what was being written when the campaign was cut off is left out.</summary>
    /// <exception cref="IOException">One cannot be read, or is too large.</exception>
    public IReadOnlyList<(string Name, byte[] Bytes)> ReadQueue()
    {
        if (!Directory.Exists(QueueFolder))
            return [];
        var files = Directory.GetFiles(QueueFolder, "id*").Where(static file => !file.EndsWith(Partial, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        return files.Find(static file => new FileInfo(file).Length > SeedFolder.LargestSeed) is { } large
            ? throw new IOException($"{large} is too large for an input of a campaign.")
            : [.. files.Select(static file => (System.IO.Path.GetFileName(file), File.ReadAllBytes(file)))];
    }

    /// <summary>Writes the evidence.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(Evidence evidence) => Write(evidence, System.IO.Path.Combine(path, "evidence.json"));

    /// <summary>Writes the evidence to a file somewhere else, such as the one that goes out of the house.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(Evidence evidence, string file) =>
        WriteFile(System.IO.Path.GetFullPath(file), JsonSerializer.SerializeToUtf8Bytes(evidence, CampaignJsonContext.Default.Evidence));

    /// <summary>Reads again what a campaign started from.</summary>
    /// <param name="state">The campaign.</param>
    /// <param name="errors">Takes why the seeds are not those of then.</param>
    /// <exception cref="IOException">The seeds cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">They must not be read.</exception>
    public static IReadOnlyList<Seed> SeedsOf(CampaignState state, ICollection<string> errors)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(errors);
        var seeds = state.SeedsFolder is { } from ? SeedFolder.Read(from, allowsPatients: true, errors, needsDicom: state.Coverage is null) : SeedCorpus.All;
        if (SeedFolder.HashOf(seeds) != state.CorpusSha256)
            errors.Add($"the corpus of the campaign has changed since{(state.SeedsFolder is { } folder ? $": {folder}" : $"; it was made by {state.Tool}")}");
        return seeds;
    }

    private static void WriteFile(string file, ReadOnlySpan<byte> bytes)
    {
        var folder = System.IO.Path.GetDirectoryName(file)!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var partial = file + Partial;
        File.Delete(partial);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(partial, options))
            stream.Write(bytes);
        File.Move(partial, file, overwrite: true);
    }
}
