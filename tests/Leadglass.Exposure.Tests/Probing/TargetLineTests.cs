using System.Net;
using Leadglass.Exposure.Probing;
using Leadglass.TestKit;

namespace Leadglass.Exposure.Tests.Probing;

public sealed class TargetLineTests
{
    private static readonly IPAddress Address = IPAddress.Parse("10.0.0.5");

    private readonly ManualTime _time = new();
    private readonly Pace _pace = new(Targets: 1, Pause: TimeSpan.FromMilliseconds(200), Budget: 60, Timeout: TimeSpan.FromSeconds(3));

    [Fact]
    public async Task Connect_FirstTime_DoesNotPause()
    {
        var (line, dialer) = Line(DialOutcome.Connected);

        Assert.Equal(DialOutcome.Connected, (await line.ConnectAsync(104, Token))!.Value.Outcome);
        Assert.Equal([(new IPEndPoint(Address, 104), _pace.Timeout)], dialer.Connects);
        Assert.Equal(1, line.Connections);
    }

    [Fact]
    public async Task Connect_WhileAConnectionIsOpen_WaitsForItsEnd()
    {
        var (line, dialer) = Line(DialOutcome.Connected, _pace with { Pause = TimeSpan.Zero });
        var first = await line.ConnectAsync(104, Token);
        var second = line.ConnectAsync(11112, Token).AsTask();

        Assert.False(second.IsCompleted);
        Assert.Single(dialer.Connects);

        await first!.Value.Stream!.DisposeAsync();
        await second;
        Assert.Equal(2, dialer.Connects.Count);
        Assert.Equal(1, dialer.MostOpen);
    }

    [Fact]
    public async Task Connect_AfterAConnection_PausesFirst()
    {
        var (line, dialer) = Line(DialOutcome.Connected);
        await (await line.ConnectAsync(104, Token))!.Value.Stream!.DisposeAsync();
        var second = line.ConnectAsync(104, Token).AsTask();

        _time.Advance(_pace.Pause - TimeSpan.FromMilliseconds(1));
        Assert.Single(dialer.Connects);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        await second;
        Assert.Equal(2, dialer.Connects.Count);
    }

    [Fact]
    public async Task Connect_AfterARefusedConnect_NeedsNoPause()
    {
        var (line, dialer) = Line(DialOutcome.Refused);

        for (var port = 1; port <= 5; port++)
            Assert.Equal(DialOutcome.Refused, (await line.ConnectAsync(port, Token))!.Value.Outcome);
        Assert.Equal(5, dialer.Connects.Count);
        Assert.Equal(0, line.Connections);
    }

    [Fact]
    public async Task Connect_DisposedTwice_FreesTheLineOnce()
    {
        var (line, dialer) = Line(DialOutcome.Connected, _pace with { Pause = TimeSpan.Zero });
        var first = await line.ConnectAsync(104, Token);
        await first!.Value.Stream!.DisposeAsync();
        await first.Value.Stream.DisposeAsync();
        await line.ConnectAsync(104, Token);

        Assert.False(line.ConnectAsync(104, Token).AsTask().IsCompleted);
        Assert.Equal(1, dialer.MostOpen);
    }

    [Fact]
    public async Task Connect_BeyondTheBudget_IsRefusedAndSaid()
    {
        var (line, dialer) = Line(DialOutcome.Connected, _pace with { Budget = 2, Pause = TimeSpan.Zero });
        for (var i = 0; i < 2; i++)
            await (await line.ConnectAsync(104, Token))!.Value.Stream!.DisposeAsync();
        Assert.False(line.BudgetExhausted);

        Assert.Null(await line.ConnectAsync(104, Token));
        Assert.True(line.BudgetExhausted);
        Assert.Equal(2, dialer.Connects.Count);
    }

