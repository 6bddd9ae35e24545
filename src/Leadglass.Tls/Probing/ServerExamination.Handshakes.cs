using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Leadglass.Tls.Messages;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Pki;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Probing;

internal sealed partial class ServerExamination
{
    private HandshakeObservation? _handshake;

    /// <summary>Offered in full handshakes, until a server refuses a client because of it.</summary>
    private IReadOnlyList<string> _protocols = [DicomProtocol];

    /// <summary>Full handshakes: without a client certificate first, and where one is requested with every wrong one, then the right one.</summary>
    private async Task AttemptHandshakesAsync(CancellationToken cancellationToken)
    {
        NoteDowngradeMark();
        if (!Offers(TlsVersion.Tls13) && !Offers(TlsVersion.Tls12))
            return;
        if (await AttemptAsync(ClientCertificateKind.None, null, cancellationToken) is not { } without)
            return;
        _attempts.Add(without);
        if (without.Requested != Answer.Yes && _seen.Request is null)
            return;

        using var impostors = ClientImpostors.Create(options.Time);
        foreach (var (kind, certificate) in impostors.Certificates)
        {
            if (await AttemptAsync(kind, certificate, cancellationToken) is not { } attempt)
                return;
            _attempts.Add(attempt);
        }
        if (options.ClientCertificate is { } trusted && await AttemptAsync(ClientCertificateKind.Trusted, trusted, cancellationToken) is { } right)
            _attempts.Add(right);
    }

    private async Task<ClientAttempt?> AttemptAsync(ClientCertificateKind kind, X509Certificate2? certificate, CancellationToken cancellationToken)
    {
        if (await line.ConnectAsync(cancellationToken) is not { } connection)
            return null;
        var handshake = new FullHandshake(options, kind, certificate);
        // None names no version: those that the platform has.
        var attempt = await handshake.RunAsync(connection, SslProtocols.None, _protocols, cancellationToken);
        if (attempt.Alert == AlertDescription.NoApplicationProtocol && _protocols.Count > 0)
        {
            _protocols = [];
            return await AttemptAsync(kind, certificate, cancellationToken);
        }
        if (handshake.Agreed is { } agreed)
        {
            _handshake ??= agreed;
            _seen.AddChain(handshake.Chain, agreed.Version);
        }
        return attempt;
    }

    /// <summary>In TLS 1.2 a new ticket comes in the clear, but only at the end of a full handshake (RFC 5077 §3.3).</summary>
    private async Task ReadTicketAsync(CancellationToken cancellationToken)
    {
        // .NET asks for a ticket only where it has a name to keep it under; any name will do for a server that takes any.
        var name = options.ServerName ?? (_features.RefusesUnknownName == Answer.No ? UnknownName : null);
        if (name is null || _seen.Tickets != Answer.Yes || !Offers(TlsVersion.Tls12) || await line.ConnectAsync(cancellationToken) is not { } connection)
            return;
        var anonymous = options with { ServerName = name, ApplicationData = default };
        var handshake = new FullHandshake(anonymous, ClientCertificateKind.None, null, wantsTicket: true);
        await handshake.RunAsync(connection, SslProtocols.Tls12, [], cancellationToken);
        if (handshake.Heard.OfType<NewSessionTicket>().FirstOrDefault() is { } ticket)
            _features = _features with { Tickets = _features.Tickets with { LifetimeHint = TimeSpan.FromSeconds(ticket.LifetimeHint) } };
    }

    /// <summary>Only a server that has TLS 1.3 marks what is less.</summary>
    private void NoteDowngradeMark()
    {
        if (Offers(TlsVersion.Tls13) && _seen.HighestClearHello is { } hello)
            _features = _features with { DowngradeSentinel = hello.DowngradeMark is not null ? Answer.Yes : Answer.No };
    }

    private Answer RequestsCertificate(IReadOnlyList<ClientAttempt> attempts) =>
        _seen.Request is not null || attempts.Any(static attempt => attempt.Requested == Answer.Yes) ? Answer.Yes
        : _seen.HasWholeFlight || attempts.Any(static attempt => attempt.Requested == Answer.No) ? Answer.No
        : Answer.NotKnown;

    private static Answer RequiresCertificate(IReadOnlyList<ClientAttempt> attempts, Answer requests) =>
        requests == Answer.No ? Answer.No : (attempts is [var without, ..] ? without.Admission : ClientAdmission.NotKnown) switch
        {
            ClientAdmission.Refused => Answer.Yes,
            ClientAdmission.Admitted => Answer.No,
            _ => Answer.NotKnown,
        };
}
