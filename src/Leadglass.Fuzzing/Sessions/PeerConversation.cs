using System.Buffers.Binary;
using System.Net.Sockets;
using Leadglass.Dicom;
using Leadglass.Dicom.Network;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>One side of a conversation on one connection: does steps, broken or not, and takes apart what the peer says.</summary>
/// <param name="stream">The connection, TLS or not.</param>
/// <param name="socket">The socket under it.</param>
/// <param name="model">Where the peer stands.</param>
/// <param name="patience">How long one answer may take.</param>
/// <param name="time">The clock.</param>
internal abstract class PeerConversation(Stream stream, Socket socket, PeerModel model, TimeSpan patience, TimeProvider time)
{
    /// <summary>More of a PDU or a message is not kept.</summary>
    protected const int LongestPdu = 1 << 24;

    private const int MostAnswers = 24;
    private const int UsualMaximum = 16384;

    private static readonly TimeSpan ToClose = TimeSpan.FromMilliseconds(5);

    private readonly List<string> _answers = [];
    private readonly SortedSet<string> _features = new(StringComparer.Ordinal);
    private byte[] _unread = [];
    private byte[] _chunk = new byte[64 * 1024];
    private Task<int>? _reading;
    private uint _maximum = UsualMaximum;
    private bool _owes;

    /// <summary>The last thing that was sent, such as <c>C-FIND-RQ</c>.</summary>
    public string LastSent { get; private set; } = "nothing";

    /// <summary>The peer said that it is over: it released, rejected or aborted.</summary>
    public bool WasEnded { get; protected set; }

    /// <summary>The peer closed the connection.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>What the peer answered, in order; the same for the same meaning.</summary>
    public string Answer => string.Join(", ", _answers);

    /// <summary>What was reached.</summary>
    public IReadOnlyList<string> Features => [.. model.Cells, .. _features];

    /// <summary>The longest time that an answer took.</summary>
    public TimeSpan Slowest { get; private set; }

    /// <summary>The peer sent something that is a PDU.</summary>
    public bool SpeaksDicom { get; private set; }

    /// <summary>When the last thing was sent, as the clock's timestamp.</summary>
    public long SentAt { get; private set; }

    /// <summary>What the peer gave or asked last: placeholders of messages are bound to it.</summary>
    protected Binding Given { get; set; }

    /// <summary>Takes what the peer says about itself: how long the PDUs may be that it takes.</summary>
    protected uint? Maximum { set => _maximum = value is null or 0 ? UsualMaximum : Math.Clamp(value.Value, 128, 1 << 17); }

    /// <summary>Counts something as reached.</summary>
    protected void Reach(string feature) => _features.Add(feature);

    /// <summary>The connection is there.</summary>
    protected void Begin() => model.Connected();

