using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Messages;

/// <summary>What the hellos of both sides have in common. Source: RFC 8446 §4.1.</summary>
public abstract record Hello : HandshakeMessage
{
    /// <summary>Bytes in <see cref="Random"/>.</summary>
    public const int RandomSize = 32;

    /// <summary>The version field: up to TLS 1.2 the version, from TLS 1.3 on a fixed value.</summary>
    public TlsVersion LegacyVersion { get; init; }

    /// <summary>32 bytes.</summary>
    public ReadOnlyMemory<byte> Random { get; init; }

    /// <summary>At most 32 bytes in hellos that follow the standard.</summary>
    public ReadOnlyMemory<byte> SessionId { get; init; }

    /// <summary>The extensions in their order; <see langword="null"/> where the hello ends before the field, as hellos before TLS 1.2 may.</summary>
    public IReadOnlyList<TlsExtension>? Extensions { get; init; }

    /// <summary>The first extension of a type; <see langword="null"/> where there is none.</summary>
    /// <param name="type">Its code.</param>
    public TlsExtension? Find(ExtensionType type) => Extensions?.FirstOrDefault(extension => extension.Type == type);
}
