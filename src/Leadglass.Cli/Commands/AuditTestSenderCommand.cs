using System.CommandLine;
using System.Net.Sockets;
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
    private readonly AuditListening _listening = new();
    private readonly Option<int> _count = new("--count") { Description = $"Messages after which the report is written, 1 to {MostMessages:N0}; Ctrl-C writes it earlier.", HelpName = "number", DefaultValueFactory = static _ => 1 };

    public AuditTestSenderCommand(Surroundings surroundings)
        : base("test-sender", "Receives audit messages from a sender and tells everything that is wrong: transport, frame, header, XML, rules.")
    {
        _surroundings = surroundings;
        _listening.AddTo(this);
        Add(_count);
        _output.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        if (parsed.GetValue(_count) is < 1 or > MostMessages)
            errors.Add($"--count must be between 1 and {MostMessages:N0}");
        var options = _listening.Read(parsed, _surroundings.Time, errors);
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
            await _surroundings.Error.WriteLineAsync($"Send {(count == 1 ? "a message" : $"{count:N0} messages")} to {AuditListening.Describe(receiver)}.");
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
}
