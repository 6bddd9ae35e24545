using Leadglass.Tls.Messages;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Probing;

internal sealed partial class ServerExamination
{
    /// <summary>A name under a domain that can never exist (RFC 2606 §2).</summary>
    private const string UnknownName = "leadglass.invalid";

    private const string UnknownProtocol = "leadglass-invalid";
    private const string DicomProtocol = "dicom";

    /// <summary>As large as hellos with keys for post-quantum groups, and larger than one packet.</summary>
    private const int LargeHelloPadding = 4096;

    /// <summary>RFC 8701 §2: a value of 0A0AH, 1A1AH, … must be ignored wherever it stands.</summary>
    private const ushort Grease = 0x5A5A;

    /// <summary>An extension type that IANA has not assigned and that is no GREASE value.</summary>
    private const ExtensionType UnassignedExtension = (ExtensionType)0xE0F7;

    /// <summary>What TLS 1.4 would have been called if TLS 1.3 had not given up the version field.</summary>
    private const TlsVersion FutureVersion = (TlsVersion)0x0305;

    private const int Ecdhe128Gcm = 0xC02F;

    private FeaturesObservation _features = new();

    /// <summary>What a server chooses when it has a choice between versions.</summary>
    private async Task ExamineChoicesAsync(CancellationToken cancellationToken)
    {
        if (Offers(TlsVersion.Tls13) && Offers(TlsVersion.Tls12))
            await CompareVersionsAsync(cancellationToken);

        // RFC 7507 §3: refused where the server could do better than what the client falls back to.
        if ((Offers(TlsVersion.Tls13) ? TlsVersion.Tls13 : Clear) is { } highest && HighestBelow(highest, TlsVersion.Ssl3) is { } fallback)
        {
            var flight = await AskAsync(OfferOf(fallback, [.. _surveys[fallback].Codes, CipherSuites.Fallback]), cancellationToken);
            _features = _features with { FallbackProtection = AnswerOf(flight, static flight => flight.Hello is null) };
        }
    }

    private async Task CompareVersionsAsync(CancellationToken cancellationToken)
    {
        var both = OfferOf(TlsVersion.Tls13, [.. _surveys[TlsVersion.Tls13].Codes, .. _surveys[TlsVersion.Tls12].Codes]) with
        {
            Versions = [TlsVersion.Tls13, TlsVersion.Tls12],
        };
        var flight = await AskAsync(both, cancellationToken);
        _features = _features with { PrefersTls13 = AnswerOf(flight, static flight => flight.Chose(TlsVersion.Tls13)) };
    }

    private async Task ExamineFeaturesAsync(CancellationToken cancellationToken)
    {
        await CompareStrengthsAsync(cancellationToken);
        if ((Clear ?? (Offers(TlsVersion.Tls13) ? TlsVersion.Tls13 : null)) is not { } version)
            return;
        // With a key for TLS 1.3, so that its server commits itself to the extensions too.
        var offer = OfferOf(version, _surveys[version].Codes);
        if (version == TlsVersion.Tls13)
            offer = offer with { Shares = PublicKeys.All };
        else
            await ExamineOldExtensionsAsync(offer, cancellationToken);
        await ExamineApplicationProtocolAsync(offer, cancellationToken);
        await ExamineServerNameAsync(offer, cancellationToken);
        await ExamineToleranceAsync(offer, cancellationToken);
    }

    /// <summary>RFC 9325 §4.2.1: 0xC02F is preferred to anything weaker, even where the client puts it last.</summary>
    private async Task CompareStrengthsAsync(CancellationToken cancellationToken)
    {
        var suites = _surveys[TlsVersion.Tls12].Suites;
        var weaker = suites.Where(IsWeaker).Select(static suite => suite.Code).ToList();
        if (weaker.Count == 0 || suites.All(static suite => suite.Code != Ecdhe128Gcm))
            return;
        var flight = await AskAsync(OfferOf(TlsVersion.Tls12, [.. weaker, Ecdhe128Gcm]), cancellationToken);
        _features = _features with { PrefersStrongSuites = AnswerOf(flight, static flight => flight.Hello is { Suite: Ecdhe128Gcm }) };
    }

    private static bool IsWeaker(CipherSuite suite) =>
        !suite.IsAead || !suite.HasForwardSecrecy || suite.Authentication == Authentication.Anonymous || suite.Bits < 128;

    /// <summary>What nobody should offer any more, in one hello.</summary>
    private async Task ExamineOldExtensionsAsync(Offer offer, CancellationToken cancellationToken)
    {
        const byte Deflate = 1;
        const byte PeerAllowedToSend = 1;
        var flight = await AskAsync(
            offer with
            {
                Compressions = new byte[] { Deflate, 0 },
                More =
                [
                    ExtensionWriter.Empty(ExtensionType.TruncatedHmac),
                    new TlsExtension(ExtensionType.Heartbeat, new[] { PeerAllowedToSend }),
                ],
            },
            cancellationToken);
        if (flight?.Hello is not { } hello)
            return;
        _features = _features with
        {
            Compression = hello.Compression != 0 ? Answer.Yes : Answer.No,
            TruncatedHmac = hello.Find(ExtensionType.TruncatedHmac) is not null ? Answer.Yes : Answer.No,
            Heartbeat = hello.Find(ExtensionType.Heartbeat) is not null ? Answer.Yes : Answer.No,
        };
    }

