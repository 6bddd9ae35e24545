using System.CommandLine;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Targets;
using Leadglass.Findings;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Sessions;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass fuzz scp</c>: a campaign of broken conversations with a server of DICOM.</summary>
internal sealed class FuzzScpCommand : Command
{
    private const int LongestTitle = 16;

    private readonly Surroundings _surroundings;
    private readonly FuzzServerOptions _server;
    private readonly FuzzCampaignOptions _campaign = new();
    private readonly Argument<string> _address = new("target") { Description = "HOST:PORT of the server." };
    private readonly Option<string> _called = new("--called") { Description = "AE title of the server.", HelpName = "title", DefaultValueFactory = _ => "ANY-SCP" };
    private readonly Option<string> _calling = new("--calling") { Description = "AE title that Leadglass uses.", HelpName = "title", DefaultValueFactory = _ => Identity.AETitle };
    private readonly Option<bool> _tls = new("--tls") { Description = "Inside TLS; the server's certificate is not verified." };

    public FuzzScpCommand(Surroundings surroundings)
        : base("scp", "Holds broken conversations with a server of DICOM: leadglass fuzz scp HOST:PORT [-- SERVER ARGUMENTS]")
    {
        _surroundings = surroundings;
        _server = new FuzzServerOptions(surroundings, "Also send what leaves something behind: objects, procedure steps, commitments, print sessions. Test systems only.");
        Add(_address);
        _server.AddTo(this);
        foreach (var option in new Option[] { _called, _calling, _tls })
            Add(option);
        _campaign.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var request = Address(parsed, errors);
        var server = _server.Server(parsed, errors);
        foreach (var title in new[] { parsed.GetValue(_called)!, parsed.GetValue(_calling)! })
        {
            if (title.Length is 0 or > LongestTitle || title.Any(static letter => letter is < ' ' or > '~' or '\\'))
                errors.Add($"{title}: an AE title has 1 to {LongestTitle} printable ASCII characters and no backslash (PS3.5 §6.2)");
        }
        var scope = _server.Scope(parsed, errors);
        var options = _campaign.Fill(parsed, new CampaignOptions
        {
            Target = new CampaignTarget(TargetKind.Service, parsed.GetValue(_address)!, server is null ? [] : [server.Program, .. server.Arguments], server is null ? "" : CampaignTarget.HashOf(server.Program)),
            ReplayCommand = Again(parsed, server),
            Limits = _server.Limits(parsed, errors),
        }, errors);
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        var (endpoint, refused) = await _server.ResolveAsync(request!, request!.Ports![0], scope, cancellationToken);
        if (endpoint is null)
            return refused;
        var target = new SessionTarget(endpoint, parsed.GetValue(_called)!, parsed.GetValue(_calling)!)
        {
            Tls = parsed.GetValue(_tls),
            Server = server,
            Stores = _server.Stores(parsed),
            Rate = _server.Rate(parsed, endpoint.Address),
        };
        using var executor = new SessionExecutor(target, options.Limits, SessionSeeds.Of(target, null).Count, _surroundings.Time);
        if (_server.Replay(parsed) is { } file)
            return await _server.ReplayAsync(executor, await File.ReadAllBytesAsync(file, cancellationToken), cancellationToken);
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

    private static IReadOnlyList<string> Plan(SessionTarget target) => FuzzServerOptions.Plan(
        $"{target.Endpoint}{(target.Tls ? " inside TLS" : "")}, called {target.Called}, calling {target.Calling}", target.Server, "C-ECHO",
        target.Stores ? "objects, procedure steps and print sessions of nobody" : "nothing: C-STORE and N-services are kept back", target.Rate);

    private TargetRequest? Address(ParseResult parsed, List<string> errors)
    {
        if (!TargetParser.TryParse(parsed.GetValue(_address)!, out var request, out var wrong))
            errors.Add(wrong);
        else if (!request!.IsSingleHost || request.Ports is not { Count: 1 })
            errors.Add($"{request.Text}: name one host and its port, such as 127.0.0.1:11112");
        return request;
    }

    /// <summary>The command that holds one conversation again.</summary>
    private string Again(ParseResult parsed, CommandTarget? server) =>
        FuzzCampaignOptions.Again($"leadglass fuzz scp {parsed.GetValue(_address)} --replay {{0}}", parsed, [_called, _calling, _tls, .. _server.OfACase], server);
}
