using System.Text;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Messages;

/// <summary>Makes extensions with the content that the RFC gives them.</summary>
public static class ExtensionWriter
{
    /// <summary><c>server_name</c> of a client. Source: RFC 6066 §3.</summary>
    /// <param name="name">A DNS name in ASCII.</param>
    public static TlsExtension ServerName(string name) => Write(ExtensionType.ServerName, writer =>
    {
        const byte HostName = 0;
        var list = writer.BeginVector(2);
        writer.WriteUInt8(HostName);
        writer.WriteVector(2, Encoding.ASCII.GetBytes(name));
        writer.EndVector(list, 2);
    });

    /// <summary><c>supported_groups</c>. Source: RFC 8446 §4.2.7.</summary>
    /// <param name="groups">The preferred one first.</param>
    public static TlsExtension Groups(IEnumerable<NamedGroup> groups) =>
        Write(ExtensionType.SupportedGroups, writer => writer.WriteUInt16Vector(2, groups.Select(static group => (ushort)group)));

    /// <summary><c>signature_algorithms</c>. Source: RFC 8446 §4.2.3.</summary>
    /// <param name="schemes">The preferred one first.</param>
    public static TlsExtension Schemes(IEnumerable<SignatureScheme> schemes) =>
        Write(ExtensionType.SignatureAlgorithms, writer => writer.WriteUInt16Vector(2, schemes.Select(static scheme => (ushort)scheme)));

    /// <summary><c>signature_algorithms_cert</c>. Source: RFC 8446 §4.2.3.</summary>
    /// <param name="schemes">The preferred one first.</param>
    public static TlsExtension CertificateSchemes(IEnumerable<SignatureScheme> schemes) =>
        Schemes(schemes) with { Type = ExtensionType.SignatureAlgorithmsCert };

    /// <summary><c>supported_versions</c> of a client. Source: RFC 8446 §4.2.1.</summary>
    /// <param name="versions">The preferred one first.</param>
    public static TlsExtension Versions(IEnumerable<TlsVersion> versions) =>
        Write(ExtensionType.SupportedVersions, writer => writer.WriteUInt16Vector(1, versions.Select(static version => (ushort)version)));

    /// <summary>An extension whose content is one short vector, such as <c>ec_point_formats</c>, <c>psk_key_exchange_modes</c> or <c>renegotiation_info</c>.</summary>
    /// <param name="type">Its code.</param>
    /// <param name="content">The content of the vector.</param>
    public static TlsExtension ShortVector(ExtensionType type, params byte[] content) => Write(type, writer => writer.WriteVector(1, content));

    /// <summary><c>application_layer_protocol_negotiation</c>. Source: RFC 7301 §3.1.</summary>
    /// <param name="protocols">Names of one byte a character, the preferred one first.</param>
    public static TlsExtension Protocols(IEnumerable<string> protocols) => Write(ExtensionType.ApplicationLayerProtocolNegotiation, writer =>
    {
        var list = writer.BeginVector(2);
        foreach (var protocol in protocols)
            writer.WriteVector(1, Encoding.Latin1.GetBytes(protocol));
        writer.EndVector(list, 2);
    });

    /// <summary><c>key_share</c> of a client. Source: RFC 8446 §4.2.8.</summary>
    /// <param name="shares">The preferred one first; none asks for a HelloRetryRequest.</param>
    public static TlsExtension ClientShares(IEnumerable<KeyShare> shares) => Write(ExtensionType.KeyShare, writer =>
    {
        var list = writer.BeginVector(2);
        foreach (var share in shares)
        {
            writer.WriteUInt16((ushort)share.Group);
            writer.WriteVector(2, share.Key.Span);
        }
        writer.EndVector(list, 2);
    });

    /// <summary><c>key_share</c> of a server. Source: RFC 8446 §4.2.8.</summary>
    /// <param name="share">The key of the group that it chose.</param>
    public static TlsExtension ServerShare(KeyShare share) => Write(ExtensionType.KeyShare, writer =>
    {
        writer.WriteUInt16((ushort)share.Group);
        writer.WriteVector(2, share.Key.Span);
    });

    /// <summary><c>supported_versions</c> of a server. Source: RFC 8446 §4.2.1.</summary>
    /// <param name="version">The one that it chose.</param>
    public static TlsExtension Version(TlsVersion version) => Write(ExtensionType.SupportedVersions, writer => writer.WriteUInt16((ushort)version));

    /// <summary><c>status_request</c> for OCSP, from any responder. Source: RFC 6066 §8.</summary>
    public static TlsExtension StatusRequest() => new(ExtensionType.StatusRequest, new byte[] { 1, 0, 0, 0, 0 });

    /// <summary>An extension without content, such as <c>extended_master_secret</c>.</summary>
    /// <param name="type">Its code.</param>
    public static TlsExtension Empty(ExtensionType type) => new(type, ReadOnlyMemory<byte>.Empty);

    private static TlsExtension Write(ExtensionType type, Action<VectorWriter> content)
    {
        var writer = new VectorWriter();
        content(writer);
        return new TlsExtension(type, writer.ToArray());
    }
}
