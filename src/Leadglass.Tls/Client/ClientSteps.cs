namespace Leadglass.Tls.Client;

/// <summary>The steps in order, and what a person at the device is told about them.</summary>
public static class ClientSteps
{
    /// <summary>All steps, in the order in which they are played.</summary>
    public static IReadOnlyList<ClientStep> All { get; } = Enum.GetValues<ClientStep>();

    /// <summary>The steps that show a certificate.</summary>
    public static bool ShowsCertificate(this ClientStep step) => step >= ClientStep.UnknownAuthority;

    /// <summary>What the client gets to see, such as <c>an expired certificate</c>.</summary>
    /// <param name="step">A step.</param>
    public static string NameOf(ClientStep step) => step switch
    {
        ClientStep.ProtocolVersionAlert => "the alert protocol_version",
        ClientStep.HandshakeFailureAlert => "the alert handshake_failure",
        ClientStep.Reset => "a reset connection",
        ClientStep.Tls10 => "a server that chooses TLS 1.0",
        ClientStep.UnofferedSuite => "a suite that was not offered",
        ClientStep.NoRenegotiationInfo => "a server without renegotiation_info",
        ClientStep.Compression => "compression that was not offered",
        ClientStep.DowngradeMark => "a downgrade from TLS 1.3 that marks itself",
        ClientStep.UnknownAuthority => "a certificate of an unknown authority",
        ClientStep.Expired => "an expired certificate",
        ClientStep.NotYetValid => "a certificate that is not valid yet",
        ClientStep.WrongName => "a certificate for another host",
        ClientStep.WrongUsage => "a certificate for clients only",
        ClientStep.ShortKey => "a certificate with an RSA key of 1024 bits",
        ClientStep.Sha1 => "a certificate signed with SHA-1",
        ClientStep.Revoked => "a revoked certificate",
        ClientStep.IncompleteChain => "a good certificate without its intermediate",
        _ => "a good certificate",
    };

    /// <summary>What a client has to do then, such as <c>the device must refuse</c>.</summary>
    /// <param name="step">A step.</param>
    public static string ExpectationOf(ClientStep step) => step switch
    {
        ClientStep.ProtocolVersionAlert or ClientStep.HandshakeFailureAlert or ClientStep.Reset => "the device must fail, and not come back with less",
        ClientStep.Revoked => "the device refuses, if it was given the revocation list ca.crl",
        ClientStep.IncompleteChain => "the device refuses, unless it knows the intermediate",
        ClientStep.Good => "the device must succeed",
        _ => "the device must refuse",
    };
}
