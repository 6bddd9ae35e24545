using System.Threading.Channels;
using Leadglass.Audit.Messages;

namespace Leadglass.Audit.Alerts;

/// <summary>Sends alerts to one place, one after another, without making anybody wait. Tries again for half a minute; then says that it gave one up.</summary>
public sealed class AlertDelivery : IAsyncDisposable
{
    private const int MostWaiting = 1_000;

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(25)];
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    private readonly string _name;
    private readonly Func<Alert, AuditMessage, CancellationToken, Task<string?>> _send;
    private readonly TimeProvider _time;
    private readonly Action<string> _failed;
    private readonly Channel<(Alert Alert, AuditMessage Message)> _waiting = Channel.CreateBounded<(Alert, AuditMessage)>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _sending;

    /// <summary>Begins to send what comes.</summary>
    /// <param name="name">Where to, for people.</param>
    /// <param name="send">Sends one; says why not, or <see langword="null"/>. It must not throw but for its cancellation.</param>
    /// <param name="time">The clock.</param>
    /// <param name="failed">Told what was not sent, and why. It must not throw.</param>
    public AlertDelivery(string name, Func<Alert, AuditMessage, CancellationToken, Task<string?>> send, TimeProvider time, Action<string> failed)
    {
        (_name, _send, _time, _failed) = (name, send, time, failed);
        _sending = Task.Run(RunAsync);
    }

    /// <summary>Takes an alert. When too many wait, it is not sent, and that is told.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="message">The same as a message.</param>
    public void Take(Alert alert, AuditMessage message)
    {
        ArgumentNullException.ThrowIfNull(alert);
        if (!_waiting.Writer.TryWrite((alert, message)))
            GiveUp(alert, $"{MostWaiting:N0} wait already");
    }

    /// <summary>Sends what waits, for ten seconds at most.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        try
        {
            await _sending.WaitAsync(Farewell, _time);
        }
        catch (TimeoutException)
        {
            await _stopping.CancelAsync();
            await _sending;
        }

        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        await foreach (var (alert, message) in _waiting.Reader.ReadAllAsync())
        {
            try
            {
                if (await SendAsync(alert, message) is { } reason)
                    GiveUp(alert, reason);
            }
            catch (OperationCanceledException)
            {
                GiveUp(alert, "the service ends");
            }
        }
    }

    private async Task<string?> SendAsync(Alert alert, AuditMessage message)
    {
        foreach (var pause in Pauses)
        {
            if (await _send(alert, message, _stopping.Token) is null)
                return null;
            await Task.Delay(pause, _time, _stopping.Token);
        }

        return await _send(alert, message, _stopping.Token);
    }

    private void GiveUp(Alert alert, string reason) => _failed($"alert {alert.Finding.Rule.Id} about record {alert.Incident.Sequence} was not sent to {_name}: {reason}. It is in the store");
}