    [Fact]
    public async Task Connect_FromAnotherBudget_LeavesTheTargetsOwn()
    {
        var (line, _) = Line(DialOutcome.Connected, _pace with { Budget = 1, Pause = TimeSpan.Zero });
        var other = new ConnectionBudget(2);
        for (var i = 0; i < 2; i++)
            await (await line.ConnectAsync(2762, other, Token))!.Value.Stream!.DisposeAsync();

        Assert.Null(await line.ConnectAsync(2762, other, Token));
        Assert.Equal((2, true, false), (other.Used, other.Exhausted, line.BudgetExhausted));
        Assert.NotNull(await line.ConnectAsync(104, Token));
        Assert.Equal(3, line.Connections);
    }

    [Fact]
    public async Task Connect_FromAnotherBudget_WaitsForTheSameLine()
    {
        var (line, dialer) = Line(DialOutcome.Connected, _pace with { Pause = TimeSpan.Zero });
        await line.ConnectAsync(104, Token);

        Assert.False(line.ConnectAsync(2762, new ConnectionBudget(1), Token).AsTask().IsCompleted);
        Assert.Equal(1, dialer.MostOpen);
    }

    [Fact]
    public async Task Connect_AddressThatNeverAnswered_GetsLessPatienceAfterTwoPorts()
    {
        var (line, dialer) = Line(DialOutcome.TimedOut);
        for (var port = 1; port <= 4; port++)
            await line.ConnectAsync(port, Token);

        Assert.Equal([3000, 3000, 500, 500], dialer.Connects.Select(c => c.Timeout.TotalMilliseconds));
    }

    [Theory]
    [InlineData(DialOutcome.Refused)]
    [InlineData(DialOutcome.Reset)]
    [InlineData(DialOutcome.Connected)]
    public async Task Connect_AddressThatAnsweredOnce_KeepsFullPatience(DialOutcome answer)
    {
        var outcomes = new Queue<DialOutcome>([answer, DialOutcome.TimedOut, DialOutcome.TimedOut, DialOutcome.TimedOut]);
        var dialer = new ScriptedDialer(_ => outcomes.Dequeue());
        using var line = new TargetLine(Address, dialer, _pace with { Pause = TimeSpan.Zero }, _time);
        for (var port = 1; port <= 4; port++)
        {
            if ((await line.ConnectAsync(port, Token))?.Stream is { } stream)
                await stream.DisposeAsync();
        }

        Assert.All(dialer.Connects, c => Assert.Equal(_pace.Timeout, c.Timeout));
    }

    [Fact]
    public async Task Connect_TimeoutBelowHaste_IsNeverRaised()
    {
        var (line, dialer) = Line(DialOutcome.TimedOut, _pace with { Timeout = TimeSpan.FromMilliseconds(100) });
        for (var port = 1; port <= 4; port++)
            await line.ConnectAsync(port, Token);

        Assert.All(dialer.Connects, c => Assert.Equal(TimeSpan.FromMilliseconds(100), c.Timeout));
    }

    [Fact]
    public async Task Connect_CancelledInThePause_LeavesTheLineFree()
    {
        var (line, dialer) = Line(DialOutcome.Connected);
        await (await line.ConnectAsync(104, Token))!.Value.Stream!.DisposeAsync();
        using var cancellation = new CancellationTokenSource();
        var waiting = line.ConnectAsync(104, cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        var next = line.ConnectAsync(104, Token).AsTask();
        _time.Advance(_pace.Pause);
        await next;
        Assert.Equal(2, dialer.Connects.Count);
    }

    [Fact]
    public async Task Connect_CancelledWhileAnotherIsOpen_NeverConnects()
    {
        var (line, dialer) = Line(DialOutcome.Connected);
        await line.ConnectAsync(104, Token);
        using var cancellation = new CancellationTokenSource();
        var waiting = line.ConnectAsync(104, cancellation.Token).AsTask();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Single(dialer.Connects);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private (TargetLine Line, ScriptedDialer Dialer) Line(DialOutcome always, Pace? pace = null)
    {
        var dialer = new ScriptedDialer(_ => always);
        return (new TargetLine(Address, dialer, pace ?? _pace, _time), dialer);
    }
}
