using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Profiles;

/// <summary>A client, by its hello.</summary>
internal sealed class ClientSide(ClientOffer client) : TlsSide
{
    public override TlsRole Role => TlsRole.Client;

    public override IReadOnlyList<CipherSuite> Suites { get; } = [.. client.Suites.Where(static suite => !suite.IsSignal)];

    public override IReadOnlyList<NamedGroup> Groups => client.Groups ?? [];

    public override IReadOnlyList<DiffieHellmanField> Fields => [];

    public override IReadOnlyList<CertificateObservation> Certificates => [];

    public override (Answer Requested, Answer Required) ClientCertificate => default;

    public override bool EncryptsThenMacs => client.Extensions.Contains(ExtensionType.EncryptThenMac);

    public override Answer Offers(TlsVersion version) => client.Versions.GetValueOrDefault(version);

    public override Answer Offers(CipherSuite suite) => YesIf(client.Suites.Any(offered => offered.Code == suite.Code));

    public override Answer Offers(NamedGroup group) =>
        client.Groups is { } groups ? YesIf(groups.Contains(group))
        : Suites.Any(static suite => suite.KeyExchange is KeyExchange.Ecdhe or KeyExchange.Negotiated) ? Answer.NotKnown : Answer.No;

    public override Answer Offers(SignatureScheme scheme) => client.Signatures is { } schemes
        ? YesIf(schemes.Contains(scheme))
        : YesIf(scheme is SignatureScheme.RsaPkcs1Sha1 or SignatureScheme.DsaSha1 or SignatureScheme.EcdsaSha1);

    public override Answer? Has(TlsFeature feature) => feature switch
    {
        TlsFeature.PreferTls13 or TlsFeature.PreferStrongSuites => null,
        _ when OffersAny(static version => version is >= TlsVersion.Ssl3 and <= TlsVersion.Tls12) == Answer.No => null,
        TlsFeature.SecureRenegotiation => YesIf(client.Extensions.Contains(ExtensionType.RenegotiationInfo)
            || client.Suites.Any(static suite => suite.Code == CipherSuites.EmptyRenegotiationInfo)),
        TlsFeature.ExtendedMasterSecret => YesIf(client.Extensions.Contains(ExtensionType.ExtendedMasterSecret)),
        TlsFeature.Compression => YesIf(client.Compressions.Any(static method => method != 0)),
        _ => YesIf(client.Extensions.Contains(ExtensionType.TruncatedHmac)),
    };

    private static Answer YesIf(bool condition) => condition ? Answer.Yes : Answer.No;
}
