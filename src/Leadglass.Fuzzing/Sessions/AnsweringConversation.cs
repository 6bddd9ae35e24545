using System.Net.Sockets;
using Leadglass.Dicom;
using Leadglass.Dicom.Dimse;
using Leadglass.Dicom.Network;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>Answers a client on one connection: as a server in good order would, except to what is to be answered otherwise.</summary>
/// <param name="stream">The connection, TLS or not.</param>
/// <param name="socket">The socket under it.</param>
/// <param name="patience">How long the client may be silent.</param>
/// <param name="time">The clock.</param>
internal sealed class AnsweringConversation(Stream stream, Socket socket, TimeSpan patience, TimeProvider time)
    : PeerConversation(stream, socket, new PeerModel(acceptor: false), patience, time)
{
    /// <summary>A client that asks without end is not listened to for ever.</summary>
    private const int MostAsked = 1000;

    private readonly Dictionary<byte, (List<byte> Bytes, DimseRequest? Request)> _messages = [];
    private readonly Queue<Asked> _unanswered = new();
    private readonly TimeSpan _patience = patience;
    private AssociateRequest? _association;

    /// <summary>What the client asked, and what a server in good order answers, in order; where nothing is answered otherwise.</summary>
    public List<SessionProgram> InGoodOrder { get; } = [];

    /// <summary>No TLS session came about, and so no conversation.</summary>
    public bool MetNoTls { get; private set; }

    /// <summary>Notes that no TLS session came about.</summary>
    public void HasNoTls()
    {
        MetNoTls = true;
        Say("no TLS");
    }

    /// <summary>Answers until the client is gone, or silent for too long.</summary>
    /// <param name="otherwise">What is answered otherwise; null for nothing.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task PlayAsync(SessionProgram? otherwise, CancellationToken cancellation)
    {
        Begin();
        if (otherwise is { To: SessionProgram.Connection } && !await PlayedAsync(otherwise, cancellation))
            return;
        for (var asked = 0; asked < MostAsked && await NextAsync(cancellation) is { } next; asked++)
        {
            if (next.Request is { } request)
                Given = Given with { Message = request.MessageId };
            var answer = otherwise?.To == next.Name ? otherwise : new SessionProgram(GoodAnswers.To(next, _association)) { To = next.Name };
            if (otherwise is null)
                InGoodOrder.Add(answer);
            if (!await PlayedAsync(answer, cancellation))
                return;
        }
        if (!IsClosed && !WasEnded)
            Say("silence");
    }

    /// <inheritdoc/>
    protected override Task<bool> HearAsync(Pdu? pdu, PduType type, CancellationToken cancellation)
    {
        switch (pdu)
        {
            case AssociateRequest request:
                (_association, Maximum) = (request, request.MaximumLengthReceived);
                return Task.FromResult(Ask(new Asked(MessageParts.NameOf(type), pdu)));
            case ReleaseRequest:
                return Task.FromResult(Ask(new Asked(MessageParts.NameOf(type), pdu)));
            case Abort abort:
                WasEnded = true;
                Reach($"abort {(byte)abort.Source}/{(byte)abort.Reason}");
                Say($"ABORT {(byte)abort.Source}/{(byte)abort.Reason}");
                return Task.FromResult(true);
            case DataTransfer data:
                var isWhole = false;
                foreach (var value in data.Values)
                    isWhole |= Hear(value);
                return Task.FromResult(isWhole);
            default:
                Say(pdu is null ? $"broken {type}" : $"{type}");
                return Task.FromResult(true);
        }
    }

    private async Task<bool> PlayedAsync(SessionProgram program, CancellationToken cancellation)
    {
        foreach (var step in program.Steps)
        {
            if (IsClosed || !await DoAsync(step, cancellation))
                return false;
        }
        return true;
    }

    private async Task<Asked?> NextAsync(CancellationToken cancellation)
    {
        while (_unanswered.Count == 0)
        {
            if (WasEnded || IsClosed || !await ArrivesAsync(_patience, cancellation))
                return null;
        }
        return _unanswered.Dequeue();
    }

    private bool Ask(Asked asked)
    {
        Reach($"request {asked.Name}");
        Say(asked.Name);
        _unanswered.Enqueue(asked);
        return true;
    }

    /// <summary>Whether a message is whole now.</summary>
    private bool Hear(PresentationDataValue value)
    {
        if (_association?.PresentationContexts.Any(context => context.Id == value.ContextId) is not true)
        {
            Say("data in a context that was not proposed");
            return true;
        }
        var (bytes, request) = _messages.GetValueOrDefault(value.ContextId, ([], null));
        bytes.AddRange(value.Fragment.Span);
        _messages[value.ContextId] = (bytes, request);
        if (AreTooLong(_messages.Values.Select(static message => message.Bytes)))
            return true;
        if (!value.IsLast)
            return false;
        _messages.Remove(value.ContextId);
        if (!value.IsCommand)
            return request is not null && Ask(new Asked(MessageParts.NameOf(request.Field), null, value.ContextId, request, [.. bytes]));
        switch (CommandSetReader.Read(bytes.ToArray(), Conformance.Lenient).Command)
        {
            case DimseRequest { HasDataSet: true } whole:
                _messages[value.ContextId] = ([], whole);
                return false;
            case DimseRequest whole:
                return Ask(new Asked(MessageParts.NameOf(whole.Field), null, value.ContextId, whole));
            case DimseResponse response:
                Reach($"status {MessageParts.NameOf(response.Field)} {response.Status.Code:X4}");
                Say($"{MessageParts.NameOf(response.Field)} {response.Status.Code:X4}");
                return true;
            case { } other:
                // A cancellation: nobody answers it.
                Say(MessageParts.NameOf(other.Field));
                return true;
            default:
                Say("broken command");
                return true;
        }
    }
}
