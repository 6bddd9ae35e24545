using System.Net.Sockets;
using Leadglass.Dicom;
using Leadglass.Dicom.Dimse;
using Leadglass.Dicom.Network;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>Plays a conversation as its requestor, and hears what the server makes of it: which PDUs, results, reasons and statuses, and how it closes.</summary>
/// <param name="stream">The connection, TLS or not.</param>
/// <param name="socket">The socket under it.</param>
/// <param name="patience">How long one answer may take.</param>
/// <param name="time">The clock.</param>
internal sealed class Conversation(Stream stream, Socket socket, TimeSpan patience, TimeProvider time) : PeerConversation(stream, socket, new PeerModel(acceptor: true), patience, time)
{
    private const ushort PendingStatus = 0xFF00;
    private const ushort PendingWarning = 0xFF01;

    private readonly Dictionary<byte, List<byte>> _commands = [];
    private CommandSet? _suboperation;

    /// <summary>The peer agreed to the release of the association.</summary>
    public bool WasReleased { get; private set; }

    /// <summary>What became of the presentation contexts that were proposed.</summary>
    public IReadOnlyList<(byte Id, PresentationContextResultReason Result)> Contexts { get; private set; } = [];

    /// <summary>Data sets that the peer sent in sub-operations; only kept on demand.</summary>
    public List<byte[]>? Instances { get; init; }

    /// <summary>Plays every step, as far as the connection lasts.</summary>
    public async Task PlayAsync(SessionProgram program, CancellationToken cancellation)
    {
        Begin();
        foreach (var step in program.Steps)
        {
            if (IsClosed || !await DoAsync(step, cancellation))
                break;
        }
        if (!IsClosed && !WasEnded)
            Say("left open");
    }

    /// <inheritdoc/>
    protected override async Task<bool> HearAsync(Pdu? pdu, PduType type, CancellationToken cancellation)
    {
        switch (pdu)
        {
            case AssociateAccept accept:
                Maximum = accept.MaximumLengthReceived;
                var results = accept.Items.OfType<PresentationContextResult>().ToList();
                Contexts = [.. results.Select(static result => (result.Id, result.Result))];
                foreach (var result in results)
                    Reach($"context {(byte)result.Result}");
                // Many are told by their number: a server may list them in any order.
                Say($"AC {string.Join(' ', results.GroupBy(static result => (byte)result.Result).OrderBy(static group => group.Key).Select(static group => $"{group.Count()} with result {group.Key}"))}");
                return true;
            case AssociateReject reject:
                WasEnded = true;
                Reach($"reject {(byte)reject.Result}/{(byte)reject.Source}/{(byte)reject.Reason}");
                Say($"RJ {(byte)reject.Result}/{(byte)reject.Source}/{(byte)reject.Reason}");
                return true;
            case Abort abort:
                WasEnded = true;
                Reach($"abort {(byte)abort.Source}/{(byte)abort.Reason}");
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
                Say(pdu is null ? $"broken {type}" : $"{pdu.Type}");
                return true;
        }
    }

    private async Task<bool> HearAsync(PresentationDataValue value, CancellationToken cancellation)
    {
        if (!_commands.TryGetValue(value.ContextId, out var fragments))
            _commands[value.ContextId] = fragments = [];
        if (value.IsCommand || _suboperation is not null)
            fragments.AddRange(value.Fragment.Span);
        if (AreTooLong(_commands.Values))
            return true;
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
                Given = Given with { Uid = response.AffectedSopInstanceUid ?? Given.Uid };
                Reach($"status {MessageParts.NameOf(response.Field)} {response.Status.Code:X4}");
                Say($"{MessageParts.NameOf(response.Field)} {response.Status.Code:X4}");
                return response.Status.Code is not (PendingStatus or PendingWarning);
            default:
                Reach($"request {MessageParts.NameOf(command.Field)}");
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
        await SendAsync(new MessageStep(context, CommandSetWriter.ToBytes(response)), cancellation);
        return false;
    }
}
