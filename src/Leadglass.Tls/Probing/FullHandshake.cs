using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Leadglass.Tls.Messages;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Probing;

/// <summary>One handshake by the platform's TLS library, and what is answered inside TLS. Nothing about the server is judged here: its certificate is taken as it is.</summary>
internal sealed class FullHandshake(ServerProbeOptions options, ClientCertificateKind kind, X509Certificate2? certificate, bool wantsTicket = false)
{
    private const int LongestReply = 4096;

    private bool _requested;

    /// <summary>What the handshake came to; <see langword="null"/> where it did not end well.</summary>
    public HandshakeObservation? Agreed { get; private set; }

    /// <summary>The chain as the server sent it, its own certificate first.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Chain { get; private set; } = [];

    /// <summary>What the server said in the clear.</summary>
    public IReadOnlyList<TlsMessage> Heard { get; private set; } = [];

    public async Task<ClientAttempt> RunAsync(
        Stream connection, SslProtocols protocols, IReadOnlyList<string> applicationProtocols, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Timeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var tap = new TapStream(connection);
        Heard = tap.Heard;
        var attempt = new ClientAttempt(kind);
        await using var tls = new SslStream(tap, leaveInnerStreamOpen: false);
        try
        {
            await tls.AuthenticateAsClientAsync(ClientOptions(protocols, applicationProtocols), either.Token);
            Agreed = new HandshakeObservation
            {
                // SslStream has no names for versions that are obsolete: the ServerHello says it.
                Version = tap.Heard.OfType<ServerHello>().LastOrDefault()?.Version ?? TlsVersion.Tls12,
                Suite = CipherSuites.Of((int)tls.NegotiatedCipherSuite),
                ApplicationProtocol = tls.NegotiatedApplicationProtocol is { Protocol.IsEmpty: false } protocol ? $"{protocol}" : null,
            };
            attempt = attempt with { Version = Agreed.Version, Admission = ClientAdmission.HandshakeOnly };
            if (!options.ApplicationData.IsEmpty)
                attempt = await ExchangeAsync(tls, attempt, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // No answer in time: what was reached so far stands.
        }
        catch (Exception e) when (e is AuthenticationException or IOException or CryptographicException)
        {
            attempt = attempt with { Alert = Heard.OfType<Alert>().LastOrDefault()?.Description ?? PlatformAlert.In(e) };
            // Before anything was agreed on, only a server that had asked for a certificate refuses because of it.
            if (_requested)
                attempt = attempt with { Admission = ClientAdmission.Refused };
        }

        return attempt with { Requested = _requested ? Answer.Yes : Agreed is not null ? Answer.No : Answer.NotKnown };
    }

    private async Task<ClientAttempt> ExchangeAsync(SslStream tls, ClientAttempt attempt, CancellationToken cancellationToken)
    {
        await tls.WriteAsync(options.ApplicationData, cancellationToken);
        var reply = await ReadReplyAsync(tls, cancellationToken);
        if (reply.IsEmpty)
            return _requested ? attempt with { Admission = ClientAdmission.Refused } : attempt;
        attempt = attempt with { Admission = ClientAdmission.Admitted, Reply = reply };
        return attempt with { NextReply = await ContinueAsync(tls, attempt.Reply, cancellationToken) };
    }

    /// <summary>Reads until the answer is whole: one write of a server may come in several records, and DCMTK sends the header of a PDU before its body.</summary>
    private async Task<ReadOnlyMemory<byte>> ReadReplyAsync(SslStream tls, CancellationToken cancellationToken)
    {
        var reply = new byte[LongestReply];
        var count = await tls.ReadAsync(reply, cancellationToken);
        var read = count;
        while (read > 0 && count < reply.Length && options.ApplicationIsWhole?.Invoke(reply.AsMemory(0, count)) == false)
        {
            try
            {
                read = await tls.ReadAsync(reply.AsMemory(count), cancellationToken);
                count += read;
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                break;      // what came is the answer; a cancellation by the caller is seen at the next connection
            }
        }

        return reply.AsMemory(0, count);
    }

    /// <summary>Who has been answered was let in: a server that hangs up or falls silent after that takes nothing of it back.</summary>
    private async Task<ReadOnlyMemory<byte>> ContinueAsync(SslStream tls, ReadOnlyMemory<byte> reply, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> heard = default;
        try
        {
            if (options.ApplicationNext?.Invoke(reply) is { IsEmpty: false } next)
            {
                await tls.WriteAsync(next, cancellationToken);
                heard = await ReadReplyAsync(tls, cancellationToken);
            }
            if (!options.ApplicationFarewell.IsEmpty)
                await tls.WriteAsync(options.ApplicationFarewell, cancellationToken);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // A cancellation by the caller is seen at the next connection.
        }

        return heard;
    }

    private SslClientAuthenticationOptions ClientOptions(SslProtocols protocols, IReadOnlyList<string> applicationProtocols) => new()
    {
        TargetHost = options.ServerName ?? "",
        EnabledSslProtocols = protocols,
        ApplicationProtocols = [.. applicationProtocols.Select(static name => new SslApplicationProtocol(name))],
        // Without it, and with a choice of certificates, .NET asks for no ticket; with it the next handshake is a resumption, which asks for no certificate.
        AllowTlsResume = wantsTicket,
        // Who is behind a certificate, and whether it is good, is judged elsewhere; and nothing is fetched from where a certificate points.
        RemoteCertificateValidationCallback = TakeChain,
        CertificateChainPolicy = new X509ChainPolicy
        {
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            TrustMode = X509ChainTrustMode.CustomRootTrust,
        },
        LocalCertificateSelectionCallback = wantsTicket ? null : SelectCertificate,
    };

    private bool TakeChain(object sender, X509Certificate? own, X509Chain? chain, SslPolicyErrors errors)
    {
        if (own is not null)
        {
            var first = own.GetRawCertData();
            var sent = chain?.ChainPolicy.ExtraStore.Select(static certificate => certificate.RawData) ?? [];
            Chain = [first, .. sent.Where(der => !der.AsSpan().SequenceEqual(first)).Select(static der => new ReadOnlyMemory<byte>(der))];
        }
        return true;
    }

    /// <summary>The library asks once before it knows, and again when the server has asked: only then there is a server certificate.</summary>
    private X509Certificate2 SelectCertificate(object sender, string host, X509CertificateCollection local, X509Certificate? remote, string[] issuers)
    {
        _requested |= remote is not null;
        // Nothing at first, so that the question comes; null is allowed, whatever the delegate's type says.
        return (_requested ? certificate : null)!;
    }
}