    /// <summary>Does a step; false where nothing more can be done on this connection.</summary>
    protected async Task<bool> DoAsync(SessionStep step, CancellationToken cancellation)
    {
        switch (step)
        {
            case SendStep send:
                LastSent = NameOf(send.Bytes);
                return await SendAsync(send.Bytes, cancellation);
            case MessageStep message:
                LastSent = MessageParts.NameOf(message.Command);
                return await SendAsync(message, cancellation);
            case AwaitStep:
                await AwaitAsync(cancellation);
                return true;
            case StallStep stall:
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Clamp(stall.Milliseconds, 0, StallStep.Longest)), time, cancellation);
                return true;
            case HalfCloseStep:
                model.Closed();
                _owes = true;
                return Shut();
            default:
                model.Closed();
                socket.LingerState = new LingerOption(true, 0);
                return false;
        }
    }

    /// <summary>Sends a message in PDUs that the peer takes.</summary>
    protected Task<bool> SendAsync(MessageStep message, CancellationToken cancellation) => SendAsync(MessageParts.Encode(message, _maximum, Given), cancellation);

    private bool Shut()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
            return true;
        }
        catch (SocketException)
        {
            return Ended("reset");
        }
    }

    private async Task<bool> SendAsync(byte[] bytes, CancellationToken cancellation)
    {
        model.Sent(bytes);
        (_owes, SentAt) = (true, time.GetTimestamp());
        try
        {
            await stream.WriteAsync(bytes, cancellation).AsTask().WaitAsync(patience, time, cancellation);
            return true;
        }
        catch (TimeoutException)
        {
            Say("does not read");
            return false;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It may have said why before it closed.
            await AwaitAsync(cancellation);
            return Ended("reset");
        }
    }

    private bool Ended(string how)
    {
        if (!IsClosed)
            Say(how);
        IsClosed = true;
        return false;
    }

    /// <summary>Notes what the peer said.</summary>
    protected void Say(string answer)
    {
        // Hundreds of pending answers mean the same as one.
        if (_answers.Count < MostAnswers && (_answers.Count == 0 || _answers[^1] != answer))
            _answers.Add(answer);
    }

    /// <summary>Whether the messages that are not whole yet are longer together than is kept: then the conversation is over.</summary>
    protected bool AreTooLong(IEnumerable<List<byte>> messages)
    {
        if (messages.Sum(static message => message.Count) <= LongestPdu)
            return false;
        Say($"messages longer than {LongestPdu >> 20} MiB, which are not heard to their end");
        WasEnded = true;
        return true;
    }

    private async Task AwaitAsync(CancellationToken cancellation)
    {
        // Nobody answers twice: what was answered, or not in time, is not waited for again. Who ended the conversation may only close.
        if (!_owes)
            return;
        _owes = false;
        if (!await ArrivesAsync(WasEnded ? ToClose : patience, cancellation) && !IsClosed && !WasEnded)
            Say("silence");
    }

    /// <summary>Waits until something comes that was waited for; false where nothing does in time, or the peer closes.</summary>
    protected async Task<bool> ArrivesAsync(TimeSpan patient, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (!IsClosed)
        {
            while (TakePdu() is { } pdu)
            {
                model.Heard((PduType)pdu[0]);
                var read = PduReader.Read(pdu, Conformance.Lenient).Pdu;
                SpeaksDicom |= read is not null;
                if (!await HearAsync(read, (PduType)pdu[0], cancellation))
                    continue;
                if (time.GetElapsedTime(started) is var took && took > Slowest)
                    Slowest = took;
                return true;
            }
            var left = patient - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero || !await FillAsync(left, cancellation))
                return false;
        }
        return false;
    }

    private async Task<bool> FillAsync(TimeSpan left, CancellationToken cancellation)
    {
        // A read that is still waiting is kept: cancelling one would break a TLS stream.
        _reading ??= stream.ReadAsync(_chunk, CancellationToken.None).AsTask();
        try
        {
            var count = await _reading.WaitAsync(left, time, cancellation);
            _reading = null;
            QuickAcknowledgement.Arm(socket);
            if (count == 0)
                return Ended("closed");
            _unread = [.. _unread, .. _chunk.AsSpan(0, count)];
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            _reading = null;
            return Ended("reset");
        }
    }

    private byte[]? TakePdu()
    {
        if (_unread.Length < PduHeader.Size)
            return null;
        var length = BinaryPrimitives.ReadUInt32BigEndian(_unread.AsSpan(2));
        if (!PduHeader.IsKnown((PduType)_unread[0]) || length > LongestPdu)
        {
            Say("no DICOM");
            _features.Add("reply no DICOM");
            _unread = [];
            return null;
        }
        if (_unread.Length < PduHeader.Size + length)
            return null;
        var pdu = _unread[..(PduHeader.Size + (int)length)];
        _unread = _unread[pdu.Length..];
        return pdu;
    }

    /// <summary>Hears a PDU: whether it is what was waited for.</summary>
    protected abstract Task<bool> HearAsync(Pdu? pdu, PduType type, CancellationToken cancellation);

    private static string NameOf(byte[] bytes) =>
        bytes.Length == 0 ? "nothing" : PduHeader.IsKnown((PduType)bytes[0]) ? MessageParts.NameOf((PduType)bytes[0]) : "bytes that are no PDU";
}
