using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Leadglass.Audit;
using Leadglass.Audit.Syslog;
using Leadglass.Cli.Output;
using Leadglass.Exposure.Probing;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass audit test-sender</c>: send a message to me, and I tell you all that is wrong with it.</summary>
internal sealed class AuditTestSenderCommand : Command
{
    private const int MostMessages = 10_000;

    private readonly Surroundings _surroundings;
    private readonly ReportOutput _output = new();
    private readonly Option<int?> _udp = new("--udp") { Description = "Port for datagrams; 0 takes a free one.", HelpName = "port" };
    private readonly Option<int?> _tcp = new("--tcp") { Description = "Port for TCP in clear text; 0 takes a free one.", HelpName = "port" };
    private readonly Option<int?> _tls = new("--tls") { Description = "Port for TLS; 0 takes a free one. Needs --cert and --key.", HelpName = "port" };
    private readonly Option<string?> _certificate = new("--cert") { Description = "Certificate (PEM) for TLS, with those above it.", HelpName = "file" };
    private readonly Option<string?> _key = new("--key") { Description = "Its private key (PEM).", HelpName = "file" };
    private readonly Option<int> _count = new("--count") { Description = $"Messages after which the report is written, 1 to {MostMessages:N0}; Ctrl-C writes it earlier.", HelpName = "number", DefaultValueFactory = static _ => 1 };
    private readonly Option<string> _bind = new("--bind") { Description = "Address of this machine to listen on.", HelpName = "address", DefaultValueFactory = static _ => Socket.OSSupportsIPv6 ? "::" : "0.0.0.0" };

    public AuditTestSenderCommand(Surroundings surroundings)
        : base("test-sender", "Receives audit messages from a sender and tells everything that is wrong: transport, frame, header, XML, rules.")
    {
        _surroundings = surroundings;
        foreach (var option in new Option[] { _udp, _tcp, _tls, _certificate, _key, _count, _bind })
            Add(option);
        _output.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var options = ReceiverOptions(parsed, errors);
        using var sink = _output.Open(parsed, _surroundings, errors);
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);
        try
        {
            return await ReceiveAsync(options, parsed.GetValue(_count), sink, cancellationToken);
        }
        catch (SocketException e)
        {
            await _surroundings.Error.WriteLineAsync($"leadglass: cannot listen: {VisibleText.Of(e.Message)}. Choose another port or address.");
            return ExitCode.Incomplete;
        }
    }

    private SyslogReceiverOptions ReceiverOptions(ParseResult parsed, List<string> errors)
    {
        if (!IPAddress.TryParse(parsed.GetValue(_bind), out var address))
            errors.Add("--bind must be an IP address of this machine");
        if (parsed.GetValue(_count) is < 1 or > MostMessages)
            errors.Add($"--count must be between 1 and {MostMessages:N0}");
        if ((parsed.GetValue(_udp) ?? parsed.GetValue(_tcp) ?? parsed.GetValue(_tls)) is null)
            errors.Add("say where to listen: --udp, --tcp or --tls with a port");
        var own = PemFiles.WithKey(parsed.GetValue(_certificate), parsed.GetValue(_key), errors);
        if (parsed.GetValue(_tls) is not null && own is null && errors.Count == 0)
            errors.Add("--tls needs --cert and --key (leadglass tls pki new DIR makes both)");
        return new SyslogReceiverOptions
        {
            Udp = Endpoint(_udp),
            Tcp = Endpoint(_tcp),
            Tls = Endpoint(_tls),
            Certificates = own is null ? null : [own, .. PemFiles.Certificates(parsed.GetValue(_certificate), "--cert", errors)?.Skip(1) ?? []],
            Time = _surroundings.Time,
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

    private async Task<int> ReceiveAsync(SyslogReceiverOptions options, int count, ReportSink sink, CancellationToken cancellationToken)
    {
        // Bounded, so that a sender that floods waits instead of filling the memory.
        var arrivals = Channel.CreateBounded<ReceivedMessage>(64);
        var receiver = SyslogReceiver.Start(options, async message =>
        {
            try
            {
                await arrivals.Writer.WriteAsync(message, CancellationToken.None);
            }
            catch (ChannelClosedException)
            {
                // Enough was seen.
            }
        });
        try
        {
            var tool = $"leadglass {Identity.Version}";
            var startedAt = _surroundings.Time.GetUtcNow();
            sink.Start(tool, "audit test-sender", startedAt);
            await _surroundings.Error.WriteLineAsync($"Send {(count == 1 ? "a message" : $"{count:N0} messages")} to {string.Join(", ", Listening(receiver))}.");
            var (report, sensitive) = await JudgeAsync(arrivals.Reader, count, sink, cancellationToken);
            return sink.Finish(report.Build(tool, startedAt, _surroundings.Time.GetUtcNow()), sensitive);
        }
        finally
        {
            arrivals.Writer.TryComplete();
            await receiver.DisposeAsync();
        }
    }

    private static async Task<(AuditReport Report, List<SensitiveValue> Sensitive)> JudgeAsync(
        ChannelReader<ReceivedMessage> arrivals, int count, ReportSink sink, CancellationToken cancellationToken)
    {
        var report = new AuditReport("audit test-sender");
        var sensitive = new List<SensitiveValue>();
        var seen = 0;
        try
        {
            while (seen < count)
            {
                var message = await arrivals.ReadAsync(cancellationToken);
                var (target, findings) = report.Add($"{message.Remote}#{++seen}", source: null, message);
                sink.Stream(target, findings);
                sensitive.Add(new SensitiveValue(SensitiveKind.Host, $"{message.Remote!.Address}"));
            }
        }
        catch (OperationCanceledException)
        {
            report.AddUnread("sender", seen == 0 ? "no message came" : $"ended after {seen:N0} of {count:N0} messages");
        }

        return (report, sensitive);
    }

    private static IEnumerable<string> Listening(SyslogReceiver receiver)
    {
        foreach (var (scheme, endpoint) in new[] { ("udp", receiver.Udp), ("tcp", receiver.Tcp), ("tls", receiver.Tls) })
        {
            if (endpoint is not null)
                yield return $"{scheme} port {endpoint.Port}";
        }
    }
}
