using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Leadglass.EndToEnd.Tests.Peers;

/// <summary>A TLS server of somebody else, with certificates from <see cref="TlsFiles"/>.</summary>
public sealed class TlsServer : RealPeer
{
    /// <summary>What a test with <see cref="OpenSslAsync"/> needs.</summary>
    public const string OpenSsl = "openssl";

    /// <summary>What a test with <see cref="GnuTlsAsync"/> needs.</summary>
    public const string GnuTls = "gnutls-serv";

    /// <summary>What a test with <see cref="StorescpAsync"/> needs.</summary>
    public const string Storescp = "storescp";

    /// <summary>What a test with <see cref="StunnelAsync"/> needs.</summary>
    public const string Stunnel = "stunnel4";

    /// <summary>What a test with <see cref="HaProxyAsync"/> needs.</summary>
    public const string HaProxy = "haproxy";

    /// <summary>What a test with <see cref="NginxAsync"/> needs.</summary>
    public const string Nginx = "nginx";

    /// <summary>What a test with <see cref="OrthancAsync"/> needs.</summary>
    public const string Orthanc = Peers.Orthanc.Programs;

    private readonly TlsFiles _files;

    private TlsServer(Running running, TlsFiles files)
        : base(running)
    {
        _files = files;
    }

    /// <summary>Where it serves.</summary>
    public IPEndPoint EndPoint => Loopback(Ports[0]);

    /// <summary>The certificates that it has, and those that it trusts.</summary>
    public TlsFiles Files => _files;

    /// <summary><c>openssl s_server -www</c> with both certificates.</summary>
    public static Task<TlsServer> OpenSslAsync(CancellationToken cancellation, params string[] more) => StartAsync(
        OpenSsl,
        (folder, port) =>
        [
            "s_server", "-www", "-accept", $"127.0.0.1:{port}", "-CAfile", $"{folder}/ca.pem", "-cert", $"{folder}/rsa.pem", "-key", $"{folder}/rsa.key",
            "-dcert", $"{folder}/ecdsa.pem", "-dkey", $"{folder}/ecdsa.key", .. more.Select(argument => argument.Replace("{folder}", folder, StringComparison.Ordinal)),
        ],
        cancellation);

    /// <summary><c>gnutls-serv</c> with both certificates; it cannot be told to serve one address only: it listens on all of them.</summary>
    public static Task<TlsServer> GnuTlsAsync(string priority, CancellationToken cancellation, params string[] more) => StartAsync(
        GnuTls,
        (folder, port) =>
        [
            "--http", "--disable-client-cert", "--port", $"{port}", "--priority", priority,
            "--x509certfile", $"{folder}/rsa.pem", "--x509keyfile", $"{folder}/rsa.key", "--x509certfile", $"{folder}/ecdsa.pem", "--x509keyfile", $"{folder}/ecdsa.key",
            .. more,
        ],
        cancellation);

    /// <summary>DCMTK's storage server with a TLS profile, such as <c>+py</c>, and the RSA certificate; it listens on all addresses.</summary>
    public static Task<TlsServer> StorescpAsync(CancellationToken cancellation, params string[] profile) => StartAsync(
        Storescp,
        (folder, port) =>
        [
            "--disable-host-lookup", "--output-directory", folder, "+tls", $"{folder}/rsa.key", $"{folder}/rsa.pem", "+cf", $"{folder}/ca.pem", .. profile, $"{port}",
        ],
        cancellation);

    /// <summary>stunnel with its defaults and the RSA certificate, before a port where nobody listens.</summary>
    public static Task<TlsServer> StunnelAsync(CancellationToken cancellation) => StartAsync(
        Stunnel,
        (folder, port) => [WriteFile(folder, "stunnel.conf", $"""
            foreground = yes
            pid =
            [dicom-tls]
            accept = 127.0.0.1:{port}
            connect = 127.0.0.1:9
            cert = {folder}/rsa.both

            """)],
        cancellation);

    /// <summary>HAProxy with its defaults and the RSA certificate.</summary>
    public static Task<TlsServer> HaProxyAsync(CancellationToken cancellation) => StartAsync(
        HaProxy,
        (folder, port) => ["-db", "-f", WriteFile(folder, "haproxy.cfg", $"""
            defaults
                mode tcp
                timeout connect 5s
                timeout client 30s
                timeout server 30s
            frontend dicom-tls
                bind 127.0.0.1:{port} ssl crt {folder}/rsa.both
                default_backend archive
            backend archive
                server archive 127.0.0.1:9

            """)],
        cancellation);

    /// <summary>nginx with its defaults and both certificates, and what else its server block should hold.</summary>
    public static Task<TlsServer> NginxAsync(CancellationToken cancellation, string more = "") => StartAsync(
        Nginx,
        (folder, port) => ["-e", "stderr", "-p", folder, "-c", WriteFile(folder, "nginx.conf", $$"""
            daemon off;
            master_process off;
            pid nginx.pid;
            events { }
            http {
                access_log off;
                client_body_temp_path body-temp;
                fastcgi_temp_path fastcgi-temp;
                proxy_temp_path proxy-temp;
                scgi_temp_path scgi-temp;
                uwsgi_temp_path uwsgi-temp;
                server {
                    listen 127.0.0.1:{{port}} ssl;
                    ssl_certificate rsa.pem;
                    ssl_certificate_key rsa.key;
                    ssl_certificate ecdsa.pem;
                    ssl_certificate_key ecdsa.key;
                    {{more}}
                }
            }

            """)],
        cancellation);

    /// <summary>Orthanc with TLS on its DICOM port and the RSA certificate; it listens on all addresses.</summary>
    /// <param name="requiresCertificate">Whether clients need a certificate: Orthanc's default.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static Task<TlsServer> OrthancAsync(bool requiresCertificate, CancellationToken cancellation) => StartAsync(
        Orthanc,
        (folder, port) => [WriteFile(folder, "orthanc.json", new JsonObject
        {
            ["StorageDirectory"] = Path.Combine(folder, "storage"),
            ["IndexDirectory"] = Path.Combine(folder, "storage"),
            ["DicomPort"] = port,
            ["HttpServerEnabled"] = false,
            ["Plugins"] = new JsonArray(),
            ["DicomTlsEnabled"] = true,
            ["DicomTlsPrivateKey"] = $"{folder}/rsa.key",
            ["DicomTlsCertificate"] = $"{folder}/rsa.pem",
            ["DicomTlsTrustedCertificates"] = $"{folder}/ca.pem",
            ["DicomTlsRemoteCertificateRequired"] = requiresCertificate,
        }.ToJsonString())],
        cancellation);

    /// <summary>Connects as a caller of the prober does.</summary>
    public ValueTask<Stream?> ConnectAsync(CancellationToken cancellation) => ConnectAsync(EndPoint, cancellation);

    /// <summary>Connects, with a reset on close: hundreds of connections leave nothing behind.</summary>
    public static async ValueTask<Stream?> ConnectAsync(IPEndPoint endPoint, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, LingerState = new LingerOption(enable: true, seconds: 0) };
        try
        {
            await socket.ConnectAsync(endPoint, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    private static async Task<TlsServer> StartAsync(string program, Func<string, int, IEnumerable<string>> arguments, CancellationToken cancellation)
    {
        var files = new TlsFiles();
        return new TlsServer(
            await RunAsync(
                program,
                portCount: 1,
                (folder, ports) =>
                {
                    files.WriteTo(folder);
                    return arguments(folder.Path, ports[0]);
                },
                cancellation),
            files);
    }

    private static string WriteFile(string folder, string name, string text)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
