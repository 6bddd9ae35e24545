namespace Leadglass.Tls.Messages;

/// <summary>ServerKeyExchange over a finite field that the server sends. Source: RFC 5246 §7.4.3.</summary>
/// <param name="Prime">The prime, as it was sent.</param>
/// <param name="Generator">The generator, as it was sent.</param>
/// <param name="PublicValue">The server's public key.</param>
public sealed record FiniteFieldKeyExchange(ReadOnlyMemory<byte> Prime, ReadOnlyMemory<byte> Generator, ReadOnlyMemory<byte> PublicValue) : ServerKeyExchange
{
    /// <summary>Length of the prime in bits, leading zeros not counted.</summary>
    public int PrimeBits => SignificantPrime.IsEmpty ? 0 : 8 * SignificantPrime.Length - byte.LeadingZeroCount(SignificantPrime.Span[0]);

    /// <summary>The prime without leading zero bytes.</summary>
    internal ReadOnlyMemory<byte> SignificantPrime => Prime[(Prime.Span.IndexOfAnyExcept((byte)0) is >= 0 and var first ? first : Prime.Length)..];
}
