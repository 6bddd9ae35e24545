namespace Leadglass.Audit.Storage;

/// <summary>What became of the messages of one connection, or of all.</summary>
public sealed class RecorderCounts
{
    private long _received;
    private long _stored;
    private long _refused;

    /// <summary>Messages that came, and whatever else stood where a message should.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>Those that are on the disk.</summary>
    public long Stored => Interlocked.Read(ref _stored);

    /// <summary>Those that could not be stored.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    internal void AddReceived() => Interlocked.Increment(ref _received);

    internal void Add(bool stored) => Interlocked.Increment(ref stored ? ref _stored : ref _refused);
}
