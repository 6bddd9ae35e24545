using System.Text.Json;
using System.Text.Json.Nodes;
using Leadglass.Tls.Pki;

namespace Leadglass.Tls.Authority.Configurations;

/// <summary>Orthanc 1.9.3 and later: one more file in its configuration folder.</summary>
internal static class OrthancConfiguration
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<PkiFile> Files(PkiSite site)
    {
        // One certificate for associations in both directions: it needs both usages.
        var settings = new JsonObject
        {
            ["DicomAet"] = site.Server,
            ["DicomPort"] = PkiSite.TlsPort,
            ["DicomTlsEnabled"] = true,
            ["DicomTlsPrivateKey"] = site.Key(LeafUsage.Peer),
            ["DicomTlsCertificate"] = site.Certificate(LeafUsage.Peer),
            ["DicomTlsTrustedCertificates"] = site.Trusted,
            ["DicomTlsRemoteCertificateRequired"] = true,
        };
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Indented))
            settings.WriteTo(writer);
        stream.WriteByte((byte)'\n');
        yield return new PkiFile(PkiLayout.Configuration("orthanc.json"), stream.ToArray(), IsSecret: false);
    }
}
