using System.Net;

namespace Leadglass.Exposure.Probing;

/// <summary>
/// The line to one target: every connection to an address goes through its one line, which hands out one at a time,
/// pauses between them and stops at the budget that they are taken from.
/// </summary>
internal sealed class TargetLine(IPAddress address, IDialer dialer, Pace pace, TimeProvider time) : IDisposable
{
    // A host that has never answered and lets connects time out is most likely not there: later ports get less patience.
    private const int SilentConnectsBeforeHaste = 2;
    private static readonly TimeSpan HastyTimeout = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _free = new(1, 1);
    private readonly ConnectionBudget _budget = new(pace.Budget);
    private int _silentConnects;
    private bool _answered;

    public IPAddress Address => address;

    public TimeSpan Timeout => pace.Timeout;

    public TimeProvider Time => time;

    /// <summary>Connections opened so far, from whichever budget.</summary>
    public int Connections { get; private set; }

    /// <summary>Whether a connection was wanted that the target's own budget did not allow.</summary>
    public bool BudgetExhausted => _budget.Exhausted;

    /// <summary>Opens the next connection once the previous one is closed and the pause is over; <see langword="null"/> when the budget is used up.</summary>
    public ValueTask<DialResult?> ConnectAsync(int port, CancellationToken cancellationToken) => ConnectAsync(port, _budget, cancellationToken);

    /// <summary>The same from another budget, for a purpose that must not use up what the other questions need.</summary>
    public async ValueTask<DialResult?> ConnectAsync(int port, ConnectionBudget budget, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        var connected = false;
        try
        {
            if (!budget.Allows())
                return null;

            if (Connections > 0 && pace.Pause > TimeSpan.Zero)
                await Task.Delay(pace.Pause, time, cancellationToken);

            var inHaste = !_answered && _silentConnects >= SilentConnectsBeforeHaste && pace.Timeout > HastyTimeout;
            var timeout = inHaste ? HastyTimeout : pace.Timeout;
            var result = await dialer.ConnectAsync(new IPEndPoint(address, port), timeout, cancellationToken);
            Note(result.Outcome, budget);
            if (result.Outcome != DialOutcome.Connected)
                return result;
            connected = true;
            return result with { Stream = new LineStream(result.Stream!, () => _free.Release()) };
        }
        finally
        {
            if (!connected)
                _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();

    private void Note(DialOutcome outcome, ConnectionBudget budget)
    {
        switch (outcome)
        {
            case DialOutcome.Connected:
                Connections++;
                budget.Count();
                _answered = true;
                break;
            case DialOutcome.Refused or DialOutcome.Reset:
                _answered = true;
                break;
            case DialOutcome.TimedOut:
                _silentConnects++;
                break;
            default:
                break;
        }
    }
}
