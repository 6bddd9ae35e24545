using System.CommandLine;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Leadglass.Audit.Building;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Syslog;
using Leadglass.Exposure.Targets;
using Leadglass.Exposure.Watching;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary>The options that say who is told of changes.</summary>
internal sealed class WatchListeners(Surroundings surroundings)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Option<string?> _lines = new("--jsonl") { Description = "File to which each change is added as a line of JSON.", HelpName = "file" };
    private readonly Option<string?> _webhook = new("--webhook") { Description = "Post each change as JSON; https, or http to this machine.", HelpName = "url" };
    private readonly Option<string?> _syslog = new("--syslog") { Description = "Send each change as a Security Alert: tls://host:6514, tcp://host:601 or udp://host:514.", HelpName = "address" };
    private readonly Option<string?> _authorities = new("--ca") { Description = "Certificates (PEM) that the certificate behind --syslog must come from; those of this machine otherwise.", HelpName = "file" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _lines, _webhook, _syslog, _authorities })
            command.Add(option);
    }

    /// <summary>Reads the options.</summary>
    public async Task<Opened> OpenAsync(ParseResult parsed, Scope? scope, List<string> errors, CancellationToken cancellationToken)
    {
        Uri? webhook = null;
        if (parsed.GetValue(_webhook) is { } url && (!Uri.TryCreate(url, UriKind.Absolute, out webhook) || !(webhook.Scheme == Uri.UriSchemeHttps || (webhook.Scheme == Uri.UriSchemeHttp && webhook.IsLoopback))))
            errors.Add("--webhook must be an address that begins with https://, or with http:// on this machine");
        SyslogSenderOptions? receiver = null;
        var authorities = PemFiles.Certificates(parsed.GetValue(_authorities), "--ca", errors);
        if (parsed.GetValue(_syslog) is { } text)
        {
            var (address, reason, _) = await AuditReceiverAddress.ReadAsync(text, scope, surroundings.Time, cancellationToken, _syslog.Name);
            if (address is null)
                errors.Add(reason);
            else
                receiver = new SyslogSenderOptions { Receiver = address.Endpoint, Transport = address.Transport, ReceiverName = address.Host, Authorities = authorities, Time = surroundings.Time };
        }

        return new Opened(surroundings, parsed.GetValue(_lines), webhook, receiver);
    }

    /// <summary>Those who are told. Each is told of each change at least once: who could not be, is told with the next check, or by the next process.</summary>
    internal sealed class Opened : IAsyncDisposable
    {
        private readonly Surroundings _surroundings;
        private readonly HttpClient? _client;
        private readonly SyslogSender? _sender;
        private readonly List<(string Name, Func<Change, CancellationToken, Task<string?>> Tell)> _all = [];

        public Opened(Surroundings surroundings, string? lines, Uri? webhook, SyslogSenderOptions? receiver)
        {
            _surroundings = surroundings;
            if (lines is not null)
                _all.Add(("jsonl", (change, _) => Append(lines, change)));
            if (webhook is not null)
            {
                _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxResponseDrainSize = 0 }) { Timeout = Patience };
                _all.Add(("webhook", (change, cancellationToken) => PostAsync(webhook, change, cancellationToken)));
            }

            if (receiver is not null)
            {
                _sender = new SyslogSender(receiver);
                _all.Add(("syslog", SendAsync));
            }

            // Last: who reads it there may look for it elsewhere at once.
            _all.Add(("terminal", (change, _) => Print(change)));
        }

        public IReadOnlyList<string> Names => [.. _all.Select(static listener => listener.Name)];

        /// <summary>Tells everybody what they have not been told.</summary>
        public async Task TellAsync(WatchStore store, CancellationToken cancellationToken)
        {
            foreach (var (name, tell) in _all)
            {
                foreach (var (number, change) in store.Waiting(name))
                {
                    if (await tell(change, cancellationToken) is { } reason)
                    {
                        await _surroundings.Error.WriteLineAsync($"leadglass: --{name}: {VisibleText.Of(reason)}. It is tried again with the next check.");
                        break;
                    }

                    store.Told(number, name);
                }
            }
        }

        public async ValueTask DisposeAsync()
        {
            _client?.Dispose();
            await (_sender?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        private async Task<string?> Print(Change change)
        {
            await _surroundings.Out.WriteLineAsync(VisibleText.Of($"{change.Time.ToLocalTime():yyyy-MM-dd HH:mm:ss zzz}  {change.Severity.ToString().ToLowerInvariant()}  {change.Kind}  {change.Target}  {change.Words}"));
            await _surroundings.Out.FlushAsync();
            return null;
        }

        private static async Task<string?> Append(string path, Change change)
        {
            try
            {
                await using var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
                await stream.WriteAsync(Encoding.UTF8.GetBytes(Json(change).ToJsonString() + "\n"));
                stream.Flush(flushToDisk: true);
                return null;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return e.Message;
            }
        }

        private async Task<string?> PostAsync(Uri url, Change change, CancellationToken cancellationToken)
        {
            try
            {
                using var content = new StringContent(Json(change).ToJsonString(), Encoding.UTF8, "application/json");
                using var response = await _client!.PostAsync(url, content, cancellationToken);
                return response.IsSuccessStatusCode ? null : $"{url.Authority} answered {(int)response.StatusCode}";
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                return $"{url.Authority}: {e.Message}";
            }
        }

        private async Task<string?> SendAsync(Change change, CancellationToken cancellationToken)
        {
            var alert = new SecurityAlert
            {
                Kind = change.Kind is ChangeKind.PolicyLoosened or ChangeKind.EncryptionLost or ChangeKind.CertificateExpires ? SecurityAlertKind.SecurityConfiguration
                    : change.Kind is ChangeKind.ProductChanged or ChangeKind.NewAdvisory ? SecurityAlertKind.SoftwareConfiguration : SecurityAlertKind.NetworkConfiguration,
                Source = new AuditSource { Id = Environment.MachineName },
                Time = change.Time.ToLocalTime(),
                Reporters = [Participants.ThisProcess()],
                Subjects = [Objects.AlertSubject(AlertSubjectKind.Node, VisibleText.Of(change.Target), VisibleText.Of($"{change.Kind}: {change.Words}"))],
            };
            var octets = SyslogWriter.Write(new SyslogMessage
            {
                Priority = 84, // facility 10, severity 4: warning
                Timestamp = AuditTime.Format(_surroundings.Time.GetLocalNow()),
                HostName = SyslogWriter.Field(Dns.GetHostName(), 255),
                AppName = "leadglass",
                ProcessId = $"{Environment.ProcessId}",
                Content = AuditMessageWriter.Write(alert.ToMessage(), oneLine: true),
            });
            // Only a proper end of the connection tells that it arrived.
            return await _sender!.SendAsync(octets, cancellationToken) ?? await _sender.CloseAsync(cancellationToken);
        }

        private static JsonObject Json(Change change) => new()
        {
            ["time"] = AuditTime.Format(change.Time),
            ["kind"] = $"{change.Kind}",
            ["severity"] = change.Severity.ToString().ToLowerInvariant(),
            ["target"] = change.Target,
            ["words"] = change.Words,
        };
    }
}
