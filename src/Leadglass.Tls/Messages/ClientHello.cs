namespace Leadglass.Tls.Messages;

/// <summary>ClientHello: everything that a client offers. Source: RFC 8446 §4.1.2, RFC 5246 §7.4.1.2.</summary>
public sealed record ClientHello : Hello
{
    /// <inheritdoc/>
    public override HandshakeType Type => HandshakeType.ClientHello;

    /// <summary>Codes of the suites, the preferred one first; signals and GREASE values included.</summary>
    public IReadOnlyList<ushort> Suites { get; init; } = [];

    /// <summary>Compression methods: 0 is none.</summary>
    public ReadOnlyMemory<byte> Compressions { get; init; }

    /// <summary>The versions that the client offers, the preferred one first: those of <c>supported_versions</c>, or the version field alone without it.</summary>
    public IReadOnlyList<TlsVersion> Versions =>
        Find(Registry.ExtensionType.SupportedVersions) is { } extension && ExtensionReader.ReadVersions(extension) is { } versions
            ? versions
            : [LegacyVersion];
}
