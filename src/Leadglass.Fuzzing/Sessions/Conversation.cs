using System.Buffers.Binary;
using System.Net.Sockets;
using Leadglass.Dicom;
using Leadglass.Dicom.Dimse;
using Leadglass.Dicom.Network;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>Plays a conversation on one connection, and hears what the peer makes of it: which PDUs, results, reasons and statuses, and how it closes.</summary>
/// <param name="stream">The connection, TLS or not.</param>
/// <param name="socket">The socket under it.</param>
/// <param name="model">Where the peer stands.</param>
/// <param name="patience">How long one answer may take.</param>
/// <param name="time">The clock.</param>
internal sealed class Conversation(Stream stream, Socket socket, PeerModel model, TimeSpan patience, TimeProvider time)
{
    private const int MostAnswers = 24;
    private const int LongestPdu = 1 << 24;
    private const int UsualMaximum = 16384;
    private const ushort PendingStatus = 0xFF00;
    private const ushort PendingWarning = 0xFF01;

    private static readonly TimeSpan ToClose = TimeSpan.FromMilliseconds(5);

    private readonly List<string> _answers = [];
    private readonly SortedSet<string> _features = new(StringComparer.Ordinal);
    private readonly Dictionary<byte, List<byte>> _commands = [];
    private byte[] _unread = [];
    private byte[] _chunk = new byte[64 * 1024];
    private Task<int>? _reading;
    private uint _maximum = UsualMaximum;
    private string? _given;
    private CommandSet? _suboperation;
    private long _received;
    private bool _owes;

    /// <summary>The last thing that was sent, such as <c>C-FIND-RQ</c>.</summary>
    public string LastSent { get; private set; } = "nothing";

    /// <summary>The peer said that it is over: it released, rejected or aborted.</summary>
    public bool WasEnded { get; private set; }

    /// <summary>The peer agreed to the release of the association.</summary>
    public bool WasReleased { get; private set; }

    /// <summary>The peer closed the connection.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>What the peer answered, in order; the same for the same meaning.</summary>
    public string Answer => string.Join(", ", _answers);

    /// <summary>What was reached.</summary>
    public IReadOnlyList<string> Features => [.. model.Cells, .. _features];

    /// <summary>What became of the presentation contexts that were proposed.</summary>
    public IReadOnlyList<(byte Id, PresentationContextResultReason Result)> Contexts { get; private set; } = [];

    /// <summary>The longest time that an answer took.</summary>
    public TimeSpan Slowest { get; private set; }

    /// <summary>How many bytes the peer sent.</summary>
    public long Received => _received;

    /// <summary>Data sets that the peer sent in sub-operations; only kept on demand.</summary>
    public List<byte[]>? Instances { get; init; }

    /// <summary>Plays every step, as far as the connection lasts.</summary>
    public async Task PlayAsync(SessionProgram program, CancellationToken cancellation)
    {
        model.Connected();
        foreach (var step in program.Steps)
        {
            if (IsClosed || !await DoAsync(step, cancellation))
                break;
        }
        if (!IsClosed && !WasEnded)
            Say("left open");
    }

