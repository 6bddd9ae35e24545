using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Leadglass.Audit.Syslog;

namespace Leadglass.Cli.Commands;

/// <summary>The options that say where a command receives syslog.</summary>
internal sealed class AuditListening
{
    private readonly Option<int?> _udp = new("--udp") { Description = "Port for datagrams; 0 takes a free one.", HelpName = "port" };
    private readonly Option<int?> _tcp = new("--tcp") { Description = "Port for TCP in clear text; 0 takes a free one.", HelpName = "port" };
    private readonly Option<int?> _tls = new("--tls") { Description = "Port for TLS; 0 takes a free one. Needs --cert and --key.", HelpName = "port" };
    private readonly Option<string?> _certificate = new("--cert") { Description = "Certificate (PEM) for TLS, with those above it.", HelpName = "file" };
    private readonly Option<string?> _key = new("--key") { Description = "Its private key (PEM).", HelpName = "file" };
    private readonly Option<string?> _clientCa = new("--client-ca") { Description = "Certificates (PEM) of those who issue the certificates of senders: over TLS each must have one.", HelpName = "file" };
    private readonly Option<string> _bind = new("--bind") { Description = "Address of this machine to listen on.", HelpName = "address", DefaultValueFactory = static _ => Socket.OSSupportsIPv6 ? "::" : "0.0.0.0" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _udp, _tcp, _tls, _certificate, _key, _clientCa, _bind })
            command.Add(option);
    }

    /// <summary>Reads them.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="time">The clock.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <param name="listensElsewhere">Whether the command listens for something else besides.</param>
    public SyslogReceiverOptions Read(ParseResult parsed, TimeProvider time, List<string> errors, bool listensElsewhere = false)
    {
        var address = Address(parsed);
        if (address is null)
            errors.Add("--bind must be an IP address of this machine");
        if ((parsed.GetValue(_udp) ?? parsed.GetValue(_tcp) ?? parsed.GetValue(_tls)) is null && !listensElsewhere)
            errors.Add("say where to listen: --udp, --tcp or --tls with a port");
        var before = errors.Count;
        var own = PemFiles.WithKey(parsed.GetValue(_certificate), parsed.GetValue(_key), errors);
        if (parsed.GetValue(_tls) is not null && own is null && errors.Count == before)
            errors.Add("--tls needs --cert and --key (leadglass tls pki new DIR makes both)");
        if (parsed.GetValue(_clientCa) is not null && parsed.GetValue(_tls) is null)
            errors.Add("--client-ca needs --tls");
        return new SyslogReceiverOptions
        {
            Udp = Endpoint(_udp),
            Tcp = Endpoint(_tcp),
            Tls = Endpoint(_tls),
            Certificates = own is null ? null : [own, .. PemFiles.Certificates(parsed.GetValue(_certificate), "--cert", errors)?.Skip(1) ?? []],
            ClientAuthorities = PemFiles.Certificates(parsed.GetValue(_clientCa), "--client-ca", errors),
            Time = time,
        };

        IPEndPoint? Endpoint(Option<int?> option)
        {
            if (parsed.GetValue(option) is not { } port)
                return null;
            if (port is >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort)
                return new IPEndPoint(address ?? IPAddress.Any, port);
            errors.Add($"{option.Name} must be between {IPEndPoint.MinPort} and {IPEndPoint.MaxPort}");
            return null;
        }
    }

    /// <summary>The address to listen on; <see langword="null"/> if it is none.</summary>
    /// <param name="parsed">The command line.</param>
    public IPAddress? Address(ParseResult parsed) => IPAddress.TryParse(parsed.GetValue(_bind), out var address) ? address : null;

    /// <summary>Where a receiver listens, in words.</summary>
    /// <param name="receiver">The receiver.</param>
    public static string Describe(SyslogReceiver receiver) => string.Join(", ", new[] { ("udp", receiver.Udp), ("tcp", receiver.Tcp), ("tls", receiver.Tls) }
        .Where(static way => way.Item2 is not null)
        .Select(static way => $"{way.Item1} port {way.Item2!.Port}"));
}
