using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Messages;

/// <summary>ServerHello, or HelloRetryRequest, which has the same form. Source: RFC 8446 §4.1.3 and §4.1.4, RFC 5246 §7.4.1.3.</summary>
public sealed record ServerHello : Hello
{
    /// <inheritdoc/>
    public override HandshakeType Type => HandshakeType.ServerHello;

    /// <summary>Code of the suite that the server chose.</summary>
    public ushort Suite { get; init; }

    /// <summary>The compression method that the server chose: 0 is none, 1 DEFLATE.</summary>
    public byte Compression { get; init; }

    /// <summary>It asks for another hello: its random is SHA-256 of "HelloRetryRequest".</summary>
    public bool IsHelloRetryRequest => Random.Span.SequenceEqual(RetryRandom);

    /// <summary>The version that the server chose: that of <c>supported_versions</c>, or the version field without it.</summary>
    public TlsVersion Version => Find(ExtensionType.SupportedVersions) is { Data: { Length: 2 } data }
        ? (TlsVersion)(data.Span[0] << 8 | data.Span[1])
        : LegacyVersion;

    /// <summary>The version that the server says it could have done better than, by the last eight bytes of its random; <see langword="null"/> without such a mark.</summary>
    public TlsVersion? DowngradeMark => Random.Length != RandomSize || !Random.Span[24..31].SequenceEqual("DOWNGRD"u8)
        ? null
        : Random.Span[31] switch { 1 => TlsVersion.Tls12, 0 => TlsVersion.Tls11, _ => null };

    /// <summary>The random that makes a ServerHello a HelloRetryRequest.</summary>
    internal static ReadOnlySpan<byte> RetryRandom =>
    [
        0xCF, 0x21, 0xAD, 0x74, 0xE5, 0x9A, 0x61, 0x11, 0xBE, 0x1D, 0x8C, 0x02, 0x1E, 0x65, 0xB8, 0x91,
        0xC2, 0xA2, 0x11, 0x16, 0x7A, 0xBB, 0x8C, 0x5E, 0x07, 0x9E, 0x09, 0xE2, 0xC8, 0xA8, 0x33, 0x9C,
    ];
}
