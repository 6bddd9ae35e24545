using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Profiles;

/// <summary>A server, by what was seen of it.</summary>
internal sealed class ServerSide(ServerObservation server) : TlsSide
{
    public override TlsRole Role => TlsRole.Server;

    public override IReadOnlyList<CipherSuite> Suites { get; } =
        [.. server.Versions.SelectMany(static version => version.Suites).Select(static offered => offered.Suite).DistinctBy(static suite => suite.Code)];

    public override IReadOnlyList<NamedGroup> Groups { get; } =
    [
        .. server.Groups.Offered
            .Concat(server.Tls13Groups.Offered)
            .Concat(KeyAgreements(server).Select(static agreement => agreement.Group).OfType<NamedGroup>())
            .Distinct(),
    ];

    public override IReadOnlyList<DiffieHellmanField> Fields => server.Fields;

    public override IReadOnlyList<CertificateObservation> Certificates => server.Certificates;

    public override bool EncryptsThenMacs => server.Features.EncryptThenMac == Answer.Yes;

    public override (Answer Requested, Answer Required) ClientCertificate => (server.RequestsClientCertificate, server.RequiresClientCertificate);

    public override Answer Offers(TlsVersion version) => server[version].Support switch
    {
        VersionSupport.Offered => Answer.Yes,
        VersionSupport.Refused => Answer.No,
        _ => Answer.NotKnown,
    };

    /// <summary>Looks only where a suite can be: an open question about SSL 2.0 leaves nothing open about an AEAD suite.</summary>
    public override Answer Offers(CipherSuite suite) =>
        AnyOf(server.Versions
            .Where(observed => suite.Fits(observed.Version) && (!suite.IsAead || observed.Version >= TlsVersion.Tls12))
            .Select(observed => observed.Offers(suite.Code)));

    public override Answer Offers(NamedGroup group)
    {
        if (Groups.Contains(group))
            return Answer.Yes;
        // Without a suite that uses groups there is nothing to choose one for.
        return AnyOf([GroupIn(server.Groups, group, UsesCurves()), GroupIn(server.Tls13Groups, group, Offers(TlsVersion.Tls13))]);
    }

    /// <summary>The schemes of TLS 1.2: TLS 1.3 has no weak ones to offer (RFC 8446 §4.2.3) and hides the others behind encryption.</summary>
    public override Answer Offers(SignatureScheme scheme)
    {
        if (server.Signatures.Unasked.Contains(scheme) || server.Tls13Signatures.Offered.Contains(scheme)
            || KeyAgreements(server).Any(agreement => agreement.Signature == scheme))
        {
            return Answer.Yes;
        }
        var signs = AnyOf(server[TlsVersion.Tls12].Suites.Select(static offered =>
            offered.Suite is { KeyExchange: KeyExchange.Dhe or KeyExchange.Ecdhe, Authentication: not Authentication.Anonymous } ? Answer.Yes : Answer.No));
        return Offers(TlsVersion.Tls12) == Answer.NotKnown ? Answer.NotKnown
            : signs == Answer.No ? Answer.No
            : server.Signatures.Offers(scheme);
    }

    public override Answer? Has(TlsFeature feature)
    {
        if (feature == TlsFeature.PreferTls13)
            return Both(TlsVersion.Tls12, TlsVersion.Tls13) switch { Answer.No => null, Answer.Yes => server.Features.PrefersTls13, _ => Answer.NotKnown };
        return OffersAny(static version => version is >= TlsVersion.Ssl3 and <= TlsVersion.Tls12) switch
        {
            Answer.No => null,
            Answer.NotKnown => Answer.NotKnown,
            _ => feature switch
            {
                TlsFeature.SecureRenegotiation => server.Features.SecureRenegotiation,
                TlsFeature.ExtendedMasterSecret => server.Features.ExtendedMasterSecret,
                TlsFeature.Compression => server.Features.Compression,
                TlsFeature.TruncatedHmac => HasCbc() ? server.Features.TruncatedHmac : null,
                _ => HasChoice() ? server.Features.PrefersStrongSuites : null,
            },
        };
    }

    private bool HasCbc() => Suites.Any(static suite => suite.Mode == CipherMode.Cbc);

    /// <summary>RFC 9325 §4.2.1 speaks of 0xC02F against weaker suites: without both there is nothing to prefer.</summary>
    private bool HasChoice() =>
        Suites.Any(static suite => suite.Code == 0xC02F) && Suites.Any(static suite => !suite.IsAead || !suite.HasForwardSecrecy);

    private Answer UsesCurves() => AnyOf(
    [
        .. Suites.Select(static suite => suite.KeyExchange is KeyExchange.Ecdhe or KeyExchange.EcdhePsk ? Answer.Yes : Answer.No),
        OffersAny(static version => version is >= TlsVersion.Tls10 and <= TlsVersion.Tls12) == Answer.NotKnown ? Answer.NotKnown : Answer.No,
    ]);

    private Answer Both(TlsVersion one, TlsVersion other) => (Offers(one), Offers(other)) switch
    {
        (Answer.No, _) or (_, Answer.No) => Answer.No,
        (Answer.Yes, Answer.Yes) => Answer.Yes,
        _ => Answer.NotKnown,
    };

    private static Answer GroupIn(GroupsObservation groups, NamedGroup group, Answer applies) => applies == Answer.Yes ? groups.Offers(group) : applies;

    private static IEnumerable<KeyAgreement> KeyAgreements(ServerObservation server) =>
        server.Versions.SelectMany(static version => version.Suites).Select(static offered => offered.KeyAgreement).OfType<KeyAgreement>();
}
