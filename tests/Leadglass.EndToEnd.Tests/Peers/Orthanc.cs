using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests.Peers;

/// <summary>An Orthanc with all it stores in a folder of its own. It cannot be told to serve DICOM on one address only: it listens on all of them.</summary>
public sealed class Orthanc : RealPeer
{
    /// <summary>What a test with this peer needs.</summary>
    public const string Programs = "Orthanc";

    /// <summary>What a test with this peer and DICOMweb needs.</summary>
    public const string ProgramsWithDicomWeb = $"{Programs} {DicomWebPlugin}";

    private const string DicomWebPlugin = "/usr/share/orthanc/plugins/libOrthancDicomWeb.so";

    private Orthanc(Running running)
        : base(running)
    {
    }

    /// <summary>Where it serves DICOM.</summary>
    public IPEndPoint Dicom => Loopback(Ports[0]);

    /// <summary>Where it serves its REST interface, the Explorer at <c>app/explorer.html</c> and DICOMweb at <c>dicom-web/</c>.</summary>
    public Uri Http => new($"http://{Loopback(Ports[1])}/");

    /// <summary>Starts one and waits until it serves DICOM and HTTP.</summary>
    public static async Task<Orthanc> StartAsync(OrthancOptions options, CancellationToken cancellation) => new(await RunAsync(
        Programs,
        portCount: 2,
        (folder, ports) => [folder.Write("orthanc.json", Configuration(options, folder, ports[0], ports[1]))],
        cancellation));

    /// <summary>The text of its file of settings.</summary>
    internal static string Configuration(OrthancOptions options, TemporaryFolder folder, int dicomPort, int httpPort)
    {
        var settings = new JsonObject
        {
            ["StorageDirectory"] = folder.Folder("storage"),
            ["IndexDirectory"] = folder.Folder("index"),
            ["DicomPort"] = dicomPort,
            ["HttpPort"] = httpPort,
            ["DicomAet"] = options.AETitle,
            ["Plugins"] = options.DicomWeb ? [DicomWebPlugin] : new JsonArray(),
        };
        if (options.Tls)
        {
            using var files = new TlsFiles();
            files.WriteTo(folder);
            settings["DicomTlsEnabled"] = true;
            settings["DicomTlsPrivateKey"] = Path.Combine(folder.Path, "rsa.key");
            settings["DicomTlsCertificate"] = Path.Combine(folder.Path, "rsa.pem");
            settings["DicomTlsTrustedCertificates"] = Path.Combine(folder.Path, "ca.pem");
        }

        Set("DicomTlsRemoteCertificateRequired", options.TlsRemoteCertificateRequired);
        Set("DicomAlwaysAllowFind", options.AlwaysAllowFind);
        Set("DicomCheckCalledAet", options.CheckCalledAETitle);
        Set("RemoteAccessAllowed", options.RemoteAccessAllowed);
        Set("AuthenticationEnabled", options.AuthenticationEnabled);
        if (options.RegisteredUsers is { } users)
            settings["RegisteredUsers"] = JsonSerializer.SerializeToNode(users);
        return settings.ToJsonString();

        void Set(string name, bool? value)
        {
            if (value is not null)
                settings[name] = value;
        }
    }
}
