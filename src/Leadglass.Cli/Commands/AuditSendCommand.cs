using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Syslog;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass audit send</c>: sends stored messages to a repository, and keeps them until it has read them.</summary>
internal sealed class AuditSendCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string[]> _files = new("file") { Description = "XML files, captures of syslog, folders of them, or - for standard input. None sends what waits in the spool.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _to = new("--to") { Description = "The repository: tls://host:6514, tcp://host:601 or udp://host:514.", HelpName = "address", Required = true };
    private readonly Option<string?> _authorities = new("--ca") { Description = "Certificates (PEM) that the repository's must come from; those of this machine otherwise.", HelpName = "file" };
    private readonly Option<string?> _certificate = new("--cert") { Description = "Certificate (PEM) to show to the repository.", HelpName = "file" };
    private readonly Option<string?> _key = new("--key") { Description = "Its private key (PEM).", HelpName = "file" };
    private readonly Option<string?> _spool = new("--spool") { Description = "Folder in which messages wait until the repository has read them.", HelpName = "folder" };
    private readonly Option<string> _messageId = new("--msgid") { Description = "MSGID of the syslog messages.", DefaultValueFactory = static _ => "DICOM+RFC3881" };
    private readonly Option<string?> _scope = new("--scope") { Description = "Who may be contacted beyond own networks (leadglass scope init).", HelpName = "file" };

    public AuditSendCommand(Surroundings surroundings)
        : base("send", "Sends audit messages by syslog over TLS, TCP or UDP.")
    {
        _surroundings = surroundings;
        _messageId.AcceptOnlyFromAmong("DICOM+RFC3881", "IHE+RFC-3881");
        Add(_files);
        foreach (var option in new Option[] { _to, _authorities, _certificate, _key, _spool, _messageId, _scope })
            Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var scope = ScopeGate.Read(parsed.GetValue(_scope), errors);
        var authorities = PemFiles.Certificates(parsed.GetValue(_authorities), "--ca", errors);
        var own = PemFiles.WithKey(parsed.GetValue(_certificate), parsed.GetValue(_key), errors);
        var files = parsed.GetValue(_files)!;
        var messages = AuditFiles.Read(files, _surroundings.In, (name, reason) => errors.Add($"{name}: {reason}")).Select(read => Message(read.Message, parsed.GetValue(_messageId)!)).ToList();
        if (files.Length == 0 && parsed.GetValue(_spool) is null)
            errors.Add("nothing to send: name a file, or a --spool in which messages wait");
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);
        var (address, reason, refused) = await AuditReceiverAddress.ReadAsync(parsed.GetValue(_to)!, scope, _surroundings.Time, cancellationToken);
        if (address is null)
            return await ScopeGate.RefuseAsync(_surroundings, refused ? ExitCode.Refused : ExitCode.Usage, [reason, "Nothing was sent."]);

        await using var sender = new SyslogSender(new SyslogSenderOptions
        {
            Receiver = address.Endpoint,
            Transport = address.Transport,
            ReceiverName = address.Host,
            Authorities = authorities,
            Certificate = own,
            Time = _surroundings.Time,
        });
        return parsed.GetValue(_spool) is { } folder
            ? await ForwardAsync(new SyslogSpool(folder), messages, sender, cancellationToken)
            : await SendAsync(messages, sender, cancellationToken);
    }

    private async Task<int> ForwardAsync(SyslogSpool spool, List<byte[]> messages, SyslogSender sender, CancellationToken cancellationToken)
    {
        foreach (var message in messages)
            spool.Add(message);
        var waiting = spool.Count;
        if (await spool.ForwardAsync(sender, cancellationToken) is { } failure)
            return await FailAsync($"{failure}. {spool.Count:N0} of {waiting:N0} messages wait in the spool; nothing is lost.");
        await _surroundings.Out.WriteLineAsync($"Sent {waiting:N0} messages; the connection was closed properly, and nothing waits.");
        return ExitCode.Clean;
    }

    private async Task<int> SendAsync(List<byte[]> messages, SyslogSender sender, CancellationToken cancellationToken)
    {
        foreach (var (index, message) in messages.Index())
        {
            if (await sender.SendAsync(message, cancellationToken) is { } failure)
                return await FailAsync($"{failure}. {index:N0} of {messages.Count:N0} messages were sent.");
        }

        if (await sender.CloseAsync(cancellationToken) is { } doubt)
            return await FailAsync($"{doubt}. {messages.Count:N0} messages were sent; whether all were read is not known.");
        await _surroundings.Out.WriteLineAsync($"Sent {messages.Count:N0} messages.");
        return ExitCode.Clean;
    }

    private async Task<int> FailAsync(string text)
    {
        await _surroundings.Error.WriteLineAsync($"leadglass: {VisibleText.Of(text)}");
        return ExitCode.Incomplete;
    }

    /// <summary>A stored syslog message goes out as it is, bare XML gets a header.</summary>
    private byte[] Message(ReceivedMessage stored, string messageId) => stored.Syslog?.Message is not null ? stored.Octets.ToArray() : SyslogWriter.Write(new SyslogMessage
    {
        Timestamp = AuditTime.Format(_surroundings.Time.GetLocalNow()),
        HostName = SyslogWriter.Field(Dns.GetHostName(), 255),
        AppName = "leadglass",
        ProcessId = $"{Environment.ProcessId}",
        MessageId = messageId,
        Content = stored.Content,
    });
}
