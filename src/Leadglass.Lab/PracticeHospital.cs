using System.Collections.Frozen;
using System.Net;
using Leadglass.Dicom.Network;
using Leadglass.Tls;

namespace Leadglass.Lab;

/// <summary>
/// The practice hospital: small servers on loopback, each with known faults, for demonstrations, exercises and tests.
/// It has no patients, keeps nothing that it is sent, and cannot be reached from another machine.
/// </summary>
public sealed class PracticeHospital : IAsyncDisposable
{
    private static readonly IReadOnlySet<string> Registered = FrozenSet.Create("CT1", "MR1");

    /// <summary>TLS_RSA_WITH_RC4_128_MD5 and _SHA, _3DES_EDE_CBC_SHA, _DES_CBC_SHA and TLS_RSA_EXPORT_WITH_RC4_40_MD5: the taste of 1999.</summary>
    private static readonly ushort[] SuitesOf1999 = [0x0004, 0x0005, 0x000A, 0x0009, 0x0003];

    /// <summary>TLS_RSA_WITH_AES_256_CBC_SHA and _128_CBC_SHA.</summary>
    private static readonly ushort[] Cbc = [0x0035, 0x002F];

    /// <summary>TLS_RSA_WITH_AES_128_GCM_SHA256 and _128_CBC_SHA256, which need TLS 1.2.</summary>
    private static readonly ushort[] Sha256 = [0x009C, 0x003C];

    private readonly List<IAsyncDisposable> _servers = [];
    private readonly List<LabSystem> _systems = [];
    private readonly int? _firstPort;

    private PracticeHospital(int? firstPort) => _firstPort = firstPort;

    /// <summary>Every server that runs.</summary>
    public IReadOnlyList<LabSystem> Systems => _systems;

    /// <summary>Opens the hospital.</summary>
    /// <param name="firstPort">The port of the first server, the others following it; <see langword="null"/> takes free ports.</param>
    /// <exception cref="IOException">A port is in use.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">A port is in use.</exception>
    public static async Task<PracticeHospital> OpenAsync(int? firstPort = null)
    {
        var hospital = new PracticeHospital(firstPort);
        try
        {
            hospital.OpenDicom();
            await hospital.OpenOthersAsync();
            hospital.OpenTls();
            return hospital;
        }
        catch
        {
            await hospital.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
    }

    private void OpenDicom()
    {
        Dicom("ARCHIVE", "open archive: anyone may query, store and retrieve", new());
        Dicom("ARCHIVE2", "archive that asks for its own AE title, and for nothing else", new() { ChecksCalled = true });
        Dicom("ARCHIVE3", "archive that knows its callers", new() { ChecksCalled = true, RegisteredCallers = Registered });
        Dicom("CALLERS", "archive that checks who calls, not what it is called", new() { RegisteredCallers = Registered });
        Dicom("CAREFUL", "accepts anyone and refuses the query as not authorised", new() { Query = QueryBehaviour.Refuse });
        Dicom("CURT", "accepts anyone and aborts at the query", new() { Query = QueryBehaviour.Abort });
        Dicom("LEAKY", "ignores the query key: returns a match for what cannot exist", new() { Query = QueryBehaviour.MatchAnything });
        Dicom("STRAINED", "accepts anyone and is out of resources at the query", new() { Query = QueryBehaviour.OutOfResources });
        Dicom("WORKLIST", "worklist open to all", new() { AbstractSyntaxes = LabServices.Worklist });
        Dicom("WORKSTATION", "workstation that stores what anyone sends", new() { AbstractSyntaxes = LabServices.Workstation });
        Dicom("PRINTER", "film printer for anyone", new() { AbstractSyntaxes = LabServices.Printer });
        Dicom("NAMELESS", "ignores user identity", new() { AbstractSyntaxes = LabServices.Workstation, Identity = IdentityBehaviour.Ignore });
        Dicom("YESMAN", "acknowledges any user identity", new() { AbstractSyntaxes = LabServices.Workstation, Identity = IdentityBehaviour.AcknowledgeAnyone });
        Dicom("DOORMAN", "rejects unknown users, but not those without a name", new() { AbstractSyntaxes = LabServices.Workstation, Identity = IdentityBehaviour.Enforce });
        Dicom("HONEYPOT", "accepts everything and lacks what the standard demands", new() { AbstractSyntaxes = null, HidesImplementation = true });
        Dicom("BUSY", "rejects everyone for temporary congestion", new()
        {
            RejectsAll = new(RejectResult.Transient, RejectSource.ServiceProviderPresentation, RejectReason.TemporaryCongestion),
        });
    }

    private async Task OpenOthersAsync()
    {
        await WebAsync("DICOMWEB", "DICOMweb in clear text without a login", WebBehaviour.DicomWebOpen);
        await WebAsync("DICOMWEB2", "DICOMweb that asks for a login", WebBehaviour.DicomWebWithLogin);
        await WebAsync("INTRANET", "a web server where 104 would be", WebBehaviour.NotDicom);
        Add("HUNG", "accepts connections and says nothing", new SilentServer(Next()));
        Add("LISTED", "closes at once: serves listed addresses only", new ClosingServer(Next()));
    }

    private void OpenTls()
    {
        var certificates = LabCertificates.Shared;
        Tls("SECURE", "encrypts right by PS3.15 B.12", new(certificates.Good));
        Tls("MUTUAL", "right by B.12, and only for clients with a certificate of the hospital", new(certificates.Good) { ClientAuthority = certificates.Authority });
        Tls("EXPIRED", "encrypts with a certificate that expired yesterday", new(certificates.Expired));
        Tls("MISNAMED", "encrypts with the certificate of another host", new(certificates.Misnamed));
        // No library that is still mended offers these versions: these two answer hellos and finish no handshake.
        Add("DOWNGRADE", "TLS 1.2, or down to 1.0 for whoever asks for less (hellos only: no handshake ends)", new HelloServer(
            new HelloBehaviour(certificates.Good, new Dictionary<TlsVersion, ushort[]>
            {
                [TlsVersion.Tls10] = Cbc,
                [TlsVersion.Tls11] = Cbc,
                [TlsVersion.Tls12] = [.. Sha256, .. Cbc],
            })
            {
                SecureRenegotiation = true,
            },
            Next()));
        Add("OBSOLETE", "SSL 3.0 and TLS 1.0 with RC4, triple DES and EXPORT (hellos only: no handshake ends)", new HelloServer(
            new HelloBehaviour(certificates.Obsolete, new Dictionary<TlsVersion, ushort[]> { [TlsVersion.Ssl3] = SuitesOf1999, [TlsVersion.Tls10] = SuitesOf1999 }), Next()));
    }

    private void Dicom(string aeTitle, string lesson, DicomBehaviour behaviour) => Add(aeTitle, lesson, new DicomServer(aeTitle, behaviour, Next()));

    private void Tls(string aeTitle, string lesson, TlsBehaviour tls) =>
        Add(aeTitle, lesson, new DicomServer(aeTitle, new() { AbstractSyntaxes = LabServices.Workstation }, Next(), tls));

    private void Add(string name, string lesson, LoopbackServer server)
    {
        _servers.Add(server);
        _systems.Add(new LabSystem(name, lesson, server.Endpoint));
    }

    private async Task WebAsync(string name, string lesson, WebBehaviour behaviour)
    {
        var server = await WebServer.StartAsync(behaviour, Next());
        _servers.Add(server);
        _systems.Add(new LabSystem(name, lesson, server.Endpoint));
    }

    private IPEndPoint Next() => new(IPAddress.Loopback, _firstPort is { } first ? first + _systems.Count : 0);
}
