using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Observations;

/// <summary>A suite that a server chose.</summary>
/// <param name="Suite">The suite.</param>
public sealed record OfferedSuite(CipherSuite Suite)
{
    /// <summary>What the server sent to agree on keys with this suite; <see langword="null"/> where it sends nothing in the clear.</summary>
    public KeyAgreement? KeyAgreement { get; init; }
}
