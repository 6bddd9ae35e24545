namespace Leadglass.Tls.Registry;

/// <summary>One row of the registry of signature schemes.</summary>
/// <param name="Scheme">The code.</param>
/// <param name="Name">The name, as IANA writes it; <c>dsa_sha256</c> and the like where IANA only reserves the code.</param>
/// <param name="Algorithm">Which kind of key signs.</param>
/// <param name="Hash">Which hash is signed.</param>
public sealed record SchemeEntry(SignatureScheme Scheme, string Name, SignatureAlgorithm Algorithm, SignatureHash Hash);