    private async Task ExamineApplicationProtocolAsync(Offer offer, CancellationToken cancellationToken)
    {
        // TLS 1.3 confirms it in the encrypted part: the full handshake tells.
        if (offer.Version < TlsVersion.Tls13)
        {
            var dicom = await AskAsync(offer with { More = [ExtensionWriter.Protocols([DicomProtocol])] }, cancellationToken);
            _features = _features with
            {
                AcceptsAlpnDicom = AnswerOf(dicom, static flight =>
                    flight.Hello?.Find(ExtensionType.ApplicationLayerProtocolNegotiation) is { } extension
                    && ExtensionReader.ReadProtocols(extension) is [DicomProtocol]),
            };
        }
        else if (_handshake is { } handshake)
        {
            _features = _features with { AcceptsAlpnDicom = handshake.ApplicationProtocol == DicomProtocol ? Answer.Yes : Answer.No };
        }

        var unknown = await AskAsync(offer with { More = [ExtensionWriter.Protocols([UnknownProtocol])] }, cancellationToken);
        _features = _features with { RefusesUnknownAlpn = AnswerOf(unknown, static flight => flight.Hello is null) };
    }

    private async Task ExamineServerNameAsync(Offer offer, CancellationToken cancellationToken)
    {
        // With one suite, so that another certificate is not just that of another key.
        var suite = offer.Suites[0];
        var flight = await AskAsync(offer with { ServerName = UnknownName, Suites = [suite] }, cancellationToken);
        _features = _features with { RefusesUnknownName = AnswerOf(flight, static flight => flight.Hello is null) };
        if (flight?.Certificates is { Certificates: [var leaf, ..] } && _seen.LeafOf(suite) is { } usual)
            _features = _features with { CertificateDependsOnName = SeenHellos.Hash(leaf.Span) == usual ? Answer.No : Answer.Yes };
    }

    /// <summary>All oddities in one hello; where that is refused, one by one to find which.</summary>
    private async Task ExamineToleranceAsync(Offer offer, CancellationToken cancellationToken)
    {
        var odd = WithPadding(WithUnknownExtension(WithGrease(offer)));
        if (await ToleratesAsync(odd, cancellationToken) == Answer.Yes)
        {
            _features = _features with { ToleratesGrease = Answer.Yes, ToleratesUnknownExtension = Answer.Yes, ToleratesLargeHello = Answer.Yes };
        }
        else
        {
            _features = _features with
            {
                ToleratesGrease = await ToleratesAsync(WithGrease(offer), cancellationToken),
                ToleratesUnknownExtension = await ToleratesAsync(WithUnknownExtension(offer), cancellationToken),
                ToleratesLargeHello = await ToleratesAsync(WithPadding(offer), cancellationToken),
            };
        }
        // RFC 5246 Appendix E.1: a version of the future is answered with the highest that the server has.
        if (offer.Version < TlsVersion.Tls13)
            _features = _features with { ToleratesFutureVersion = await ToleratesAsync(offer with { Version = FutureVersion }, cancellationToken) };
    }

    private async Task<Answer> ToleratesAsync(Offer offer, CancellationToken cancellationToken)
    {
        var flight = await AskAsync(offer, cancellationToken);
        return flight is null ? Answer.NotKnown : flight.Hello is not null ? Answer.Yes : Answer.No;
    }

    private static Offer WithGrease(Offer offer) => offer with
    {
        Suites = [Grease, .. offer.Suites],
        Groups = [(NamedGroup)Grease, .. offer.Groups ?? []],
        Schemes = [(SignatureScheme)Grease, .. offer.Schemes],
        Versions = [(TlsVersion)Grease, .. offer.Versions],
        More = [ExtensionWriter.Empty((ExtensionType)Grease), .. offer.More],
    };

    private static Offer WithUnknownExtension(Offer offer) =>
        offer with { More = [new TlsExtension(UnassignedExtension, new byte[] { 1, 2, 3 }), .. offer.More] };

    private static Offer WithPadding(Offer offer) =>
        offer with { More = [.. offer.More, new TlsExtension(ExtensionType.Padding, new byte[LargeHelloPadding])] };

    /// <summary>An answer from a server that answered; silence and garbage say neither yes nor no.</summary>
    private static Answer AnswerOf(Flight? flight, Func<Flight, bool> says) =>
        flight is null || flight.Hello is null && !flight.IsRefusal ? Answer.NotKnown : says(flight) ? Answer.Yes : Answer.No;
}
