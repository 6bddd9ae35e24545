using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Leadglass.Audit.Storage;
using Leadglass.Audit.Syslog;
using Leadglass.Audit.Web;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass audit serve</c>: receives audit messages and keeps them.</summary>
internal sealed class AuditServeCommand : Command
{
    /// <summary>What the file of checkpoints has behind the name of its store.</summary>
    public const string CheckpointExtension = ".checkpoints";

    private const int LongestInterval = 86_400;
    private const int MuchWaiting = 8 * 1024 * 1024; // more than a second's work

    private readonly Surroundings _surroundings;
    private readonly AuditListening _listening = new();
    private readonly Option<string> _store = new("--store") { Description = "File that keeps the messages, made if it is not there; or a database of PostgreSQL, as Host=...;Database=...", HelpName = "store", Required = true };
    private readonly Option<string?> _journal = new("--journal") { Description = $"File on a local disk in which messages wait for the store; the name of the store with {AuditJournal.Extension} behind it by default, if the store is a file.", HelpName = "file" };
    private readonly Option<bool> _tls13 = new("--tls13") { Description = "Take TLS 1.3 besides 1.2. Senders that never read may then lose messages when they close." };

    private readonly AuditWeb _web = new();
    private readonly AuditAlerting _alerting = new();
    private readonly Option<string?> _sign = new("--sign") { Description = "ECDSA private key (PEM): signs where the chain ends, so that its end cannot be cut off unnoticed.", HelpName = "key.pem" };
    private readonly Option<string?> _checkpoints = new("--checkpoints") { Description = $"File that the signed statements are added to; the name of the store with {CheckpointExtension} behind it by default, if the store is a file.", HelpName = "file" };
    private readonly Option<int> _every = new("--checkpoint-every") { Description = "Seconds between two signatures; none where nothing came.", HelpName = "seconds", DefaultValueFactory = static _ => 60 };

    public AuditServeCommand(Surroundings surroundings)
        : base("serve", "Receives audit messages by syslog and keeps them in a store that shows every change.")
    {
        _surroundings = surroundings;
        Add(_store);
        Add(_journal);
        _listening.AddTo(this);
        Add(_tls13);
        _web.AddTo(this);
        Add(_sign);
        Add(_checkpoints);
        Add(_every);
        _alerting.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var options = _listening.Read(parsed, _surroundings.Time, errors, _web.IsAsked(parsed)) with
        {
            Protocols = parsed.GetValue(_tls13) ? SslProtocols.Tls12 | SslProtocols.Tls13 : SslProtocols.Tls12,
        };
        using var key = SignedManifest.Key(parsed.GetValue(_sign), errors);
        if (key is null && (parsed.GetValue(_checkpoints) is not null || parsed.GetResult(_every) is { Implicit: false }) && errors.Count == 0)
            errors.Add("--checkpoints and --checkpoint-every need --sign");
        var address = new AuditStoreAddress(parsed.GetValue(_store)!);
        if (key is not null && !address.IsFile && parsed.GetValue(_checkpoints) is null)
            errors.Add("--sign needs --checkpoints where the store is no file");
        var journalPath = parsed.GetValue(_journal) ?? address.Journal;
        if (journalPath is null)
            errors.Add("--journal is needed where the store is no file: messages wait there until the database has them");
        if (parsed.GetValue(_every) is < 1 or > LongestInterval)
            errors.Add($"--checkpoint-every must be between 1 and {LongestInterval}");
        var web = _web.Read(parsed, options, _listening.Address(parsed), address, _surroundings.Time, errors);
        var (alertsTo, refused) = await _alerting.ReadAsync(parsed, _surroundings.Time, errors, cancellationToken);
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, refused ? ExitCode.Refused : ExitCode.Usage, errors);

        var error = TextWriter.Synchronized(_surroundings.Error);
        using var store = address.Open(AuditStoreMode.Create);
        // A store of its own: the recorder appends to the other one meanwhile.
        using var signed = key is null ? null : address.Open(AuditStoreMode.Read);
        var checkpointer = key is null ? null : new Checkpointer(signed!, new CheckpointFile(parsed.GetValue(_checkpoints) ?? address.Text + CheckpointExtension), statement => key.TrySign(statement)!, _surroundings.Time);
        if (checkpointer?.Contradiction(checkpoint => key!.Verifies(checkpoint.ToStatement(), checkpoint.Signature.Span)) is { } reason)
        {
            error.WriteLine($"leadglass: the store is not the one that was signed: {reason}. Nothing is received. Keep the store and its checkpoints, they are evidence; to go on, choose another --store.");
            return ExitCode.Findings;
        }

        using var journal = AuditJournal.Open(journalPath!, Told);
        if (journal.Waiting > 0)
            error.WriteLine($"{journal.Waiting:N0} octets of messages wait in {VisibleText.Of(journal.Path)} from before, and are taken into the store first.");
        AuditRecorder? recorder = null;
        await using var alerts = alertsTo?.Start(address, _surroundings, error, () => recorder?.StoredUntil ?? DateTimeOffset.UnixEpoch);
        recorder = new AuditRecorder(store, journal, _surroundings.Time, Told, alerts is null ? null : alerts.Stored);
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
                await using var pages = web is null ? null : await AuditWebServer.StartAsync(web, () => address.Open(AuditStoreMode.Write));
                if (pages is not null)
                    error.WriteLine($"Pages to search: {(web!.Certificates is null ? "http" : "https")}://{(IPAddress.IsLoopback(pages.Endpoint.Address) ? "localhost" : Environment.MachineName)}:{pages.Endpoint.Port}/");
                error.WriteLine($"{(AuditListening.Describe(receiver) is { Length: > 0 } places ? $"Keeping what comes to {places}. " : "")}Ctrl-C ends.");
                await (checkpointer?.RunAsync(TimeSpan.FromSeconds(parsed.GetValue(_every)), Failed, cancellationToken)
                    ?? Task.Delay(Timeout.InfiniteTimeSpan, _surroundings.Time, cancellationToken).ContinueWith(static _ => { }, TaskScheduler.Default));
            }
            catch (SocketException e)
            {
                error.WriteLine($"leadglass: cannot listen: {VisibleText.Of(e.Message)}. Choose another port or address.");
                return ExitCode.Incomplete;
            }

            if (journal.Waiting > MuchWaiting)
                error.WriteLine($"{journal.Waiting:N0} octets of messages are taken into the store before the end; who cannot wait may kill the service, the next start takes them.");
        }

        if (alerts is not null)
            await alerts.DisposeAsync();

        // What came while the service ended is covered as well.
        var signedToTheEnd = checkpointer?.TryMake(Failed) ?? true;
        await _surroundings.Out.WriteLineAsync($"Ended: {Words(recorder.Total)}.");
        if (journal.Waiting > 0)
            error.WriteLine($"leadglass: {journal.Waiting:N0} octets of messages wait in {VisibleText.Of(journal.Path)}: keep that file, the next start takes them into the store.");
        return recorder.Total.Refused == 0 && signedToTheEnd && journal.Waiting == 0 ? ExitCode.Clean : ExitCode.Incomplete;

        void Told(string what) => error.WriteLine($"leadglass: {VisibleText.Of(what)}. The service goes on.");

        void Failed(string reason) => error.WriteLine($"leadglass: {VisibleText.Of(reason)}. Nothing that was stored is lost; the next checkpoint covers it.");
    }

    private static string Words(RecorderCounts counts) => $"{counts.Received:N0} received, {counts.Stored:N0} stored, {counts.Refused:N0} refused";
}
