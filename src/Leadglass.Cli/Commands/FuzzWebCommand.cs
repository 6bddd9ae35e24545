using System.CommandLine;
using System.Net;
using Leadglass.Cli.Output;
using Leadglass.Exposure.Targets;
using Leadglass.Findings;
using Leadglass.Fuzzing;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Triage;
using Leadglass.Fuzzing.Web;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass fuzz web</c>: a campaign against a service of DICOMweb.</summary>
internal sealed class FuzzWebCommand : Command
{
    private const int PoliteRate = 10;

    private readonly Surroundings _surroundings;
    private readonly ReportOutput _report = new();
    private readonly Argument<string> _url = new("url") { Description = "The service, such as http://127.0.0.1:8042/dicom-web." };
    private readonly Option<string> _folder = new("--output", "-o")
    {
        Description = "Folder of the campaign: state, reproducers, reports. The same command goes on where the last one ended.",
        HelpName = "folder",
        DefaultValueFactory = _ => "leadglass-fuzz",
    };

    private readonly Option<string?> _duration = new("--duration") { Description = "How long to search; making reproducers smaller may take as long again. Default: 60s where --cases is not given.", HelpName = "time" };
    private readonly Option<long?> _cases = new("--cases") { Description = "After how many cases to end, those of earlier runs included.", HelpName = "n" };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of all randomness: the same one makes the same cases.", HelpName = "n", DefaultValueFactory = _ => 1 };
    private readonly Option<string> _timeout = new("--timeout") { Description = "Time for the answers to one case.", HelpName = "time", DefaultValueFactory = _ => "5s" };
    private readonly Option<bool> _store = new("--store") { Description = $"Also send requests that store objects, all of the patient ID {WebOptions.PatientId}. Nothing is ever deleted." };
    private readonly Option<double?> _rate = new("--rate") { Description = $"Connections a second at most. Default: no limit on loopback, {PoliteRate} elsewhere.", HelpName = "n" };
    private readonly Option<string?> _scope = new("--scope") { Description = "Which addresses beyond loopback may be tested, under 'intrusive' (see: leadglass scope init).", HelpName = "scope.yaml" };
    private readonly Option<string?> _replay = new("--replay") { Description = "Only send this exchange and say what happens.", HelpName = "file" };
    private readonly Option<int> _minimize = new("--minimize") { Description = "Runs spent on making one reproducer smaller; a tenth of them where each costs its whole time.", HelpName = "n", DefaultValueFactory = _ => CampaignOptions.DefaultMinimizeBudget };
    private readonly Option<bool> _embargo = new("--embargo") { Description = "Leave out of reports and evidence what would allow somebody to make a reproducer." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say what would be done; send nothing, write nothing." };

    public FuzzWebCommand(Surroundings surroundings)
        : base("web", "Sends broken requests to a DICOMweb service: leadglass fuzz web URL. Loopback only, unless a scope allows more.")
    {
        _surroundings = surroundings;
        Add(_url);
        foreach (var option in new Option[] { _folder, _duration, _cases, _seed, _timeout, _store, _rate, _scope, _replay, _minimize, _embargo, _dryRun })
            Add(option);
        _report.AddTo(this, namesFiles: false);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var uri = WebTarget.TryRead(parsed.GetValue(_url)!, out var wrong);
        if (uri is null)
            errors.Add(wrong);
        var scope = ScopeGate.Read(parsed.GetValue(_scope), errors);
        var duration = FuzzTargetOptions.Time("--duration", parsed.GetValue(_duration), errors);
        var timeout = FuzzTargetOptions.Time("--timeout", parsed.GetValue(_timeout), errors);
        if (parsed.GetValue(_cases) is <= 0)
            errors.Add("--cases must be at least 1");
        if (parsed.GetValue(_rate) is <= 0 or > 1_000_000)
            errors.Add("--rate must be above 0");
        if (parsed.GetValue(_minimize) < 0)
            errors.Add("--minimize must not be negative");
        if (errors.Count > 0 || uri is null)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        var (address, exitCode, reasons) = await ResolveAsync(uri, scope, cancellationToken);
        if (address is null)
            return await ScopeGate.RefuseAsync(_surroundings, exitCode, reasons);
        var target = WebTarget.Of(uri, address);
        var stores = parsed.GetValue(_store);
        var web = new WebOptions
        {
            Stores = stores,
            Rate = parsed.GetValue(_rate) ?? (IPAddress.IsLoopback(address) ? null : PoliteRate),
            FirstNumber = _surroundings.Random.NextInt64(1_000_000_000_000),
        };
        if (parsed.GetValue(_replay) is { } file)
            return await ReplayAsync(target, web, timeout!.Value, file, cancellationToken);
        var options = new CampaignOptions
        {
            Target = new CampaignTarget(TargetKind.Web, target.Url, stores ? ["--store"] : [], ""),
            Seeds = WebSeeds.All(stores),
            ReplayCommand = $"leadglass fuzz web {target.Url} --replay {{0}}{(stores ? " --store" : "")}",
            Seed = parsed.GetValue(_seed),
            Duration = duration ?? (parsed.GetValue(_cases) is null ? TimeSpan.FromSeconds(60) : null),
            Cases = parsed.GetValue(_cases),
            Limits = new ExecutionLimits { Wall = timeout!.Value, AddressSpace = false },
            MinimizeBudget = parsed.GetValue(_minimize),
        };
        var folder = new CampaignFolder(parsed.GetValue(_folder)!);
        using var campaign = new FuzzCampaign(
            options, new WebCases(options.Seed, options.Seeds, stores), tried => new WebExecutor(target, web, tried, _surroundings.Time), folder, FuzzFileCommand.Tool, _surroundings.Time);
        var before = folder.Read();
        if (before is not null && campaign.Objection(before) is { } objection)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, [$"{folder.Path} holds another campaign: {objection}. Use another --output."]);
        Directory.CreateDirectory(folder.Path);
        using var sink = _report.Open(parsed, _surroundings, errors, FuzzFileCommand.Reports.Select(name => Path.Combine(folder.Path, name)));
        CampaignResult result;
        using (var progress = new FuzzProgress(_surroundings))
            result = await campaign.RunAsync(before, progress, cancellationToken);
        var embargo = parsed.GetValue(_embargo);
        folder.Write(Evidence.Of(result.State, options.Seeds, embargo));
        var report = CampaignReport.Build("fuzz web", result, embargo);
        sink.Start(report.Tool, report.Command, report.StartedAt);
        return sink.Finish(report, []);
    }

