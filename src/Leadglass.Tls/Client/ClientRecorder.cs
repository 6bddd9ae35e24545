using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Leadglass.Tls.Messages;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Client;

/// <summary>
/// A server that a person points a client at. Each connection that brings a ClientHello is answered by the next step, and what the client does
/// is recorded. One connection at a time.
/// </summary>
/// <param name="options">How to record.</param>
public sealed class ClientRecorder(ClientRecorderOptions options)
{
    private readonly List<StepObservation> _steps = [];
    private readonly List<ClearTextObservation> _clearText = [];
    private readonly Lock _lock = new();
    private string? _address;
    private string? _strayAddress;
    private int _strays;
    private bool _listenedInClear;

    /// <summary>What was seen so far.</summary>
    public ClientObservation Observation
    {
        get
        {
            lock (_lock)
            {
                return new ClientObservation
                {
                    Steps = [.. ClientSteps.All.Select(step => _steps.Find(seen => seen.Step == step) ?? new StepObservation(step, StepOutcome.NotTested))],
                    Address = _address ?? _strayAddress,
                    ListenedInClear = _listenedInClear,
                    ClearText = [.. _clearText],
                    Strays = _strays,
                };
            }
        }
    }

    /// <summary>Plays the steps in order, one a connection; a step that means nothing to the client is passed over on the same connection.</summary>
    /// <param name="listener">Where TLS is expected; started, and the caller's.</param>
    /// <param name="clear">Where a client may fall back to clear text; started, and the caller's; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Ends the recording without an exception; <see cref="Observation"/> has what was seen.</param>
    public async IAsyncEnumerable<StepObservation> RunAsync(
        TcpListener listener, TcpListener? clear, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(listener);
        _listenedInClear = clear is not null;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var listening = clear is null ? Task.CompletedTask : RecordClearTextAsync(clear, over.Token);
        using var certificates = new PresentedCertificates(options.Authority, options.Names, options.Time);
        Opening? opening = null;
        try
        {
            foreach (var step in ClientSteps.All)
            {
                opening ??= await AwaitHelloAsync(listener, cancellationToken);
                if (opening is null)
                    yield break;
                var seen = await PlayAsync(step, opening, certificates, cancellationToken);
                if (cancellationToken.IsCancellationRequested)
                    yield break;
                if (seen.Outcome != StepOutcome.NotApplicable)
                {
                    opening.Dispose();
                    opening = null;
                }

                lock (_lock)
                    _steps.Add(seen);
                yield return seen;
            }
        }
        finally
        {
            opening?.Dispose();
            await over.CancelAsync();
            await listening;
        }
    }

