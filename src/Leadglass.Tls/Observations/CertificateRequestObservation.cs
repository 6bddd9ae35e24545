using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Observations;

/// <summary>What a server says when it asks for a client certificate in the clear of TLS 1.2. Source: RFC 5246 §7.4.4.</summary>
public sealed record CertificateRequestObservation
{
    /// <summary>ClientCertificateType codes: 1 is RSA signing, 64 ECDSA signing.</summary>
    public IReadOnlyList<byte> Types { get; init; } = [];

    /// <summary>Schemes it takes for the client's signature.</summary>
    public IReadOnlyList<SignatureScheme> Signatures { get; init; } = [];

    /// <summary>Distinguished names of the authorities it trusts, in DER; they tell strangers how the site names its PKI. Untrusted.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Authorities { get; init; } = [];
}
