using System.CommandLine;
using System.Globalization;
using System.Net;
using Leadglass.Exposure.Targets;
using Leadglass.Findings;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Sessions;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass fuzz scu</c>: a campaign of broken answers for a client of DICOM.</summary>
internal sealed class FuzzScuCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly FuzzTargetOptions _client = new(takesFile: false);
    private readonly FuzzCampaignOptions _campaign = new();
    private readonly Option<string> _listen = new("--listen") { Description = "Where the client connects to: a port on loopback, or ADDRESS:PORT.", HelpName = "port", Required = true };
    private readonly Option<string?> _certificate = new("--cert") { Description = "Answer inside TLS with this certificate (PEM).", HelpName = "file" };
    private readonly Option<string?> _key = new("--key") { Description = "The private key of the certificate (PEM).", HelpName = "file" };
    private readonly Option<string> _wait = new("--wait") { Description = "How long to wait for a client that is not started here.", HelpName = FuzzCampaignOptions.TimeName, DefaultValueFactory = _ => "5m" };
    private readonly Option<string?> _scope = new("--scope") { Description = "Which clients beyond loopback may be answered like this: its 'intrusive' (see: leadglass scope init).", HelpName = "scope.yaml" };
    private readonly Option<string?> _replay = new("--replay") { Description = "Only give this answer and say what happens.", HelpName = "file" };

    public FuzzScuCommand(Surroundings surroundings)
        : base("scu", "Gives broken answers to a client of DICOM: leadglass fuzz scu --listen PORT [-- CLIENT ARGUMENTS]")
    {
        _surroundings = surroundings;
        _client.AddTo(this);
        foreach (var option in new Option[] { _listen, _certificate, _key, _wait, _scope, _replay })
            Add(option);
        _campaign.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var endpoint = Endpoint(parsed.GetValue(_listen)!, errors);
        var client = _client.Target(parsed, errors);
        var exits = _client.DeclaredExits(parsed, errors);
        var waits = FuzzTargetOptions.Time("--wait", parsed.GetValue(_wait), errors) ?? TimeSpan.Zero;
        var scope = ScopeGate.Read(parsed.GetValue(_scope), errors);
        using var certificate = PemFiles.WithKey(parsed.GetValue(_certificate), parsed.GetValue(_key), errors);
        if (parsed.GetValue(_replay) is { } replayed && !File.Exists(replayed))
            errors.Add($"--replay {replayed}: there is no such file");
        var options = _campaign.Fill(parsed, new CampaignOptions
        {
            Target = new CampaignTarget(TargetKind.Client, client?.Name ?? parsed.GetValue(_listen)!, client is null ? [] : [client.Program, .. client.Arguments], client is null ? "" : CampaignTarget.HashOf(client.Program)),
            Limits = _client.Limits(parsed, errors),
            DeclaredExits = exits,
            ReplayCommand = Again(parsed, client),
        }, errors);
        if (errors.Count > 0 || endpoint is null)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);
        if (!IPAddress.IsLoopback(endpoint.Address) && scope is null)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Refused, [$"{endpoint.Address} can be reached by others than this machine: --scope scope.yaml names under 'intrusive' which clients may be answered. Nothing was opened."]);

        var target = new AnswerTarget(endpoint)
        {
            Client = client,
            Waits = waits,
            Certificate = certificate,
            Allows = address => Scope.IntrusiveRefusals(scope, [address], _surroundings.Time.GetUtcNow()).Count == 0,
        };
        if (parsed.GetValue(_replay) is { } file)
        {
            using var executor = new AnswerExecutor(target, options.Limits with { AddressSpace = false }, _surroundings.Time);
            return await FuzzServerOptions.ReplayAsync(_surroundings, executor, await File.ReadAllBytesAsync(file, cancellationToken), exits, "The client did", "It ended as it may.", cancellationToken);
        }
        if (!_campaign.IsDryRun(parsed))
        {
            if (client is null)
                await _surroundings.Error.WriteLineAsync($"Waiting for a client at {endpoint}. Each connection is one case: let it connect again and again.");
            using var executor = new AnswerExecutor(target, options.Limits with { AddressSpace = false }, _surroundings.Time);
            (options, var refusal) = await executor.SurveyAsync(cancellationToken) is var (answers, reason) ? (options with { Seeds = answers }, reason) : default;
            if (refusal is not null)
                return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Incomplete, [refusal]);
        }
        else
        {
            options = options with { Seeds = AnswerExecutor.Silence };
        }
        using var campaign = new FuzzCampaign(
            options, new SessionSource(options.Seed, options.Seeds), tried => new AnswerExecutor(target, tried, _surroundings.Time), _campaign.Folder(parsed), FuzzCampaignOptions.Tool, _surroundings.Time);
        return await _campaign.RunAsync(parsed, _surroundings, "fuzz scu", campaign, options, Plan(target), cancellationToken);
    }

    private static IReadOnlyList<string> Plan(AnswerTarget target) =>
    [
        $"Nothing was opened. It would listen at {target.Endpoint}{(target.Certificate is null ? "" : " inside TLS")}",
        $"client     {(target.Client is { } client ? $"started here for each case: {client.CommandLine}" : $"not started here: each of its connections is one case, and it is waited for {target.Waits.TotalSeconds} s")}",
        "answers    as a server in good order gives them, one of them broken; nothing is kept, and no connection is opened",
    ];

    private static IPEndPoint? Endpoint(string text, List<string> errors)
    {
        if (ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0)
            return new IPEndPoint(IPAddress.Loopback, port);
        if (IPEndPoint.TryParse(text, out var endpoint) && endpoint.Port > 0)
            return endpoint;
        errors.Add($"--listen {text}: name a port, or an address of this machine and a port, such as 11112 or [::1]:11112");
        return null;
    }

    /// <summary>The command that gives one answer again.</summary>
    private string Again(ParseResult parsed, CommandTarget? client) =>
        FuzzCampaignOptions.Again("leadglass fuzz scu --replay {0}", parsed, [_listen, _certificate, _key, _scope, .. _client.Options], client);
}
