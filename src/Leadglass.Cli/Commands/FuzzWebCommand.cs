using System.CommandLine;
using System.Globalization;
using System.Net;
using Leadglass.Exposure.Targets;
using Leadglass.Findings;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Triage;
using Leadglass.Fuzzing.Web;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass fuzz web</c>: a campaign against a service of DICOMweb.</summary>
internal sealed class FuzzWebCommand : Command
{
    private const double UsualRate = 10;

    private readonly Surroundings _surroundings;
    private readonly FuzzCampaignOptions _campaign = new();
    private readonly Argument<string> _url = new("url") { Description = "The service, such as http://127.0.0.1:8042/dicom-web." };
    private readonly Argument<string[]> _server = new("server") { Description = "Behind --: the service's program and its arguments, to be started, watched and started again.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _timeout = new("--timeout") { Description = "Time for the answers to one case.", HelpName = "time", DefaultValueFactory = _ => "5s" };
    private readonly Option<int> _memory = new("--memory") { Description = "Memory of a service that is started here, in MiB.", HelpName = "MiB", DefaultValueFactory = _ => 1024 };
    private readonly Option<bool> _store = new("--store") { Description = $"Also send requests that store objects, all of the patient ID {WebOptions.PatientId}. Nothing is ever deleted. Test systems only." };
    private readonly Option<double?> _rate = new("--rate") { Description = $"Connections a second at most. Default: no limit on loopback, {UsualRate.ToString(CultureInfo.InvariantCulture)} elsewhere.", HelpName = "n" };
    private readonly Option<string?> _scope = new("--scope") { Description = "Which other addresses than loopback may be tested like this: its 'intrusive' (see: leadglass scope init).", HelpName = "scope.yaml" };
    private readonly Option<string?> _replay = new("--replay") { Description = "Only send this exchange and say what happens.", HelpName = "file" };
    private readonly Option<long?> _case = new("--case") { Description = "Only send this case of the campaign seed and say what happens.", HelpName = "n" };

    public FuzzWebCommand(Surroundings surroundings)
        : base("web", "Sends broken requests to a DICOMweb service: leadglass fuzz web URL [-- SERVER ARGUMENTS]")
    {
        _surroundings = surroundings;
        Add(_url);
        Add(_server);
        foreach (var option in new Option[] { _timeout, _memory, _store, _rate, _scope, _replay, _case })
            Add(option);
        _campaign.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var uri = WebTarget.TryRead(parsed.GetValue(_url)!, out var wrong);
        if (uri is null)
            errors.Add(wrong);
        var server = Server(parsed, errors);
        var scope = ScopeGate.Read(parsed.GetValue(_scope), errors);
        var wall = FuzzTargetOptions.Time("--timeout", parsed.GetValue(_timeout), errors) ?? TimeSpan.Zero;
        if (parsed.GetValue(_memory) is < 16 or > 1 << 20)
            errors.Add("--memory must be between 16 and 1048576 MiB");
        if (parsed.GetValue(_rate) is <= 0 or > 100_000)
            errors.Add("--rate must be above 0 and at most 100000");
        if (parsed.GetValue(_replay) is { } replayed && !File.Exists(replayed))
            errors.Add($"--replay {replayed}: there is no such file");
        if (parsed.GetValue(_case) is < 0 || (parsed.GetValue(_case) is not null && parsed.GetValue(_replay) is not null))
            errors.Add("--case takes a number from 0, and not together with --replay");
        var stores = parsed.GetValue(_store);
        var options = _campaign.Fill(parsed, new CampaignOptions
        {
            Target = new CampaignTarget(
                TargetKind.Web, parsed.GetValue(_url)!, [.. stores ? ["--store"] : (string[])[], .. server?.Arguments.Prepend(server.Program) ?? []], server is null ? "" : CampaignTarget.HashOf(server.Program)),
            Seeds = WebSeeds.All(stores),
            ReplayCommand = $"leadglass fuzz web {CommandTarget.Quoted(parsed.GetValue(_url)!)} --replay {{0}}{(stores ? " --store" : "")}{(server is null ? "" : $" -- {server.CommandLine}")}",
            Limits = new ExecutionLimits { Wall = wall, Memory = (long)parsed.GetValue(_memory) << 20, AddressSpace = false },
        }, errors);
        if (errors.Count > 0 || uri is null)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        var (address, exitCode, reasons) = await ResolveAsync(uri, scope, cancellationToken);
        if (address is null)
            return await ScopeGate.RefuseAsync(_surroundings, exitCode, reasons);
        var target = WebTarget.Of(uri, address);
        var web = new WebOptions
        {
            Stores = stores,
            Rate = parsed.GetValue(_rate) ?? (IPAddress.IsLoopback(address) ? null : UsualRate),
            Server = server,
            FirstNumber = _surroundings.Random.NextInt64(1_000_000_000_000),
        };
        var cases = new WebCases(options.Seed, options.Seeds, stores);
        if (Single(parsed, cases) is { } bytes)
            return await ReplayAsync(target, web, options.Limits, bytes, cancellationToken);
        using var campaign = new FuzzCampaign(
            options, cases, tried => new WebExecutor(target, web, tried, _surroundings.Time), _campaign.Folder(parsed), FuzzCampaignOptions.Tool, _surroundings.Time);
        var result = await _campaign.RunAsync(parsed, _surroundings, "fuzz web", campaign, options, Plan(target, web), cancellationToken);
        if (stores && !_campaign.IsDryRun(parsed))
            await _surroundings.Error.WriteLineAsync($"What was stored has the patient ID {WebOptions.PatientId}, unless that was broken as well: delete it on the service.");
        return result;
    }

    private static List<string> Plan(WebTarget target, WebOptions web) =>
    [
        $"Nothing was sent. It would go to {target.Url} ({target.EndPoint})",
        $"server     {(web.Server is { } server ? $"started here: {server.CommandLine}" : "not started here; whether it still answers is asked by a query that matches nobody")}",
        $"stores     {(web.Stores ? $"objects of the patient ID {WebOptions.PatientId}" : "nothing: STOW-RS is kept back")}; nothing is ever deleted",
        $"rate       {(web.Rate is { } rate ? $"{rate.ToString(CultureInfo.InvariantCulture)} connections a second at most" : "as fast as it answers")}",
    ];

    private CommandTarget? Server(ParseResult parsed, List<string> errors)
    {
        if (parsed.GetValue(_server) is not { Length: > 0 } words)
            return null;
        var server = CommandTarget.TryRead(words, takesFile: false, out var error);
        if (server is null)
            errors.Add(error);
        return server;
    }

    /// <summary>The one exchange that is asked for; null for a campaign.</summary>
    private ReadOnlyMemory<byte>? Single(ParseResult parsed, WebCases cases)
    {
        if (parsed.GetValue(_replay) is { } file)
            return File.ReadAllBytes(file);
        if (parsed.GetValue(_case) is not { } index)
            return null;
        var made = cases.Make(index);
        _surroundings.Out.WriteLine(VisibleText.Of($"Case {made.Index}, made of {made.Seed}:"));
        foreach (var step in made.Steps)
            _surroundings.Out.WriteLine(VisibleText.Of($"  {step.Operator}: {step.What}"));
        return made.Bytes;
    }

    private async Task<int> ReplayAsync(WebTarget target, WebOptions web, ExecutionLimits limits, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        using var executor = new WebExecutor(target, web, limits, _surroundings.Time);
        var run = await executor.RunAsync(bytes, cancellationToken);
        if (run.Ending == RunEnding.NotStarted)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Incomplete, [run.Errors]);
        var failure = FailureReader.Read(run, []);
        await _surroundings.Out.WriteLineAsync(VisibleText.Of($"The service answered: {run.Answer}"));
        await _surroundings.Out.WriteLineAsync(VisibleText.Of(failure is null ? "Afterwards it answers as before." : $"{failure.Id}  {failure.Kind}, {failure.Place} (CWE-{failure.Cwe})"));
        return failure is null ? ExitCode.Clean : ExitCode.Findings;
    }

    private async Task<(IPAddress? Address, int ExitCode, IReadOnlyList<string> Reasons)> ResolveAsync(Uri uri, Scope? scope, CancellationToken cancellationToken)
    {
        var host = uri.HostNameType == UriHostNameType.IPv6 ? $"[{uri.DnsSafeHost}]" : uri.DnsSafeHost;
        if (!TargetParser.TryParse($"{host}:{uri.Port}", out var request, out var error))
            return (null, ExitCode.Usage, [error]);
        var resolved = await new TargetResolver(Dns.GetHostAddressesAsync, _surroundings.Time).ResolveAsync([request!], [uri.Port], cancellationToken);
        if ((ScopeGate.Refusal(resolved, scope, _surroundings.Time.GetUtcNow()) ?? ScopeGate.IntrusiveRefusal(resolved, scope, _surroundings.Time.GetUtcNow(), "Broken input can stop a system: fuzzing")) is var (code, why))
            return (null, code, why);
        return resolved.Targets.FirstOrDefault() is { } found ? (found.Address, 0, []) : (null, ExitCode.Incomplete, [$"{host} is not known to the resolver"]);
    }
}
