using System.CommandLine;
using System.Globalization;
using System.Net;
using Leadglass.Exposure.Targets;
using Leadglass.Findings;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Cli.Commands;

/// <summary>Which server a campaign talks to, what it may do to it, and who starts it: the same for conversations and for requests.</summary>
/// <param name="surroundings">Where to write.</param>
/// <param name="stores">What <c>--store</c> allows, as its help says it.</param>
internal sealed class FuzzServerOptions(Surroundings surroundings, string stores)
{
    private const double UsualRate = 10;

    private readonly Argument<string[]> _server = new("server") { Description = "Behind --: the server's program and its arguments, to be started, watched and started again.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _timeout = new("--timeout") { Description = "Time for one answer.", HelpName = FuzzCampaignOptions.TimeName, DefaultValueFactory = _ => "5s" };
    private readonly Option<int> _memory = new("--memory") { Description = "Memory of a server that is started here, in MiB.", HelpName = "MiB", DefaultValueFactory = _ => 1024 };
    private readonly Option<bool> _store = new("--store") { Description = stores };
    private readonly Option<double?> _rate = new("--rate") { Description = $"Connections a second at most. Default: no limit on loopback, {UsualRate.ToString(CultureInfo.InvariantCulture)} elsewhere.", HelpName = "n" };
    private readonly Option<string?> _scope = new("--scope") { Description = "Which other addresses than loopback may be tested like this: its 'intrusive' (see: leadglass scope init).", HelpName = "scope.yaml" };
    private readonly Option<string?> _replay = new("--replay") { Description = "Only play this reproducer and say what happens.", HelpName = "file" };

    /// <summary>Adds them; behind the argument that names the server.</summary>
    public void AddTo(Command command)
    {
        command.Add(_server);
        foreach (var option in new Option[] { _timeout, _memory, _store, _rate, _scope, _replay })
            command.Add(option);
    }

    /// <summary>The options that change what one case does.</summary>
    public IReadOnlyList<Option> OfACase => [_timeout, _memory, _store, _scope];

    /// <summary>What may leave something behind is sent as well.</summary>
    public bool Stores(ParseResult parsed) => parsed.GetValue(_store);

    /// <summary>The reproducer that is all to be played; null for a campaign.</summary>
    public string? Replay(ParseResult parsed) => parsed.GetValue(_replay);

    /// <summary>The server to be started; null where it runs already.</summary>
    public CommandTarget? Server(ParseResult parsed, List<string> errors)
    {
        if (parsed.GetValue(_server) is not { Length: > 0 } words)
            return null;
        var server = CommandTarget.TryRead(words, takesFile: false, out var error);
        if (server is null)
            errors.Add(error);
        return server;
    }

    /// <summary>What one case may cost; with every mistake in the other options.</summary>
    public ExecutionLimits Limits(ParseResult parsed, List<string> errors)
    {
        if (parsed.GetValue(_memory) is < 16 or > 1 << 20)
            errors.Add("--memory must be between 16 and 1048576 MiB");
        if (parsed.GetValue(_rate) is <= 0 or > 100_000)
            errors.Add("--rate must be above 0 and at most 100000");
        if (Replay(parsed) is { } replayed && !File.Exists(replayed))
            errors.Add($"--replay {replayed}: there is no such file");
        return new ExecutionLimits
        {
            Wall = FuzzTargetOptions.Time("--timeout", parsed.GetValue(_timeout), errors) ?? TimeSpan.Zero,
            Memory = (long)parsed.GetValue(_memory) << 20,
            AddressSpace = false,
        };
    }

    /// <summary>The file that allows other addresses than loopback; null without one.</summary>
    public Scope? Scope(ParseResult parsed, List<string> errors) => ScopeGate.Read(parsed.GetValue(_scope), errors);

    /// <summary>Connections a second at most; null for no limit.</summary>
    public double? Rate(ParseResult parsed, IPAddress address) => parsed.GetValue(_rate) ?? (IPAddress.IsLoopback(address) ? null : UsualRate);

    /// <summary>Where the server is, once the scope allows to test it; or the exit code of what was said instead.</summary>
    public async Task<(IPEndPoint? Endpoint, int Refused)> ResolveAsync(TargetRequest request, int port, Scope? scope, CancellationToken cancellation)
    {
        var now = surroundings.Time.GetUtcNow();
        var resolved = await new TargetResolver(Dns.GetHostAddressesAsync, surroundings.Time).ResolveAsync([request], [port], cancellation);
        if ((ScopeGate.Refusal(resolved, scope, now) ?? ScopeGate.IntrusiveRefusal(resolved, scope, now, "Broken input can stop a system: fuzzing")) is var (exitCode, reasons))
            return (null, await ScopeGate.RefuseAsync(surroundings, exitCode, reasons));
        return resolved.Targets.FirstOrDefault() is { } found
            ? (new IPEndPoint(found.Address, found.Ports[0]), 0)
            : (null, await ScopeGate.RefuseAsync(surroundings, ExitCode.Incomplete, [$"{request.Text} is not known to the resolver"]));
    }

    /// <summary>What would be done, in lines, for a dry run.</summary>
    /// <param name="where">Where it would go.</param>
    /// <param name="server">The server to be started, if any.</param>
    /// <param name="asked">How a server that is not started here is asked whether it still answers.</param>
    /// <param name="leaves">What would be left behind.</param>
    /// <param name="rate">Connections a second at most.</param>
    public static IReadOnlyList<string> Plan(string where, CommandTarget? server, string asked, string leaves, double? rate) =>
    [
        $"Nothing was sent. It would go to {where}",
        $"server     {(server is null ? $"not started here; whether it still answers is asked by {asked}" : $"started here: {server.CommandLine}")}",
        $"leaves     {leaves}",
        $"rate       {(rate is { } most ? $"{most.ToString(CultureInfo.InvariantCulture)} connections a second at most" : "as fast as it answers")}",
    ];

    /// <summary>Plays one case with the server and says what happens.</summary>
    public Task<int> ReplayAsync(IExecutor executor, ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
        ReplayAsync(surroundings, executor, bytes, [], "The server answered", "Afterwards it answers as before.", cancellation);

    /// <summary>Plays one case with a peer and says what happens.</summary>
    /// <param name="surroundings">Where to write.</param>
    /// <param name="executor">What plays it.</param>
    /// <param name="bytes">The case.</param>
    /// <param name="declaredExits">The exit codes that the peer may end with.</param>
    /// <param name="heard">What stands before what the peer said.</param>
    /// <param name="well">What is said where nothing is wrong.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<int> ReplayAsync(
        Surroundings surroundings, IExecutor executor, ReadOnlyMemory<byte> bytes, IReadOnlyCollection<int> declaredExits, string heard, string well, CancellationToken cancellation)
    {
        var run = await executor.RunAsync(bytes, cancellation);
        if (run.Ending == RunEnding.NotStarted)
            return await ScopeGate.RefuseAsync(surroundings, ExitCode.Incomplete, [run.Errors]);
        var failure = FailureReader.Read(run, declaredExits);
        await surroundings.Out.WriteLineAsync(VisibleText.Of($"{heard}: {run.Answer}"));
        await surroundings.Out.WriteLineAsync(VisibleText.Of(failure is null ? well : $"{failure.Id}  {failure.Kind}, {failure.Place} (CWE-{failure.Cwe})"));
        return failure is null ? ExitCode.Clean : ExitCode.Findings;
    }
}
