using System.CommandLine;
using System.Globalization;
using System.Net;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Targets;
using Leadglass.Findings;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Sessions;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass fuzz scp</c>: a campaign of broken conversations with a server of DICOM.</summary>
internal sealed class FuzzScpCommand : Command
{
    private const double UsualRate = 10;
    private const int LongestTitle = 16;

    private readonly Surroundings _surroundings;
    private readonly FuzzCampaignOptions _campaign = new();
    private readonly Argument<string> _address = new("target") { Description = "HOST:PORT of the server." };
    private readonly Argument<string[]> _server = new("server") { Description = "Behind --: the server's program and its arguments, to be started, watched and started again.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _called = new("--called") { Description = "AE title of the server.", HelpName = "title", DefaultValueFactory = _ => "ANY-SCP" };
    private readonly Option<string> _calling = new("--calling") { Description = "AE title that Leadglass uses.", HelpName = "title", DefaultValueFactory = _ => Identity.AETitle };
    private readonly Option<bool> _tls = new("--tls") { Description = "Inside TLS; the server's certificate is not verified." };
    private readonly Option<bool> _store = new("--store") { Description = "Also send what leaves something behind: objects, procedure steps, commitments, print sessions. Test systems only." };
    private readonly Option<double?> _rate = new("--rate") { Description = $"Connections a second at most. Default: no limit on loopback, {UsualRate.ToString(CultureInfo.InvariantCulture)} elsewhere.", HelpName = "n" };
    private readonly Option<string> _timeout = new("--timeout") { Description = "Time for one answer.", HelpName = "time", DefaultValueFactory = _ => "5s" };
    private readonly Option<int> _memory = new("--memory") { Description = "Memory of a server that is started here, in MiB.", HelpName = "MiB", DefaultValueFactory = _ => 1024 };
    private readonly Option<string?> _scope = new("--scope") { Description = "Which other addresses than loopback may be tested like this: its 'intrusive' (see: leadglass scope init).", HelpName = "scope.yaml" };
    private readonly Option<string?> _replay = new("--replay") { Description = "Only hold this conversation and say what happens.", HelpName = "file" };

    public FuzzScpCommand(Surroundings surroundings)
        : base("scp", "Holds broken conversations with a server of DICOM: leadglass fuzz scp HOST:PORT [-- SERVER ARGUMENTS]")
    {
        _surroundings = surroundings;
        Add(_address);
        Add(_server);
        foreach (var option in new Option[] { _called, _calling, _tls, _store, _rate, _timeout, _memory, _scope, _replay })
            Add(option);
        _campaign.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var request = Address(parsed, errors);
        var server = Server(parsed, errors);
        foreach (var title in new[] { parsed.GetValue(_called)!, parsed.GetValue(_calling)! })
        {
            if (title.Length is 0 or > LongestTitle || title.Any(static letter => letter is < ' ' or > '~' or '\\'))
                errors.Add($"{title}: an AE title has 1 to {LongestTitle} printable ASCII characters and no backslash (PS3.5 §6.2)");
        }
        var wall = FuzzTargetOptions.Time("--timeout", parsed.GetValue(_timeout), errors) ?? TimeSpan.Zero;
        if (parsed.GetValue(_memory) is < 16 or > 1 << 20)
            errors.Add("--memory must be between 16 and 1048576 MiB");
        if (parsed.GetValue(_rate) is <= 0 or > 100_000)
            errors.Add("--rate must be above 0 and at most 100000");
        var scope = ScopeGate.Read(parsed.GetValue(_scope), errors);
        if (parsed.GetValue(_replay) is { } replayed && !File.Exists(replayed))
            errors.Add($"--replay {replayed}: there is no such file");
        var options = _campaign.Fill(parsed, new CampaignOptions
        {
            Target = new CampaignTarget(TargetKind.Service, parsed.GetValue(_address)!, server is null ? [] : [server.Program, .. server.Arguments], server is null ? "" : CampaignTarget.HashOf(server.Program)),
            ReplayCommand = Again(parsed, server),
            Limits = new ExecutionLimits { Wall = wall, Memory = (long)parsed.GetValue(_memory) << 20, AddressSpace = false },
        }, errors);
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        var resolved = await new TargetResolver(Dns.GetHostAddressesAsync, _surroundings.Time).ResolveAsync([request!], [], cancellationToken);
        if ((ScopeGate.Refusal(resolved, scope, _surroundings.Time.GetUtcNow()) ?? ScopeGate.IntrusiveRefusal(resolved, scope, _surroundings.Time.GetUtcNow(), "Broken input can stop a system: fuzzing")) is var (exitCode, reasons))
            return await ScopeGate.RefuseAsync(_surroundings, exitCode, reasons);
        if (resolved.Targets.FirstOrDefault() is not { } found)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Incomplete, [$"{request!.Text} is not known to the resolver"]);

        var target = new SessionTarget(new IPEndPoint(found.Address, found.Ports[0]), parsed.GetValue(_called)!, parsed.GetValue(_calling)!)
        {
            Tls = parsed.GetValue(_tls),
            Server = server,
            Stores = parsed.GetValue(_store),
            Rate = parsed.GetValue(_rate) ?? (IPAddress.IsLoopback(found.Address) ? null : UsualRate),
        };
        using var executor = new SessionExecutor(target, options.Limits, SessionSeeds.Of(target, null).Count, _surroundings.Time);
        if (parsed.GetValue(_replay) is { } file)
            return await ReplayAsync(executor, file, cancellationToken);
        IReadOnlySet<string>? accepted = null;
        if (!_campaign.IsDryRun(parsed))
        {
            (accepted, var refusal) = await executor.SurveyAsync(cancellationToken);
            if (refusal is not null)
                return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Incomplete, [refusal]);
        }
        options = options with { Seeds = SessionSeeds.Of(target, accepted) };
        using var campaign = new FuzzCampaign(options, new SessionSource(options.Seed, options.Seeds), _ => executor, _campaign.Folder(parsed), FuzzCampaignOptions.Tool, _surroundings.Time);
        return await _campaign.RunAsync(parsed, _surroundings, "fuzz scp", campaign, options, Plan(target), cancellationToken);
    }

    private static List<string> Plan(SessionTarget target) =>
    [
        $"Nothing was sent. It would go to {target.Endpoint}{(target.Tls ? " inside TLS" : "")}, called {target.Called}, calling {target.Calling}",
        $"server     {(target.Server is { } server ? $"started here: {server.CommandLine}" : "not started here; whether it still answers is asked by C-ECHO")}",
        $"leaves     {(target.Stores ? "objects, procedure steps and print sessions of nobody" : "nothing: C-STORE and N-services are kept back")}",
        $"rate       {(target.Rate is { } rate ? $"{rate.ToString(CultureInfo.InvariantCulture)} connections a second at most" : "as fast as it answers")}",
    ];

    private TargetRequest? Address(ParseResult parsed, List<string> errors)
    {
        if (!TargetParser.TryParse(parsed.GetValue(_address)!, out var request, out var wrong))
            errors.Add(wrong);
        else if (!request!.IsSingleHost || request.Ports is not { Count: 1 })
            errors.Add($"{request.Text}: name one host and its port, such as 127.0.0.1:11112");
        return request;
    }

    private CommandTarget? Server(ParseResult parsed, List<string> errors)
    {
        if (parsed.GetValue(_server) is not { Length: > 0 } words)
            return null;
        var server = CommandTarget.TryRead(words, takesFile: false, out var error);
        if (server is null)
            errors.Add(error);
        return server;
    }

    /// <summary>The command that holds one conversation again.</summary>
    private string Again(ParseResult parsed, CommandTarget? server)
    {
        var words = new List<string> { $"leadglass fuzz scp {parsed.GetValue(_address)} --replay {{0}}" };
        if (parsed.GetValue(_called) != "ANY-SCP")
            words.Add($"--called {CommandTarget.Quoted(parsed.GetValue(_called)!)}");
        if (parsed.GetValue(_calling) != Identity.AETitle)
            words.Add($"--calling {CommandTarget.Quoted(parsed.GetValue(_calling)!)}");
        if (parsed.GetValue(_tls))
            words.Add("--tls");
        if (parsed.GetValue(_store))
            words.Add("--store");
        if (server is not null)
            words.Add($"-- {server.CommandLine}");
        return string.Join(' ', words);
    }

    private async Task<int> ReplayAsync(SessionExecutor executor, string file, CancellationToken cancellationToken)
    {
        var run = await executor.RunAsync(await File.ReadAllBytesAsync(file, cancellationToken), cancellationToken);
        if (run.Ending == RunEnding.NotStarted)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Incomplete, [run.Errors]);
        var failure = FailureReader.Read(run, []);
        await _surroundings.Out.WriteLineAsync(VisibleText.Of($"The server answered: {run.Answer}"));
        await _surroundings.Out.WriteLineAsync(VisibleText.Of(failure is null ? "Afterwards it answers as before." : $"{failure.Id}  {failure.Kind}, {failure.Site} (CWE-{failure.Cwe})"));
        return failure is null ? ExitCode.Clean : ExitCode.Findings;
    }
}
