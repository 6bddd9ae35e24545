using System.CommandLine;
using System.Globalization;
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
    private readonly Option<long?> _case = new("--case") { Description = "Only send this case of the campaign seed and say what happens.", HelpName = "n" };
    private readonly Option<int> _minimize = new("--minimize") { Description = "Runs spent on making one reproducer smaller; a tenth of them where each costs its whole time.", HelpName = "n", DefaultValueFactory = _ => CampaignOptions.DefaultMinimizeBudget };
    private readonly Option<bool> _embargo = new("--embargo") { Description = "Leave out of reports and evidence what would allow somebody to make a reproducer." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say what would be done; send nothing, write nothing." };

    public FuzzWebCommand(Surroundings surroundings)
        : base("web", "Sends broken requests to a DICOMweb service: leadglass fuzz web URL. Loopback only, unless a scope allows more.")
    {
        _surroundings = surroundings;
        Add(_url);
        foreach (var option in new Option[] { _folder, _duration, _cases, _seed, _timeout, _store, _rate, _scope, _replay, _case, _minimize, _embargo, _dryRun })
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
        if (parsed.GetValue(_replay) is { } replayed && !File.Exists(replayed))
            errors.Add($"--replay {replayed}: there is no such file");
        if (parsed.GetValue(_case) is < 0 || (parsed.GetValue(_case) is not null && parsed.GetValue(_replay) is not null))
            errors.Add("--case takes a number from 0, and not together with --replay");
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
        var cases = new WebCases(parsed.GetValue(_seed), WebSeeds.All(stores), stores);
        if (Single(parsed, cases) is { } bytes)
            return await ReplayAsync(target, web, timeout!.Value, bytes, cancellationToken);
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
        using var campaign = new FuzzCampaign(options, cases, tried => new WebExecutor(target, web, tried, _surroundings.Time), folder, FuzzFileCommand.Tool, _surroundings.Time);
        var before = folder.Read();
        if (before is not null && campaign.Objection(before) is { } objection)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, [$"{folder.Path} holds another campaign: {objection}. Use another --output."]);
        return parsed.GetValue(_dryRun) ? await DescribeAsync(target, web, options, folder, before) : await SearchAsync(parsed, campaign, options, folder, before, web, cancellationToken);
    }

    private async Task<int> SearchAsync(
        ParseResult parsed, FuzzCampaign campaign, CampaignOptions options, CampaignFolder folder, CampaignState? before, WebOptions web, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        Directory.CreateDirectory(folder.Path);
        using var sink = _report.Open(parsed, _surroundings, errors, FuzzFileCommand.Reports.Select(name => Path.Combine(folder.Path, name)));
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);
        CampaignResult result;
        try
        {
            using var progress = new FuzzProgress(_surroundings);
            result = await campaign.RunAsync(before, progress, cancellationToken);
        }
        catch (IOException e)
        {
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Incomplete,
                [e.Message, $"The campaign ended there. What was found until then is in {folder.Path}; make room, and the same command goes on."]);
        }
        var embargo = parsed.GetValue(_embargo);
        folder.Write(Evidence.Of(result.State, options.Seeds, embargo));
        var report = CampaignReport.Build("fuzz web", result, embargo);
        sink.Start(report.Tool, report.Command, report.StartedAt);
        var exitCode = sink.Finish(report, []);
        foreach (var defect in embargo ? [] : result.State.Defects)
            await _surroundings.Error.WriteLineAsync(VisibleText.Of($"Again: {options.ReplayCommand!.Replace("{0}", folder.ReproducerOf(defect), StringComparison.Ordinal)}"));
        if (web.Stores)
            await _surroundings.Error.WriteLineAsync($"What was stored has the patient ID {WebOptions.PatientId}, or was so broken that the service gave it another one: delete it there.");
        return exitCode;
    }

    /// <summary>What a campaign would be, without one.</summary>
    private async Task<int> DescribeAsync(WebTarget target, WebOptions web, CampaignOptions options, CampaignFolder folder, CampaignState? before)
    {
        string[] lines =
        [
            $"Nothing was sent. It would go to {target.Url} ({target.EndPoint})",
            $"stores     {(web.Stores ? $"objects of the patient ID {WebOptions.PatientId}" : "nothing: STOW-RS is kept back")}; nothing is ever deleted",
            $"rate       {(web.Rate is { } rate ? string.Create(CultureInfo.InvariantCulture, $"{rate} connections a second at most") : "as fast as it answers")}",
            $"seeds      {options.Seeds.Count} exchanges, made by leadglass",
            $"operators  {WebOperators.All.Count}, campaign seed {options.Seed}",
            $"end        {(options.Cases is { } cases ? $"after {cases} cases" : $"after {options.Duration}")}",
            $"one case   {options.Limits.Wall.TotalSeconds} s, {HttpExchange.MostSent >> 20} MiB at most",
            $"folder     {folder.Path}, {(before is null ? "new" : $"goes on after {before.Cases} cases")}",
        ];
        foreach (var line in lines)
            await _surroundings.Out.WriteLineAsync(VisibleText.Of(line));
        return ExitCode.Clean;
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

    private async Task<int> ReplayAsync(WebTarget target, WebOptions web, TimeSpan timeout, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        using var executor = new WebExecutor(target, web, new ExecutionLimits { Wall = timeout }, _surroundings.Time);
        var run = await executor.RunAsync(bytes, cancellationToken);
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
