using System.CommandLine;
using System.Net;
using Leadglass.Cli.Output;
using Leadglass.Exposure;
using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Targets;
using Leadglass.Findings;
using Leadglass.Tls;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Probing;
using Leadglass.Tls.Profiles;
using Leadglass.Tls.Rules;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass tls server</c>: is the encryption of this server right?</summary>
internal sealed class TlsServerCommand : Command
{
    private const int DicomOverTls = 2762;
    private static readonly int[] ClearPorts = [104, 11112, 4242];

    private readonly Surroundings _surroundings;
    private readonly ReportOutput _output = new();
    private readonly Argument<string> _target = new("target") { Description = $"Host or host:port; the port is {DicomOverTls} by default." };
    private readonly Option<string?> _claim = new("--claim") { Description = "Profile that the server claims, such as B.12.", HelpName = "profile" };
    private readonly Option<string?> _profile = new("--profile") { Description = "A profile of your own to hold the server against as well.", HelpName = "site.yaml" };
    private readonly Option<string?> _scope = new("--scope") { Description = "Which public addresses may be checked, and who allowed it (see: leadglass scope init).", HelpName = "scope.yaml" };
    private readonly Option<int> _delay = new("--delay") { Description = "Milliseconds between two connections.", DefaultValueFactory = _ => 0, HelpName = "ms" };
    private readonly Option<int> _budget = new("--budget") { Description = "Connections for TLS at most; what could not be asked is not known.", DefaultValueFactory = _ => 250, HelpName = "n" };
    private readonly Option<bool> _intrusive = new("--intrusive") { Description = "Also try for Heartbleed, CCS injection and ROBOT; beyond loopback only where the scope allows it." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Print what would be sent, and send nothing." };

    public TlsServerCommand(Surroundings surroundings)
        : base("server", "Holds a TLS server against the profiles of PS3.15 Annex B: what is missing, what is too much, what to mend.")
    {
        _surroundings = surroundings;
        Add(_target);
        foreach (var option in new Option[] { _claim, _profile, _scope, _delay, _budget, _intrusive, _dryRun })
            Add(option);
        _output.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        if (!TargetParser.TryParse(parsed.GetValue(_target)!, out var request, out var wrong))
            errors.Add(wrong);
        else if (!request!.IsSingleHost || request.Ports is { Count: > 1 })
            errors.Add($"{request.Text} is more than one server: name one host and one port");
        var claim = TlsProfiles.Claim(parsed.GetValue(_claim), errors);
        var profiles = TlsProfiles.With(parsed.GetValue(_profile), errors);
        var scope = ScopeGate.Read(parsed.GetValue(_scope), errors);
        if (parsed.GetValue(_delay) is < 0 or > 600_000 || parsed.GetValue(_budget) is < 1 or > 10_000)
            errors.Add("--delay must be between 0 and 600,000, --budget between 1 and 10,000");
        using var sink = _output.Open(parsed, _surroundings, errors);
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        var resolved = await new TargetResolver(Dns.GetHostAddressesAsync, _surroundings.Time).ResolveAsync([request!], [DicomOverTls], cancellationToken);
        if (ScopeGate.Refusal(resolved, scope, _surroundings.Time.GetUtcNow()) is var (exitCode, reasons))
            return await ScopeGate.RefuseAsync(_surroundings, exitCode, reasons);
        var intrusive = parsed.GetValue(_intrusive);
        if (intrusive && ScopeGate.IntrusiveRefusal(resolved, scope, _surroundings.Time.GetUtcNow()) is var (code, why))
            return await ScopeGate.RefuseAsync(_surroundings, code, why);
        if (resolved.Targets.FirstOrDefault() is not { } target)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Incomplete, [$"{request!.Text} is not known to the resolver"]);

        var endpoint = new IPEndPoint(target.Address, target.Ports[0]);
        if (parsed.GetValue(_dryRun))
        {
            TlsServerPlan.Write(_surroundings.Out, endpoint, target.Name, ClearPorts, parsed.GetValue(_budget), intrusive);
            return ExitCode.Clean;
        }

        var tool = $"leadglass {Exposure.Probing.Identity.Version}";
        var startedAt = _surroundings.Time.GetUtcNow();
        sink.Start(tool, "tls server", startedAt);
        var pace = Pace.Normal with { Pause = TimeSpan.FromMilliseconds(parsed.GetValue(_delay)), Budget = parsed.GetValue(_budget) };
        var (seen, lastDial) = await ProbeAsync(endpoint, target.Name, pace, intrusive, cancellationToken);
        var inside = TlsQuestions.DicomInside(seen);
        var (here, beside, web) = await LookBesideAsync(target, pace, cancellationToken);
        var report = new ServerReport("tls server");
        report.Add(endpoint.ToString(), target.Name, new TlsExamination(seen, startedAt)
        {
            HostName = target.Name ?? target.Address.ToString(),
            Claim = claim,
            ClearDicomHere = here,
            DicomInsideTls = inside,
            EchoInsideTls = TlsQuestions.EchoInside(seen),
            DicomWebHere = inside != Answer.Yes ? Answer.NotKnown : web,
            ClearPortsBeside = beside,
            NoConnection = seen.Connections > 0 ? null : JudgedPort.WhyUnreached(lastDial),
        }, profiles);
        var sensitive = new[] { target.Address.ToString(), target.Name }.OfType<string>().Select(host => new SensitiveValue(SensitiveKind.Host, host)).Concat(CertificateValues.Of(seen));
        return sink.Finish(report.Build(tool, startedAt, _surroundings.Time.GetUtcNow(), cancellationToken.IsCancellationRequested), sensitive);
    }

