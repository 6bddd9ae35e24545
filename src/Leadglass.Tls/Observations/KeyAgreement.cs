using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Observations;

/// <summary>What a ServerKeyExchange or a key share showed of the agreement on a secret.</summary>
public sealed record KeyAgreement
{
    /// <summary>The group; <see langword="null"/> for a finite field whose numbers the server sends itself, and for explicit curves.</summary>
    public NamedGroup? Group { get; init; }

    /// <summary>The finite field that the server sent (TLS 1.2 and before); <see langword="null"/> with elliptic curves.</summary>
    public DiffieHellmanField? Field { get; init; }

    /// <summary>The scheme of the signature over the parameters (TLS 1.2); <see langword="null"/> without signature, and before TLS 1.2, where it is not named.</summary>
    public SignatureScheme? Signature { get; init; }
}
