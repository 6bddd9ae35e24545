using System.CommandLine;
using System.Net;
using Leadglass.Audit.Syslog;

namespace Leadglass.Cli.Commands;

/// <summary>The options that say who is told about alerts while messages are received.</summary>
internal sealed class AuditAlerting
{
    private readonly Option<bool> _print = new("--alerts") { Description = "Print what the messages show together (leadglass audit alerts) as it happens." };
    private readonly Option<string?> _syslog = new("--alert-syslog") { Description = "Send each alert as a Security Alert: tls://host:6514, tcp://host:601 or udp://host:514.", HelpName = "address" };
    private readonly Option<string?> _authorities = new("--alert-ca") { Description = "Certificates (PEM) that the certificate behind --alert-syslog must come from; those of this machine otherwise.", HelpName = "file" };
    private readonly Option<string?> _webhook = new("--alert-webhook") { Description = "Post each alert as JSON; without patients. https, or http to this machine.", HelpName = "url" };
    private readonly Option<bool> _clear = new("--alert-webhook-clear-text") { Description = "Let --alert-webhook use http beyond this machine." };
    private readonly Option<string?> _scope = new("--scope") { Description = "Who may be sent alerts by syslog beyond own networks (leadglass scope init).", HelpName = "file" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _print, _syslog, _authorities, _webhook, _clear, _scope })
            command.Add(option);
    }

    /// <summary>Reads them.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="time">The clock.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <param name="cancellationToken">Stops waiting for the resolver.</param>
    /// <returns>Who is told, <see langword="null"/> for nobody; and whether something was refused.</returns>
    public async Task<(AuditAlertPlan? Plan, bool Refused)> ReadAsync(ParseResult parsed, TimeProvider time, List<string> errors, CancellationToken cancellationToken)
    {
        var scope = ScopeGate.Read(parsed.GetValue(_scope), errors);
        var authorities = PemFiles.Certificates(parsed.GetValue(_authorities), "--alert-ca", errors);
        var webhook = Webhook(parsed, errors);
        if (parsed.GetValue(_syslog) is null && (parsed.GetValue(_authorities) ?? parsed.GetValue(_scope)) is not null)
            errors.Add("--alert-ca and --scope need --alert-syslog");
        var wasRefused = false;
        SyslogSenderOptions? syslog = null;
        if (parsed.GetValue(_syslog) is { } text)
        {
            (var address, var reason, wasRefused) = await AuditReceiverAddress.ReadAsync(text, scope, time, cancellationToken, _syslog.Name);
            if (address is null)
                errors.Add(reason);
            else
                syslog = new SyslogSenderOptions { Receiver = address.Endpoint, Transport = address.Transport, ReceiverName = address.Host, Authorities = authorities, Time = time };
        }

        var print = parsed.GetValue(_print);
        return (print || syslog is not null || webhook is not null ? new AuditAlertPlan(print, syslog, webhook) : null, wasRefused);
    }

    private Uri? Webhook(ParseResult parsed, List<string> errors)
    {
        if (parsed.GetValue(_webhook) is not { } text)
        {
            if (parsed.GetValue(_clear))
                errors.Add($"{_clear.Name} needs {_webhook.Name}");
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && (parsed.GetValue(_clear) || IsThisMachine(url)))))
            return url;
        errors.Add($"{_webhook.Name} must be an address that begins with https://, or with http:// on this machine; {_clear.Name} lets it use http elsewhere");
        return null;
    }

    private static bool IsThisMachine(Uri url) => url.Host == "localhost" || (IPAddress.TryParse(url.DnsSafeHost, out var address) && IPAddress.IsLoopback(address));
}
