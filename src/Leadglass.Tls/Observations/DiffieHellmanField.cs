namespace Leadglass.Tls.Observations;

/// <summary>The prime and generator of a finite-field Diffie-Hellman that a server sent. Source: RFC 5246 §7.4.3.</summary>
/// <param name="Bits">Length of the prime in bits.</param>
/// <param name="PrimeSha256">SHA-256 over the prime without leading zeros, as hexadecimal digits: tells primes apart.</param>
/// <param name="CommonName">The publication that the prime comes from, such as <c>RFC 7919 ffdhe2048</c>; <see langword="null"/> for a prime that is not well known.</param>
public sealed record DiffieHellmanField(int Bits, string PrimeSha256, string? CommonName);
