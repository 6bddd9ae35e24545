using System.Text;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Messages;

/// <summary>Reads the content of extensions; <see langword="null"/> always means that it does not have the form that the RFC gives it.</summary>
public static class ExtensionReader
{
    /// <summary>The host name in a client's <c>server_name</c>. Source: RFC 6066 §3.</summary>
    /// <param name="extension">The extension.</param>
    /// <returns>The name; bytes that are not ASCII become question marks. Untrusted.</returns>
    public static string? ReadServerName(TlsExtension extension)
    {
        const byte HostName = 0;
        var reader = Open(extension);
        if (!reader.TryTakeVector(2, out var content) || !reader.IsEmpty)
            return null;
        var names = new VectorReader(content);
        return names.TryTakeUInt8(out var type) && type == HostName && names.TryTakeVector(2, out var name)
            ? Encoding.ASCII.GetString(name.Span)
            : null;
    }

    /// <summary>The groups in <c>supported_groups</c>, GREASE values included. Source: RFC 8446 §4.2.7.</summary>
    /// <param name="extension">The extension.</param>
    public static IReadOnlyList<NamedGroup>? ReadGroups(TlsExtension extension) => ReadCodes(extension, 2)?.Select(static code => (NamedGroup)code).ToList();

    /// <summary>The schemes in <c>signature_algorithms</c> or <c>signature_algorithms_cert</c>, GREASE values included. Source: RFC 8446 §4.2.3.</summary>
    /// <param name="extension">The extension.</param>
    public static IReadOnlyList<SignatureScheme>? ReadSchemes(TlsExtension extension) =>
        ReadCodes(extension, 2)?.Select(static code => (SignatureScheme)code).ToList();

    /// <summary>The versions in a client's <c>supported_versions</c>, GREASE values included. Source: RFC 8446 §4.2.1.</summary>
    /// <param name="extension">The extension.</param>
    public static IReadOnlyList<TlsVersion>? ReadVersions(TlsExtension extension) => ReadCodes(extension, 1)?.Select(static code => (TlsVersion)code).ToList();

    /// <summary>The numbers in <c>ec_point_formats</c>, <c>psk_key_exchange_modes</c> or <c>renegotiation_info</c>. Source: RFC 8422 §5.1.2, RFC 8446 §4.2.9, RFC 5746 §3.2.</summary>
    /// <param name="extension">The extension.</param>
    public static ReadOnlyMemory<byte>? ReadShortVector(TlsExtension extension)
    {
        var reader = Open(extension);
        return reader.TryTakeVector(1, out var content) && reader.IsEmpty ? content : null;
    }

    /// <summary>The content of <c>cookie</c>. Source: RFC 8446 §4.2.2.</summary>
    /// <param name="extension">The extension.</param>
    public static ReadOnlyMemory<byte>? ReadCookie(TlsExtension extension)
    {
        var reader = Open(extension);
        return reader.TryTakeVector(2, out var content) && reader.IsEmpty ? content : null;
    }

    /// <summary>The number in <c>max_fragment_length</c>, or the first of <c>status_request</c>. Source: RFC 6066 §4 and §8.</summary>
    /// <param name="extension">The extension.</param>
    public static byte? ReadNumber(TlsExtension extension)
    {
        var reader = Open(extension);
        return reader.TryTakeUInt8(out var number) ? number : null;
    }

    /// <summary>The application protocols of either side. Source: RFC 7301 §3.1.</summary>
    /// <param name="extension">The extension.</param>
    /// <returns>The names, byte for character. Untrusted.</returns>
    public static IReadOnlyList<string>? ReadProtocols(TlsExtension extension)
    {
        var reader = Open(extension);
        if (!reader.TryTakeVector(2, out var content) || !reader.IsEmpty)
            return null;
        var names = new List<string>();
        var inner = new VectorReader(content);
        while (!inner.IsEmpty)
        {
            if (!inner.TryTakeVector(1, out var name))
                return null;
            names.Add(Encoding.Latin1.GetString(name.Span));
        }
        return names;
    }

    /// <summary>The key shares of a ClientHello. Source: RFC 8446 §4.2.8.</summary>
    /// <param name="extension">The extension.</param>
    public static IReadOnlyList<KeyShare>? ReadClientShares(TlsExtension extension)
    {
        var reader = Open(extension);
        if (!reader.TryTakeVector(2, out var content) || !reader.IsEmpty)
            return null;
        var shares = new List<KeyShare>();
        var inner = new VectorReader(content);
        while (!inner.IsEmpty)
        {
            if (!inner.TryTakeUInt16(out var group) || !inner.TryTakeVector(2, out var key))
                return null;
            shares.Add(new KeyShare((NamedGroup)group, key));
        }
        return shares;
    }

    /// <summary>The key share of a ServerHello, or the group that a HelloRetryRequest asks for, with an empty key. Source: RFC 8446 §4.2.8.</summary>
    /// <param name="extension">The extension.</param>
    public static KeyShare? ReadServerShare(TlsExtension extension)
    {
        var reader = Open(extension);
        if (!reader.TryTakeUInt16(out var group))
            return null;
        if (reader.IsEmpty)
            return new KeyShare((NamedGroup)group, ReadOnlyMemory<byte>.Empty);
        return reader.TryTakeVector(2, out var key) && reader.IsEmpty ? new KeyShare((NamedGroup)group, key) : null;
    }

    private static ushort[]? ReadCodes(TlsExtension extension, int lengthBytes)
    {
        var reader = Open(extension);
        return reader.TryTakeUInt16Vector(lengthBytes, out var codes) && reader.IsEmpty ? codes : null;
    }

    private static VectorReader Open(TlsExtension extension)
    {
        ArgumentNullException.ThrowIfNull(extension);
        return new VectorReader(extension.Data);
    }
}
