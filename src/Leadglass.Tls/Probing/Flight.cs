using Leadglass.Tls.Messages;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Probing;

/// <summary>What a server answered to one hello.</summary>
/// <param name="End">Why the answer ended.</param>
/// <param name="Messages">What it said, in order.</param>
internal sealed record Flight(FlightEnd End, IReadOnlyList<TlsMessage> Messages)
{
    public ServerHello? Hello { get; } = First<ServerHello>(Messages);

    public Ssl2ServerHello? Ssl2Hello { get; } = First<Ssl2ServerHello>(Messages);

    public ServerKeyExchange? KeyExchange { get; } = First<ServerKeyExchange>(Messages);

    public CertificateMessage? Certificates { get; } = First<CertificateMessage>(Messages);

    public CertificateRequest? Request { get; } = First<CertificateRequest>(Messages);

    /// <summary>The server refused, and is expected to refuse again; a silent or garbled answer is no refusal.</summary>
    public bool IsRefusal => Hello is null && Ssl2Hello is null && End is FlightEnd.Alert or FlightEnd.Closed;

    /// <summary>The alert that ended it, or the warning that came before it was closed.</summary>
    public AlertDescription? Alert =>
        (Messages.OfType<Alert>().FirstOrDefault(static alert => alert.IsFatal) ?? First<Alert>(Messages))?.Description;

    /// <summary>What it did, in words that tell one reaction from another.</summary>
    public string Words => End switch
    {
        FlightEnd.Alert => $"alert {(Alert is { } alert ? IanaName.Of(alert) : "")}",
        FlightEnd.Closed => Alert is { } warning ? $"warning {IanaName.Of(warning)}, closed" : "closed",
        FlightEnd.TimedOut => Alert is { } warning ? $"warning {IanaName.Of(warning)}, silence" : "silence",
        FlightEnd.Garbage => "no TLS",
        _ => "it goes on",
    };

    /// <summary>The server goes on with a handshake of this version.</summary>
    public bool Chose(TlsVersion version) => Hello?.Version == version;

    /// <summary>The server has said all of its flight of TLS 1.2 or before, in the clear, and waits for the client's key.</summary>
    public bool AwaitsKey => Messages is [.., ServerHelloDone];

    public KeyAgreement? Agreement => (KeyExchange, Hello) switch
    {
        (EllipticCurveKeyExchange curve, _) => new KeyAgreement { Group = curve.Group, Signature = curve.Scheme },
        (FiniteFieldKeyExchange finite, _) => new KeyAgreement { Field = WellKnownPrimes.Describe(finite), Signature = finite.Scheme },
        (null, { Version: TlsVersion.Tls13 } hello) when hello.Find(ExtensionType.KeyShare) is { } extension
            && ExtensionReader.ReadServerShare(extension) is { } share => new KeyAgreement { Group = share.Group },
        _ => null,
    };

    private static T? First<T>(IReadOnlyList<TlsMessage> messages) => messages.OfType<T>().FirstOrDefault();
}
