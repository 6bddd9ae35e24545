using System.Net;
using Leadglass.Audit.Alerts;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Storage;
using Leadglass.Audit.Syslog;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary>Watches a store while messages are received, and tells what it notices to whom the command line names.</summary>
internal sealed class AuditAlertService : IAsyncDisposable
{
    private static readonly TimeSpan WebhookPatience = TimeSpan.FromSeconds(10);

    private readonly Surroundings _surroundings;
    private readonly TextWriter _error;
    private readonly bool _prints;
    private readonly IAuditStore _store;
    private readonly SyslogSender? _sender;
    private readonly HttpClient? _client;
    private readonly List<AlertDelivery> _deliveries = [];
    private readonly AlertWatcher _watcher;
    private bool _hasEnded;

    public AuditAlertService(AuditAlertPlan plan, AuditStoreAddress address, Surroundings surroundings, TextWriter error, Func<DateTimeOffset> storedUntil)
    {
        (_surroundings, _error, _prints) = (surroundings, error, plan.Prints);
        if (plan.Syslog is { } receiver)
        {
            _sender = new SyslogSender(receiver);
            _deliveries.Add(new AlertDelivery($"{receiver.Receiver}", SendAsync, surroundings.Time, Failed));
        }

        if (plan.Webhook is { } url)
        {
            _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxResponseDrainSize = 0 }) { Timeout = WebhookPatience };
            var webhook = new AlertWebhook(_client, url);
            _deliveries.Add(new AlertDelivery(url.Authority, (alert, _, cancellationToken) => webhook.SendAsync(alert, cancellationToken), surroundings.Time, Failed));
        }

        _store = address.Open(AuditStoreMode.Write);
        _watcher = new AlertWatcher(_store, address.Uri, new AuditSource { Id = Environment.MachineName }, surroundings.Time, Tell, Failed, storedUntil);
    }

    /// <summary>Says that something was appended to the store.</summary>
    public void Stored() => _watcher.Stored();

    public async ValueTask DisposeAsync()
    {
        if (_hasEnded)
            return;
        _hasEnded = true;
        await _watcher.DisposeAsync();
        foreach (var delivery in _deliveries)
            await delivery.DisposeAsync();
        await (_sender?.DisposeAsync() ?? ValueTask.CompletedTask);
        _client?.Dispose();
        _store.Dispose();
    }

    private void Tell(Alert alert, AuditMessage message)
    {
        var finding = alert.Finding;
        if (_prints)
        {
            _surroundings.Out.WriteLine(VisibleText.Of($"ALERT  {finding.Severity.ToString().ToLowerInvariant()}  {finding.Rule.Id}  {finding.Rule.Title}. {string.Join(' ', finding.Evidence)}"));
            _surroundings.Out.Flush();
        }

        // What is not certain is for those who look, not for those who are called.
        foreach (var delivery in finding.IsProblem ? _deliveries : [])
            delivery.Take(alert, message);
    }

    private async Task<string?> SendAsync(Alert alert, AuditMessage message, CancellationToken cancellationToken)
    {
        var octets = SyslogWriter.Write(new SyslogMessage
        {
            Priority = 84, // facility 10, severity 4: warning
            Timestamp = AuditTime.Format(_surroundings.Time.GetLocalNow()),
            HostName = SyslogWriter.Field(Dns.GetHostName(), 255),
            AppName = "leadglass",
            ProcessId = $"{Environment.ProcessId}",
            Content = AuditMessageWriter.Write(message, oneLine: true),
        });
        // Only a proper end of the connection tells that it arrived.
        return await _sender!.SendAsync(octets, cancellationToken) ?? await _sender.CloseAsync(cancellationToken);
    }

    private void Failed(string reason) => _error.WriteLine($"leadglass: {VisibleText.Of(reason)}.");
}