    private async Task<int> ReplayAsync(WebTarget target, WebOptions web, TimeSpan timeout, string file, CancellationToken cancellationToken)
    {
        using var executor = new WebExecutor(target, web, new ExecutionLimits { Wall = timeout }, _surroundings.Time);
        var run = await executor.RunAsync(await File.ReadAllBytesAsync(file, cancellationToken), cancellationToken);
        if (run.Ending == RunEnding.NotStarted)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Incomplete, [run.Errors]);
        var failure = FailureReader.Read(run, []);
        await _surroundings.Out.WriteLineAsync(VisibleText.Of($"The service answered: {run.Answer}"));
        await _surroundings.Out.WriteLineAsync(VisibleText.Of(failure is null ? "Afterwards it answers as before." : $"{failure.Id}  {failure.Kind}, {failure.Site} (CWE-{failure.Cwe})"));
        return failure is null ? ExitCode.Clean : ExitCode.Findings;
    }

    private async Task<(IPAddress? Address, int ExitCode, IReadOnlyList<string> Reasons)> ResolveAsync(Uri uri, Scope? scope, CancellationToken cancellationToken)
    {
        var host = uri.HostNameType == UriHostNameType.IPv6 ? $"[{uri.DnsSafeHost}]" : uri.DnsSafeHost;
        if (!TargetParser.TryParse($"{host}:{uri.Port}", out var request, out var error))
            return (null, ExitCode.Usage, [error]);
        var resolved = await new TargetResolver(Dns.GetHostAddressesAsync, _surroundings.Time).ResolveAsync([request!], [uri.Port], cancellationToken);
        if ((ScopeGate.Refusal(resolved, scope, _surroundings.Time.GetUtcNow()) ?? ScopeGate.IntrusiveRefusal(resolved, scope, _surroundings.Time.GetUtcNow())) is var (code, why))
            return (null, code, why);
        return resolved.Targets.FirstOrDefault() is { } found ? (found.Address, 0, []) : (null, ExitCode.Incomplete, [$"{host} is not known to the resolver"]);
    }
}