    private async Task<bool> DoAsync(SessionStep step, CancellationToken cancellation)
    {
        switch (step)
        {
            case SendStep send:
                LastSent = NameOf(send.Bytes);
                return await SendAsync(send.Bytes, cancellation);
            case MessageStep message:
                LastSent = MessageParts.NameOf(message.Command);
                return await SendAsync(MessageParts.Encode(message, _maximum, _given), cancellation);
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
        _owes = true;
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

    private void Say(string answer)
    {
        // Hundreds of pending answers mean the same as one.
        if (_answers.Count < MostAnswers && (_answers.Count == 0 || _answers[^1] != answer))
            _answers.Add(answer);
    }

    private async Task AwaitAsync(CancellationToken cancellation)
    {
        // Nobody answers twice: what was answered, or not in time, is not waited for again. Who ended the conversation may only close.
        if (!_owes)
            return;
        _owes = false;
        var patient = WasEnded ? ToClose : patience;
        var started = time.GetTimestamp();
        while (!IsClosed)
        {
            while (TakePdu() is { } pdu)
            {
                if (!await HearAsync(pdu, cancellation))
                    continue;
                if (time.GetElapsedTime(started) is var took && took > Slowest)
                    Slowest = took;
                return;
            }
            var left = patient - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero || !await FillAsync(left, cancellation))
            {
                if (!IsClosed && !WasEnded)
                    Say("silence");
                return;
            }
        }
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
            _received += count;
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

    /// <summary>Whether this is the answer that was waited for.</summary>
    private async Task<bool> HearAsync(byte[] bytes, CancellationToken cancellation)
    {
        model.Heard((PduType)bytes[0]);
        var pdu = PduReader.Read(bytes, Conformance.Lenient).Pdu;
        switch (pdu)
        {
            case AssociateAccept accept:
                _maximum = accept.MaximumLengthReceived is null or 0 ? UsualMaximum : Math.Clamp(accept.MaximumLengthReceived.Value, 128, 1 << 17);
                var results = accept.Items.OfType<PresentationContextResult>().ToList();
                Contexts = [.. results.Select(static result => (result.Id, result.Result))];
                foreach (var result in results)
                    _features.Add($"context {(byte)result.Result}");
                // Many are told by their number: a server may list them in any order.
                Say($"AC {string.Join(' ', results.GroupBy(static result => (byte)result.Result).OrderBy(static group => group.Key).Select(static group => $"{group.Count()} with result {group.Key}"))}");
                return true;
            case AssociateReject reject:
                WasEnded = true;
                _features.Add($"reject {(byte)reject.Result}/{(byte)reject.Source}/{(byte)reject.Reason}");
                Say($"RJ {(byte)reject.Result}/{(byte)reject.Source}/{(byte)reject.Reason}");
                return true;
            case Abort abort:
                WasEnded = true;
                _features.Add($"abort {(byte)abort.Source}/{(byte)abort.Reason}");
                Say($"ABORT {(byte)abort.Source}/{(byte)abort.Reason}");
                return true;
            case DataTransfer data:
                var isOver = false;
                foreach (var value in data.Values)
                    isOver |= await HearAsync(value, cancellation);
                return isOver;
            case ReleaseResponse:
                WasEnded = WasReleased = true;
                Say("RP");
                return true;
            default:
                Say(pdu is null ? $"broken {(PduType)bytes[0]}" : $"{pdu.Type}");
                return true;
        }
    }

    private async Task<bool> HearAsync(PresentationDataValue value, CancellationToken cancellation)
    {
        if (!_commands.TryGetValue(value.ContextId, out var fragments))
            _commands[value.ContextId] = fragments = [];
        if (value.IsCommand || _suboperation is not null)
            fragments.AddRange(value.Fragment.Span[..Math.Min(value.Fragment.Length, LongestPdu - Math.Min(LongestPdu, fragments.Count))]);
        if (!value.IsLast)
            return false;
        byte[] whole = [.. fragments];
        fragments.Clear();
        if (!value.IsCommand)
            return await AnswerSuboperationAsync(value.ContextId, whole, cancellation);
        var command = CommandSetReader.Read(whole, Conformance.Lenient).Command;
        switch (command)
        {
            case null:
                Say("broken command");
                return true;
            case DimseResponse response:
                _given = response.AffectedSopInstanceUid ?? _given;
                _features.Add($"status {MessageParts.NameOf(response.Field)} {response.Status.Code:X4}");
                Say($"{MessageParts.NameOf(response.Field)} {response.Status.Code:X4}");
                return response.Status.Code is not (PendingStatus or PendingWarning);
            default:
                _features.Add($"request {MessageParts.NameOf(command.Field)}");
                Say(MessageParts.NameOf(command.Field));
                _suboperation = command.HasDataSet ? command : null;
                return false;
        }
    }

    /// <summary>A sub-operation of C-GET is taken, as its requestor has to (PS3.4 §C.4.3).</summary>
    private async Task<bool> AnswerSuboperationAsync(byte context, byte[] data, CancellationToken cancellation)
    {
        if (_suboperation is not CStoreRequest store)
            return false;
        Instances?.Add(data);
        _suboperation = null;
        var response = new CStoreResponse
        {
            Status = DimseStatus.Success,
            MessageIdBeingRespondedTo = store.MessageId,
            AffectedSopClassUid = store.AffectedSopClassUid,
            AffectedSopInstanceUid = store.AffectedSopInstanceUid,
            HasDataSet = false,
        };
        await SendAsync(MessageParts.Encode(new MessageStep(context, CommandSetWriter.ToBytes(response)), _maximum, null), cancellation);
        return false;
    }

    private static string NameOf(byte[] bytes) =>
        bytes.Length == 0 ? "nothing" : PduHeader.IsKnown((PduType)bytes[0]) ? MessageParts.NameOf((PduType)bytes[0]) : "bytes that are no PDU";
}
