using System.CommandLine;
using System.Globalization;
using System.Net;
using Leadglass.Cli.Output;
using Leadglass.Exposure;
using Leadglass.Exposure.Inventory;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Rules;
using Leadglass.Exposure.Targets;
using Leadglass.Findings;
using Leadglass.Knowledge.Rules;
using Leadglass.Tls.Rules;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass check</c>: is this system exposed?</summary>
internal sealed class CheckCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly ReportOutput _output = new();

    private readonly Argument<string[]> _targets = new("target")
    {
        Description = "Host, host:port, address, network such as 10.20.0.0/24, or @file with one a line.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _ports = new("--ports", "-p") { Description = "Ports to try, such as 104,11112,8000-8010. Default: the usual DICOM and DICOMweb ports." };
    private readonly Option<string[]> _nmap = new("--from-nmap") { Description = "Take hosts and open ports from an nmap XML report. May be repeated.", HelpName = "scan.xml", DefaultValueFactory = _ => [] };
    private readonly Option<string?> _inventory = InventoryOption.Named("Check the systems of the site's inventory, and tell what differs from it. With targets besides: strangers among them are told.");
    private readonly Option<string?> _scope = new("--scope") { Description = "Which public addresses may be checked, and who allowed it (see: leadglass scope init).", HelpName = "scope.yaml" };
    private readonly Option<string[]> _called = new("--called") { Description = "A called AE title that the systems may have. May be repeated.", HelpName = "AET", DefaultValueFactory = _ => [] };
    private readonly Option<string?> _calling = new("--calling") { Description = "A calling AE title that is registered with them, for a positive control.", HelpName = "AET" };
    private readonly Option<bool> _tryDefaultCalled = new("--try-default-called") { Description = "Where the called AE title is checked, try products' default ones (at most ten)." };
    private readonly Option<bool> _identity = new("--identity") { Description = "Also offer passcode, ticket and token identities that nobody has." };
    private readonly Option<bool> _discover = new("--discover") { Description = "Only find out what answers and whether a stranger is let in: one association a port, no query." };
    private readonly Option<string[]> _only = new("--only") { Description = "Judge only by these rules. May be repeated.", HelpName = "rule", DefaultValueFactory = _ => [] };
    private readonly Option<bool> _fast = new("--fast") { Description = "For servers and large networks: 256 targets at a time, no pause." };
    private readonly Option<bool> _gentle = new("--gentle") { Description = "For old devices: one target at a time, 2 s between connections." };
    private readonly Option<int?> _delay = new("--delay") { Description = "Milliseconds between two connections to one target (default 200).", HelpName = "ms" };
    private readonly Option<int?> _timeout = new("--timeout") { Description = "Milliseconds to wait for each answer (default 3000).", HelpName = "ms" };
    private readonly Option<int?> _budget = new("--budget") { Description = "Connections to one target, at most (default 60).", HelpName = "n" };
    private readonly Option<int?> _tlsBudget = new("--tls-budget") { Description = "Connections to one port for the examination of its TLS, at most, beside --budget; 0 for none (default 250).", HelpName = "n" };
    private readonly Option<string?> _claim = new("--claim") { Description = "TLS profile of PS3.15 Annex B that the systems are said to keep, such as B.12.", HelpName = "profile" };
    private readonly Option<string?> _profile = new("--profile") { Description = "A TLS profile of your own to hold the systems against as well.", HelpName = "site.yaml" };
    private readonly Option<string?> _knowledge = KnowledgeCommand.FileOption("--knowledge");
    private readonly Option<string[]> _statements = KnowledgeCommand.StatementsOption();
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Print what would be sent, and send nothing." };

    public CheckCommand(Surroundings surroundings)
        : base("check", "Tells whether DICOM systems are exposed: who may talk to them, what strangers could do, what to fix first.")
    {
        _surroundings = surroundings;
        _only.CompletionSources.Add(_ => ProductRules.Catalogue.Rules.Select(r => new System.CommandLine.Completions.CompletionItem(r.Id, detail: r.Title)));
        Add(_targets);
        foreach (var option in new Option[]
        {
            _ports, _nmap, _inventory, _scope, _called, _calling, _tryDefaultCalled, _identity, _discover, _only, _fast, _gentle, _delay, _timeout, _budget, _tlsBudget, _claim, _profile, _knowledge, _statements, _dryRun,
        })
        {
            Add(option);
        }

        _output.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var inventory = InventoryOption.Read(parsed.GetValue(_inventory), errors);
        var targets = ReadTargets(parsed, inventory, errors, out var ports);
        var options = ReadOptions(parsed, errors);
        var scope = ScopeGate.Read(parsed.GetValue(_scope), errors);
        var wanted = ReadRules(parsed, errors);
        var rules = (parsed.GetValue(_discover) ? ExposureRules.Discovery : ExposureRules.All).Where(wanted);
        var tls = new TlsCriteria(_surroundings.Time.GetUtcNow())
        {
            Rules = TlsRules.All.Where(wanted),
            Profiles = TlsProfiles.With(parsed.GetValue(_profile), errors),
            Claim = TlsProfiles.Claim(parsed.GetValue(_claim), errors),
        };
        var knowledge = new KnowledgeCriteria
        {
            Knowledge = KnowledgeCommand.Read(parsed.GetValue(_knowledge), errors),
            Rules = KnowledgeRules.All.Where(wanted),
            Statements = KnowledgeCommand.ReadStatements(parsed.GetValue(_statements)!, _surroundings.Error, errors),
            Today = DateOnly.FromDateTime(_surroundings.Time.GetUtcNow().UtcDateTime),
        };
        using var sink = _output.Open(parsed, _surroundings, errors);
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        var resolved = await new TargetResolver(Dns.GetHostAddressesAsync, _surroundings.Time).ResolveAsync(targets, ports, cancellationToken);
        if (ScopeGate.Refusal(resolved, scope, _surroundings.Time.GetUtcNow()) is var (exitCode, reasons))
            return await ScopeGate.RefuseAsync(_surroundings, exitCode, reasons);
        if (parsed.GetValue(_dryRun))
        {
            CheckPlan.Write(_surroundings.Out, resolved, options);
            return ExitCode.Clean;
        }

        var runner = new CheckRunner(_surroundings, options, rules, tls, knowledge)
        {
            Compare = inventory is null ? null : (report, isWhole) => InventoryCheck.Of(report, inventory, wanted, isWhole),
        };
        return await runner.RunAsync(resolved, sink, cancellationToken);
    }

    private List<TargetRequest> ReadTargets(ParseResult parsed, SiteInventory? inventory, List<string> errors, out IReadOnlyList<int> ports)
    {
        ports = [.. PortList.DefaultPorts.Select(p => p.Port)];
        if (parsed.GetValue(_ports) is { } text)
        {
            if (PortList.TryParse(text, out var list, out var wrong))
                ports = list;
            else
                errors.Add($"--ports: {wrong}");
        }

        var lists = new List<TargetList>
        {
            TargetParser.ParseAll(parsed.GetValue(_targets)!, path => path == "-" ? Console.In : new StreamReader(path)),
        };
        foreach (var path in parsed.GetValue(_nmap)!)
        {
            try
            {
                using var reader = new StreamReader(path);
                lists.Add(NmapImport.Read(reader, ports, path));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                errors.Add($"--from-nmap: {e.Message}");
            }
        }

        errors.AddRange(lists.SelectMany(l => l.Errors));
        foreach (var note in lists.SelectMany(l => l.Notes))
            _surroundings.Error.WriteLine($"leadglass: {VisibleText.Of(note)}");
        var requests = lists.SelectMany(l => l.Requests).Concat(inventory is null ? [] : InventoryOption.Targets(inventory, ports)).ToList();
        if (requests.Count == 0 && errors.Count == 0)
            errors.Add("name at least one target, for example: leadglass check 127.0.0.1:104   (to see what it does without one: leadglass demo)");
        return requests;
    }

    private CheckOptions ReadOptions(ParseResult parsed, List<string> errors)
    {
        if (parsed.GetValue(_fast) && parsed.GetValue(_gentle))
            errors.Add("--fast and --gentle exclude each other");
        var pace = parsed.GetValue(_fast) ? Pace.Fast : parsed.GetValue(_gentle) ? Pace.Gentle : Pace.Normal;
        var called = parsed.GetValue(_called)!;
        var calling = parsed.GetValue(_calling);
        foreach (var title in called.Append(calling).OfType<string>().Where(t => !Sentinels.IsAETitle(t)))
            errors.Add($"'{title}' is not an AE title: 1 to 16 characters of ASCII, no backslash, not all spaces (PS3.5 §6.2)");
        return new CheckOptions
        {
            Sentinels = new Sentinels(_surroundings.Random),
            CalledAETitles = called,
            CallingAETitle = calling,
            TryDefaultCalled = parsed.GetValue(_tryDefaultCalled),
            AllIdentities = parsed.GetValue(_identity),
            DiscoverOnly = parsed.GetValue(_discover),
            Pace = pace with
            {
                Pause = Milliseconds(_delay, 0, 600_000) ?? pace.Pause,
                Timeout = Milliseconds(_timeout, 50, 60_000) ?? pace.Timeout,
                Budget = Within(_budget, 1, 10_000) ?? pace.Budget,
                TlsBudget = Within(_tlsBudget, 0, 10_000) ?? pace.TlsBudget,
            },
        };

        TimeSpan? Milliseconds(Option<int?> option, int least, int most) =>
            Within(option, least, most) is { } value ? TimeSpan.FromMilliseconds(value) : null;

        int? Within(Option<int?> option, int least, int most)
        {
            var value = parsed.GetValue(option);
            if (value < least || value > most)
                errors.Add($"{option.Name} must be between {least} and {most.ToString("N0", CultureInfo.InvariantCulture)}");
            return value;
        }
    }

    private Func<Rule, bool> ReadRules(ParseResult parsed, List<string> errors)
    {
        var only = parsed.GetValue(_only)!;
        if (only.Length == 0)
            return _ => true;
        var wanted = new HashSet<string>();
        foreach (var id in only)
        {
            if (ProductRules.Catalogue.Find(id) is { } rule)
                wanted.Add(rule.Id);
            else
                errors.Add($"--only: there is no rule {id}{(ProductRules.Catalogue.Suggest(id) is [var near, ..] ? $"; did you mean {near.Id}?" : "")}");
        }

        return rule => wanted.Contains(rule.Id);
    }
}