    private async Task<(ServerObservation Seen, DialOutcome LastDial)> ProbeAsync(IPEndPoint endpoint, string? name, Pace pace, bool intrusive, CancellationToken cancellationToken)
    {
        var dialer = new TcpDialer(_surroundings.Time);
        var opened = 0;
        var lastDial = DialOutcome.Connected;
        var seen = await ServerProbe.ExamineAsync(ConnectAsync, TlsQuestions.Dicom(new Sentinels(_surroundings.Random)) with
        {
            ApplicationNext = TlsQuestions.EchoTo,
            ServerName = name,
            Timeout = pace.Timeout,
            Intrusive = intrusive,
            Time = _surroundings.Time,
            Random = _surroundings.Random,
        }, cancellationToken);
        return (seen, lastDial);

        async ValueTask<Stream?> ConnectAsync(CancellationToken token)
        {
            if (opened >= pace.Budget)
                return null;
            if (opened++ > 0 && pace.Pause > TimeSpan.Zero)
                await Task.Delay(pace.Pause, _surroundings.Time, token);
            var dial = await dialer.ConnectAsync(endpoint, pace.Timeout, token);
            lastDial = dial.Outcome;
            return dial.Stream;
        }
    }

    // The commonest mistake: TLS was added, and the clear port beside it stayed. And the port itself: clear text or the web besides DICOM inside TLS?
    private async Task<(Answer? Here, IReadOnlyList<int>? Beside, Answer Web)> LookBesideAsync(CheckTarget target, Pace pace, CancellationToken cancellationToken)
    {
        var port = target.Ports[0];
        var options = new CheckOptions { Sentinels = new Sentinels(_surroundings.Random), DiscoverOnly = true, Pace = pace };
        var seen = await LookAsync(ClearPorts.Append(port).Distinct(), options);
        var here = seen.FirstOrDefault(observed => observed.Port == port);
        // Only a port that spoke HTTP is asked for what a web server has.
        var web = here?.Web is not null && await LookAsync([port], options with { DiscoverOnly = false, Pace = pace with { TlsBudget = 0 } }) is [{ Web.ServesDicomWeb: true }];
        var clear = seen.Where(observed => observed.Service == ServiceKind.Dicom && observed.Port != port).Select(observed => observed.Port).ToList();
        // What was not found by then may be there all the same.
        var isOver = cancellationToken.IsCancellationRequested;
        return (
            here switch
            {
                { Service: ServiceKind.Https } => null,
                { Service: ServiceKind.Dicom } or { AnswersClearDicom: true } => Answer.Yes,
                { AnswersClearDicom: false } => Answer.No,
                _ => Answer.NotKnown,
            },
            isOver && clear.Count == 0 ? null : clear,
            web ? Answer.Yes : isOver ? Answer.NotKnown : Answer.No);

        async Task<IReadOnlyList<PortObservation>> LookAsync(IEnumerable<int> ports, CheckOptions questions)
        {
            // Each look begins a line of its own, which knows of no connection before it.
            await Task.Delay(pace.Pause, _surroundings.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var check = new ExposureCheck(new TcpDialer(_surroundings.Time), _surroundings.Time, questions);
            var found = new List<PortObservation>();
            await foreach (var system in check.RunAsync([target with { Ports = [.. ports] }], null, cancellationToken))
                found.AddRange(system.Ports);
            return found;
        }
    }
}
