using System.CommandLine;
using System.Net;
using Leadglass.Cli.Output;
using Leadglass.Exposure;
using Leadglass.Exposure.Inventory;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Rules;
using Leadglass.Exposure.Targets;
using Leadglass.Exposure.Watching;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass watch</c>: checks the systems of the inventory again and again, and tells what changes.</summary>
internal sealed class WatchCommand : Command
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(10);

    private readonly Surroundings _surroundings;
    private readonly WatchListeners _listeners;
    private readonly Option<string?> _inventory = InventoryOption.Named("The systems to watch (leadglass inventory init).");
    private readonly Option<string> _every = new("--every") { Description = "Time from one check to the next, for example 30m or 1h; 10s at least.", HelpName = "time", DefaultValueFactory = static _ => "1h" };
    private readonly Option<bool> _once = new("--once") { Description = "Check once and end, for a scheduler." };
    private readonly Option<string> _state = new("--state") { Description = "File that keeps what is known, made if it is not there.", HelpName = "watch.db", DefaultValueFactory = static _ => "watch.db" };
    private readonly Option<string?> _metrics = new("--prometheus") { Description = "File that is written anew after each check, for the text file collector of Prometheus.", HelpName = "leadglass.prom" };
    private readonly Option<string?> _ports = new("--ports", "-p") { Description = "Ports to try beside those of the inventory. Default: the usual DICOM and DICOMweb ports." };
    private readonly Option<string?> _scope = new("--scope") { Description = "Which public addresses may be checked, and who allowed it (see: leadglass scope init).", HelpName = "scope.yaml" };
    private readonly Option<bool> _gentle = new("--gentle") { Description = "For old devices: one target at a time, 2 s between connections." };
    private readonly Option<int?> _tlsBudget = new("--tls-budget") { Description = "Connections to one port for the examination of its TLS, at most; 0 for none (default 250).", HelpName = "n" };
    private readonly Option<string?> _knowledge = KnowledgeCommand.FileOption("--knowledge");

    public WatchCommand(Surroundings surroundings)
        : base("watch", "Checks the systems of the inventory again and again, and tells only what changes.")
    {
        _surroundings = surroundings;
        _listeners = new WatchListeners(surroundings);
        _inventory.Required = true;
        foreach (var option in new Option[] { _inventory, _every, _once, _state, _metrics, _ports, _scope, _gentle, _tlsBudget, _knowledge })
            Add(option);
        _listeners.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var every = FuzzTargetOptions.Time("--every", parsed.GetValue(_every), errors) ?? Shortest;
        if (every < Shortest)
            errors.Add($"--every must be at least {Shortest.TotalSeconds:0}s: who is asked all the time does nothing else");
        InventoryOption.Read(parsed.GetValue(_inventory), errors);
        KnowledgeCommand.Read(parsed.GetValue(_knowledge), errors);
        if (parsed.GetValue(_tlsBudget) is < 0 or > 10_000)
            errors.Add("--tls-budget must be between 0 and 10,000");
        IReadOnlyList<int> ports = [.. PortList.DefaultPorts.Select(static port => port.Port)];
        if (parsed.GetValue(_ports) is { } text && !PortList.TryParse(text, out ports, out var wrong))
            errors.Add($"--ports: {wrong}");
        var scope = ScopeGate.Read(parsed.GetValue(_scope), errors);
        await using var listeners = await _listeners.OpenAsync(parsed, scope, errors, cancellationToken);
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        using var store = WatchStore.Open(parsed.GetValue(_state)!);
        var once = parsed.GetValue(_once);
        await listeners.TellAsync(store, cancellationToken);
        if (!once && store.LastRun is { } last && _surroundings.Time.GetUtcNow() - last is { Ticks: > 0 } since && since < every)
            await PauseAsync(every - since, cancellationToken); // a service that is started again and again asks no more often
        var exitCode = ExitCode.Clean;
        while (!cancellationToken.IsCancellationRequested)
        {
            exitCode = await RoundAsync(parsed, ports, scope, store, listeners, cancellationToken);
            if (once)
                return exitCode;
            await PauseAsync(every, cancellationToken);
        }

        return exitCode;
    }

    /// <summary>One check of everything. The inventory and the knowledge are read anew: both are edited while the watch goes on.</summary>
    private async Task<int> RoundAsync(ParseResult parsed, IReadOnlyList<int> ports, Scope? scope, WatchStore store, WatchListeners.Opened listeners, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var inventory = InventoryOption.Read(parsed.GetValue(_inventory), errors);
        var knowledge = KnowledgeCommand.Read(parsed.GetValue(_knowledge), errors);
        if (errors.Count > 0 || inventory is null)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Incomplete, [.. errors, "This check did not take place."]);
        var now = _surroundings.Time.GetUtcNow();
        var resolved = await new TargetResolver(Dns.GetHostAddressesAsync, _surroundings.Time).ResolveAsync([.. InventoryOption.Targets(inventory, ports)], ports, cancellationToken);
        if (ScopeGate.Refusal(resolved, scope, now) is var (exitCode, reasons))
            return await ScopeGate.RefuseAsync(_surroundings, exitCode, reasons);

        var pace = parsed.GetValue(_gentle) ? Pace.Gentle : Pace.Normal;
        var options = new CheckOptions { Sentinels = new Sentinels(_surroundings.Random), Pace = pace with { TlsBudget = parsed.GetValue(_tlsBudget) ?? pace.TlsBudget } };
        var criteria = new KnowledgeCriteria { Knowledge = knowledge, Today = DateOnly.FromDateTime(now.UtcDateTime) };
        var runner = new CheckRunner(_surroundings, options, ExposureRules.All, new TlsCriteria(now), criteria) { Compare = (report, isWhole) => InventoryCheck.Of(report, inventory, static _ => true, isWhole) };
        using var nowhere = ReportSink.Nowhere(_surroundings);
        var (report, _) = await runner.ExamineAsync(resolved, nowhere, cancellationToken);
        if (cancellationToken.IsCancellationRequested)
            return ExitCode.Incomplete; // half a check would look like silence

        var (changes, known) = Changes.Between(store.Targets, report);
        store.Keep(report.FinishedAt, known, [.. changes, .. Moved(inventory, resolved, store, report.FinishedAt)], listeners.Names);
        await listeners.TellAsync(store, cancellationToken);
        if (parsed.GetValue(_metrics) is { } path)
            WriteMetrics(path, report, known, store);
        await _surroundings.Error.WriteLineAsync($"{report.FinishedAt.ToLocalTime():yyyy-MM-dd HH:mm:ss zzz}: {VisibleText.Of(report.Headline)} {(changes.Count == 0 ? "Nothing changed." : changes.Count == 1 ? "1 change." : $"{changes.Count} changes.")}");
        return changes.Count > 0 ? ExitCode.Findings : ExitCode.Clean;
    }

    private static List<Change> Moved(SiteInventory inventory, ResolvedTargets resolved, WatchStore store, DateTimeOffset time)
    {
        var names = inventory.Systems.SelectMany(static system => system.Addresses).Where(static address => !IPAddress.TryParse(address, out _)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. resolved.Targets.Where(target => target.Name is { } name && names.Contains(name)).GroupBy(static target => target.Name!)
                .Select(group => (Name: group.Key, Now: group.Select(static target => $"{target.Address}").ToList()))
                .Select(one => (one.Name, one.Now, Before: store.Resolved(one.Name, one.Now, time)))
                .Where(static one => one.Before is not null)
                .Select(one => new Change(time, ChangeKind.AddressChanged, Severity.Low, one.Name, $"It was {one.Before} and is {string.Join(' ', one.Now)}.")),
        ];
    }

    private void WriteMetrics(string path, Report report, IReadOnlyList<WatchedTarget> known, WatchStore store)
    {
        try
        {
            WholeFile.Write(path, writer => MetricsText.Write(report, known, store.Counts(), writer));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _surroundings.Error.WriteLine($"leadglass: --prometheus: {VisibleText.Of(e.Message)}");
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(pause, _surroundings.Time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The loop sees it.
        }
    }
}
