using System.Globalization;

namespace Leadglass.Fuzzing.Campaign;

/// <summary>
/// The inputs that reached something new, each a file of the campaign's folder as soon as it is known. The names are those of afl-fuzz
/// (<c>id:000012,src:000003,op:havoc</c>), so that its instances can take from the folder.
/// </summary>
/// <param name="folder">The campaign's folder.</param>
/// <param name="campaign">The seed of the campaign.</param>
/// <param name="tokens">Words that the target looks for.</param>
internal sealed class InputQueue(CampaignFolder folder, ulong campaign, IReadOnlyList<ReadOnlyMemory<byte>> tokens)
{
    private const int MostQueued = 100_000;
    private const int LongestOrigin = 100;

    // Windows has no colon in names; afl-fuzz writes the same there.
    private static readonly char Mark = OperatingSystem.IsWindows() ? '_' : ':';

    private readonly List<QueuedInput> _inputs = [];

    public int Count => _inputs.Count;

    public bool IsFull => _inputs.Count >= MostQueued;

    public QueuedInput this[int index] => _inputs[index];

    /// <summary>Takes up what an earlier run left.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public void Load() => _inputs.AddRange(folder.ReadQueue().Select(file => new QueuedInput(file.Name, file.Bytes, campaign, tokens)));

    /// <summary>Forgets all; the files stay until others of their names come.</summary>
    public void Clear() => _inputs.Clear();

    /// <summary>An input by the name of its file; null where there is none.</summary>
    public QueuedInput? Find(string name) => _inputs.Find(input => input.Name == name);

    /// <summary>Adds a seed.</summary>
    /// <exception cref="IOException">It cannot be written: the disk may be full.</exception>
    public void Add(string seed, byte[] bytes) => Add(bytes, OriginOf(seed));

    /// <summary>The name in a queue of a file that comes from elsewhere.</summary>
    public static string NameOf(int number, string file) => NameWith(number, OriginOf(file));

    private static string OriginOf(string file) => $"orig{Mark}{string.Concat(file.Where(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_').Take(LongestOrigin))}";

    private static string NameWith(int number, string origin) => string.Create(CultureInfo.InvariantCulture, $"id{Mark}{number:D6},{origin}");

    /// <summary>Adds an input that reached something new.</summary>
    /// <exception cref="IOException">It cannot be written: the disk may be full.</exception>
    public void Add(QueuedInput parent, string op, byte[] bytes) => Add(bytes, $"src{Mark}{parent.Name.AsSpan(3, 6)},op{Mark}{op}");

    /// <summary>One of them; half of the time one of the newest: what they reached nobody has looked around in yet.</summary>
    public QueuedInput Pick(CaseRandom random)
    {
        var newest = Math.Max(1, Count / 4);
        return _inputs[random.OneIn(2) ? Count - 1 - random.Below(newest) : random.Below(Count)];
    }

    private void Add(byte[] bytes, string origin)
    {
        var name = NameWith(_inputs.Count, origin);
        folder.WriteQueued(name, bytes);
        _inputs.Add(new QueuedInput(name, bytes, campaign, tokens));
    }
}
