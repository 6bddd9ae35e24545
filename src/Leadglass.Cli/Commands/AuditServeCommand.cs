using System.CommandLine;
using System.Net.Sockets;
using System.Security.Authentication;
using Leadglass.Audit.Storage;
using Leadglass.Audit.Syslog;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass audit serve</c>: receives audit messages and keeps them.</summary>
internal sealed class AuditServeCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly AuditListening _listening = new();
    private readonly Option<string> _store = new("--store") { Description = "File that keeps the messages; made if it is not there.", HelpName = "file", Required = true };
    private readonly Option<bool> _tls13 = new("--tls13") { Description = "Take TLS 1.3 besides 1.2. Senders that never read may then lose messages when they close." };

    public AuditServeCommand(Surroundings surroundings)
        : base("serve", "Receives audit messages by syslog and keeps them in a store that shows every change.")
    {
        _surroundings = surroundings;
        Add(_store);
        _listening.AddTo(this);
        Add(_tls13);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var options = _listening.Read(parsed, _surroundings.Time, errors) with
        {
            Protocols = parsed.GetValue(_tls13) ? SslProtocols.Tls12 | SslProtocols.Tls13 : SslProtocols.Tls12,
        };
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        var error = TextWriter.Synchronized(_surroundings.Error);
        using var store = SqliteAuditStore.Open(parsed.GetValue(_store)!, AuditStoreMode.Create);
        var recorder = new AuditRecorder(store, _surroundings.Time, reason => error.WriteLine($"leadglass: {VisibleText.Of(reason)}. Their connections are reset; the service goes on."));
        await using (recorder)
        {
            try
            {
                await using var receiver = SyslogReceiver.Start(options, recorder.TakeAsync, async (transport, remote) =>
                {
                    var counts = await recorder.SettleAsync(transport, remote);
                    error.WriteLine($"{transport.ToString().ToLowerInvariant()} {remote}: {Words(counts)}.");
                    return counts.Refused == 0;
                });
                error.WriteLine($"Keeping what comes to {AuditListening.Describe(receiver)}. Ctrl-C ends.");
                await Task.Delay(Timeout.InfiniteTimeSpan, _surroundings.Time, cancellationToken).ContinueWith(static _ => { }, TaskScheduler.Default);
            }
            catch (SocketException e)
            {
                error.WriteLine($"leadglass: cannot listen: {VisibleText.Of(e.Message)}. Choose another port or address.");
                return ExitCode.Incomplete;
            }
        }

        await _surroundings.Out.WriteLineAsync($"Ended: {Words(recorder.Total)}.");
        return recorder.Total.Refused == 0 ? ExitCode.Clean : ExitCode.Incomplete;
    }

    private static string Words(RecorderCounts counts) => $"{counts.Received:N0} received, {counts.Stored:N0} stored, {counts.Refused:N0} refused";
}
