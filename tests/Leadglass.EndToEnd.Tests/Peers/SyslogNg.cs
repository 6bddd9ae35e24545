using System.Net;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests.Peers;

/// <summary>Debian's syslog-ng, unpacked and not installed: takes messages of RFC 5424 by octet counting, over TCP or TLS, and passes them on over the other.</summary>
public sealed class SyslogNg : RealPeer
{
    /// <summary>What a test with this peer needs.</summary>
    public const string Programs = "syslog-ng";

    private SyslogNg(Running running)
        : base(running)
    {
    }

    /// <summary>Where it takes messages.</summary>
    public IPEndPoint Endpoint => Loopback(Ports[0]);

    /// <summary>The file that its certificate comes from.</summary>
    public string Authority => Path.Combine(Folder, "ca.pem");

    /// <summary>Starts one that takes TLS and passes on over TCP.</summary>
    /// <param name="files">Its certificate.</param>
    /// <param name="next">Who gets what it receives.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static Task<SyslogNg> StartAsync(TlsFiles files, IPEndPoint next, CancellationToken cancellation) => StartAsync(
        files,
        folder => $"""transport("tls") tls(key-file("{folder}/ecdsa.key") cert-file("{folder}/ecdsa.pem") peer-verify(optional-untrusted))""",
        _ => $"""transport("tcp") port({next.Port})""",
        cancellation);

    /// <summary>Starts one that takes TCP and passes on over TLS, showing a certificate of its own.</summary>
    /// <param name="files">The authority and its certificate.</param>
    /// <param name="next">Who gets what it receives; must have a certificate from the authority.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static Task<SyslogNg> StartForwardingAsync(TlsFiles files, IPEndPoint next, CancellationToken cancellation) => StartAsync(
        files,
        _ => """transport("tcp")""",
        folder => $"""transport("tls") port({next.Port}) tls(ca-file("{folder}/ca.pem") key-file("{folder}/client.key") cert-file("{folder}/client.pem") peer-verify(required-trusted))""",
        cancellation);

    private static async Task<SyslogNg> StartAsync(TlsFiles files, Func<string, string> source, Func<string, string> destination, CancellationToken cancellation)
    {
        // Where the libraries of the package are, as seen from the program.
        var unpacked = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ExternalProgram.Find("syslog-ng"))!, "..", "lib"));
        return new SyslogNg(await RunAsync(
            "syslog-ng",
            portCount: 1,
            (folder, ports) =>
            {
                files.WriteTo(folder);
                folder.Write("client.pem", files.Client.ExportCertificatePem());
                folder.Write("client.key", files.ClientKey);
                folder.Write("syslog-ng.conf", $$"""
                    @version: 3.35
                    options { log-msg-size(2097152); keep-hostname(yes); chain-hostnames(no); stats-freq(0); };
                    source here { syslog(ip("127.0.0.1") port({{ports[0]}}) {{source(folder.Path)}}); };
                    destination there { syslog("127.0.0.1" {{destination(folder.Path)}}); };
                    log { source(here); destination(there); };

                    """);
                return
                [
                    "--foreground", "--no-caps", "--cfgfile", $"{folder.Path}/syslog-ng.conf", "--persist-file", $"{folder.Path}/persist", "--pidfile", $"{folder.Path}/pid",
                    "--control", $"{folder.Path}/control", "--module-path", $"{unpacked}/syslog-ng/3.38",
                ];
            },
            cancellation,
            new Dictionary<string, string> { ["LD_LIBRARY_PATH"] = string.Join(':', [Path.Combine(unpacked, "syslog-ng"), .. Directory.GetDirectories(unpacked, "*-linux-gnu")]) }));
    }
}
