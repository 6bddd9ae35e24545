using System.Net;

namespace Leadglass.EndToEnd.Tests.Peers;

/// <summary>Debian's rsyslog: takes syslog over TLS (OpenSSL driver), and passes each message on as it came, by octet counting over TCP.</summary>
public sealed class Rsyslog : RealPeer
{
    /// <summary>What a test with this peer needs.</summary>
    public const string Programs = "rsyslogd";

    private Rsyslog(Running running)
        : base(running)
    {
    }

    /// <summary>Where it takes messages over TLS.</summary>
    public IPEndPoint Tls => Loopback(Ports[0]);

    /// <summary>The file that its certificate comes from.</summary>
    public string Authority => Path.Combine(Folder, "ca.pem");

    /// <summary>Starts one.</summary>
    /// <param name="files">Its certificate.</param>
    /// <param name="next">Who gets what it receives.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<Rsyslog> StartAsync(TlsFiles files, IPEndPoint next, CancellationToken cancellation) => new(await RunAsync(
        "rsyslogd",
        portCount: 1,
        (folder, ports) =>
        {
            files.WriteTo(folder);
            folder.Write("rsyslog.conf", $$"""
                global(workDirectory="{{folder.Path}}" maxMessageSize="2m" parser.escapeControlCharactersOnReceive="off"
                       defaultNetstreamDriver="ossl" defaultNetstreamDriverCAFile="{{folder.Path}}/ca.pem"
                       defaultNetstreamDriverCertFile="{{folder.Path}}/ecdsa.pem" defaultNetstreamDriverKeyFile="{{folder.Path}}/ecdsa.key")
                module(load="imtcp" streamDriver.name="ossl" streamDriver.mode="1" streamDriver.authMode="anon")
                template(name="asItCame" type="string" string="%rawmsg%")
                ruleset(name="passOn") {
                    action(type="omfwd" target="{{next.Address}}" port="{{next.Port}}" protocol="tcp" tcp_framing="octet-counted" template="asItCame" streamDriver="ptcp" streamDriverMode="0")
                }
                input(type="imtcp" address="127.0.0.1" port="{{ports[0]}}" ruleset="passOn")

                """);
            return ["-n", "-f", $"{folder.Path}/rsyslog.conf", "-i", $"{folder.Path}/rsyslog.pid"];
        },
        cancellation));

    /// <summary>Where <see cref="StartForwardingAsync"/> takes messages over TCP.</summary>
    public IPEndPoint Tcp => Loopback(Ports[0]);

    /// <summary>Starts one that takes messages in clear text and sends them on over TLS, showing a certificate of its own.</summary>
    /// <param name="files">The authority and its certificate.</param>
    /// <param name="next">Who gets what it receives; must have a certificate for localhost from the authority.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<Rsyslog> StartForwardingAsync(TlsFiles files, IPEndPoint next, CancellationToken cancellation) => new(await RunAsync(
        "rsyslogd",
        portCount: 1,
        (folder, ports) =>
        {
            files.WriteTo(folder);
            folder.Write("client.pem", files.Client.ExportCertificatePem());
            folder.Write("client.key", files.ClientKey);
            folder.Write("rsyslog.conf", $$"""
                global(workDirectory="{{folder.Path}}" maxMessageSize="2m" parser.escapeControlCharactersOnReceive="off"
                       defaultNetstreamDriver="ptcp" defaultNetstreamDriverCAFile="{{folder.Path}}/ca.pem"
                       defaultNetstreamDriverCertFile="{{folder.Path}}/client.pem" defaultNetstreamDriverKeyFile="{{folder.Path}}/client.key")
                module(load="imtcp")
                template(name="asItCame" type="string" string="%rawmsg%")
                ruleset(name="passOn") {
                    action(type="omfwd" target="{{next.Address}}" port="{{next.Port}}" protocol="tcp" tcp_framing="octet-counted" template="asItCame"
                           streamDriver="ossl" streamDriverMode="1" streamDriverAuthMode="x509/name" streamDriverPermittedPeers="localhost")
                }
                input(type="imtcp" address="127.0.0.1" port="{{ports[0]}}" ruleset="passOn")

                """);
            return ["-n", "-f", $"{folder.Path}/rsyslog.conf", "-i", $"{folder.Path}/rsyslog.pid"];
        },
        cancellation));
}
