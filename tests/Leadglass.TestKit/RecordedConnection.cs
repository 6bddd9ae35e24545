using System.Net;

namespace Leadglass.TestKit;

/// <summary>What one connection brought: every byte, when it came, and how the connection ended.</summary>
public sealed class RecordedConnection
{
    private readonly Lock _lock = new();
    private readonly List<ReceivedSegment> _segments = [];
    private readonly TimeProvider _time;

    internal RecordedConnection(int number, EndPoint? remote, TimeProvider time)
    {
        _time = time;
        Number = number;
        RemoteEndPoint = remote;
        OpenedAt = time.GetUtcNow();
    }

    /// <summary>The position among the connections of its peer: 1 is the first.</summary>
    public int Number { get; }

    /// <summary>The address and port of the other side.</summary>
    public EndPoint? RemoteEndPoint { get; }

    /// <summary>When it was accepted, or made.</summary>
    public DateTimeOffset OpenedAt { get; }

    /// <summary>When it ended; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>How it ended.</summary>
    public ConnectionEnd End { get; private set; }

    /// <summary>The expectation that was not met; null when all were.</summary>
    public ScriptFailedException? Failure { get; private set; }

    /// <summary>What arrived, in the pieces in which it arrived.</summary>
    public IReadOnlyList<ReceivedSegment> Segments
    {
        get
        {
            lock (_lock)
                return [.. _segments];
        }
    }

    /// <summary>What arrived, in one piece.</summary>
    /// <returns>All bytes so far.</returns>
    public byte[] ReceivedBytes()
    {
        lock (_lock)
            return [.. _segments.SelectMany(segment => segment.Bytes.ToArray())];
    }


    internal void Add(ReadOnlyMemory<byte> bytes)
    {
        lock (_lock)
            _segments.Add(new ReceivedSegment(_time.GetUtcNow(), bytes.ToArray()));
    }

    internal void Finish(ConnectionEnd end, ScriptFailedException? failure)
    {
        End = end;
        Failure = failure;
        EndedAt = _time.GetUtcNow();
    }
}