    /// <summary>The next connection that brings a hello; clear text and what is neither are recorded on the way. <see langword="null"/> when the recording ends.</summary>
    private async Task<Opening?> AwaitHelloAsync(TcpListener listener, CancellationToken cancellationToken)
    {
        while (await AcceptAsync(listener, cancellationToken) is { } socket)
        {
            using var deadline = new CancellationTokenSource(options.Patience, options.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            var opening = await Opening.ReadAsync(socket, either.Token);
            lock (_lock)
            {
                // A monitor or a scanner that comes first must not give its address to the device.
                if (opening.Hello is not null || opening.IsDicom)
                    _address ??= opening.Address;
                else
                    _strayAddress ??= opening.Address;
            }
            if (opening.Hello is not null)
                return opening;
            using (opening)
            {
                if (opening.IsDicom)
                    await RecordAsync(opening.Replayed, onTlsPort: true, cancellationToken);
                else
                    Interlocked.Increment(ref _strays);
            }
        }

        return null;
    }

    private async Task<StepObservation> PlayAsync(ClientStep step, Opening opening, PresentedCertificates certificates, CancellationToken cancellationToken)
    {
        var hello = opening.Hello!;
        var recorded = RecordedHello.Of(hello);
        using var deadline = new CancellationTokenSource(options.Patience, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        switch (step)
        {
            case ClientStep.ProtocolVersionAlert or ClientStep.HandshakeFailureAlert:
                await SendAlertAsync(opening.Rest, step == ClientStep.ProtocolVersionAlert ? AlertDescription.ProtocolVersion : AlertDescription.HandshakeFailure, either.Token);
                return new StepObservation(step, StepOutcome.Ended) { Hello = recorded };
            case ClientStep.Reset:
                opening.Reset();
                return new StepObservation(step, StepOutcome.Ended) { Hello = recorded };
            case ClientStep.Revoked when !options.Authority.ListsRevokedExample:
                return new StepObservation(step, StepOutcome.NotApplicable) { Hello = recorded };
            case var _ when step.ShowsCertificate():
                return await PresentedHandshake.RunAsync(step, opening, recorded, certificates.For(step), options, cancellationToken) with { Hello = recorded };
            default:
                return BrokenHello.For(step, hello) is { } broken
                    ? await ChooseAsync(step, opening.Rest, broken, either.Token) with { Hello = recorded }
                    : new StepObservation(step, StepOutcome.NotApplicable) { Hello = recorded };
        }
    }

    /// <summary>Sends a ServerHello and sees whether the client stops there. What follows would need keys, and a client that waits for it has been seen enough.</summary>
    private static async Task<StepObservation> ChooseAsync(ClientStep step, Stream stream, ServerHello hello, CancellationToken deadline)
    {
        var reader = new MessageReader();
        var buffer = new byte[4096];
        try
        {
            await stream.WriteAsync(HandshakeWriter.ToRecords(hello, hello.LegacyVersion), deadline);
            while (true)
            {
                var count = await stream.ReadAsync(buffer, deadline);
                if (count == 0)
                    return new StepObservation(step, StepOutcome.Refused);
                reader.Feed(buffer.AsSpan(0, count));
                while (reader.TryRead(out var message))
                {
                    if (message is Alert { IsFatal: true } alert)
                        return new StepObservation(step, StepOutcome.Refused) { Alert = alert.Description };
                    if (message is HandshakeMessage)
                        return new StepObservation(step, StepOutcome.WentOn);
                }

                // What is no TLS says nothing, however much of it comes.
                if (reader.IsBroken)
                    return new StepObservation(step, StepOutcome.Undecided);
            }
        }
        catch (IOException)
        {
            return new StepObservation(step, StepOutcome.Refused);
        }
        catch (OperationCanceledException)
        {
            return new StepObservation(step, StepOutcome.WentOn);
        }
    }

    private static async Task SendAlertAsync(Stream stream, AlertDescription description, CancellationToken deadline)
    {
        byte[] alert = [(byte)AlertLevel.Fatal, (byte)description];
        try
        {
            await stream.WriteAsync(HandshakeWriter.ToBytes(new TlsRecord(ContentType.Alert, TlsVersion.Tls12, alert)), deadline);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client has gone: it will see the end of the connection as it would have seen the alert.
        }
    }

    private async Task RecordClearTextAsync(TcpListener listener, CancellationToken cancellationToken)
    {
        while (await AcceptAsync(listener, cancellationToken) is { } socket)
            await RecordAsync(new NetworkStream(socket, ownsSocket: true), onTlsPort: false, cancellationToken);
    }

    private async Task RecordAsync(Stream stream, bool onTlsPort, CancellationToken cancellationToken)
    {
        await using (stream)
        {
            try
            {
                var conversation = await options.Converse(stream, cancellationToken);
                if (!conversation.Spoke)
                    return;
                lock (_lock)
                    _clearText.Add(new ClearTextObservation(_steps.Count, onTlsPort, conversation));
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The connection broke, or the recording ends.
            }
        }
    }

    private static async Task<Socket?> AcceptAsync(TcpListener listener, CancellationToken cancellationToken)
    {
        try
        {
            return await listener.AcceptSocketAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
