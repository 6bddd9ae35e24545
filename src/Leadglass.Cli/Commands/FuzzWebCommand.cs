using System.CommandLine;
using System.Net;
using Leadglass.Exposure.Targets;
using Leadglass.Findings;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Web;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass fuzz web</c>: a campaign against a service of DICOMweb.</summary>
internal sealed class FuzzWebCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly FuzzServerOptions _server;
    private readonly FuzzCampaignOptions _campaign = new();
    private readonly Argument<string> _url = new("url") { Description = "The service, such as http://127.0.0.1:8042/dicom-web." };
    private readonly Option<long?> _case = new("--case") { Description = "Only send this case of the campaign seed and say what happens.", HelpName = "n" };

    public FuzzWebCommand(Surroundings surroundings)
        : base("web", "Sends broken requests to a DICOMweb service: leadglass fuzz web URL [-- SERVER ARGUMENTS]")
    {
        _surroundings = surroundings;
        _server = new FuzzServerOptions(surroundings, $"Also send requests that store objects, all of the patient ID {WebOptions.PatientId}. Nothing is ever deleted. Test systems only.");
        Add(_url);
        _server.AddTo(this);
        Add(_case);
        _campaign.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var uri = WebTarget.TryRead(parsed.GetValue(_url)!, out var wrong);
        if (uri is null)
            errors.Add(wrong);
        var server = _server.Server(parsed, errors);
        var scope = _server.Scope(parsed, errors);
        if (parsed.GetValue(_case) is < 0 || (parsed.GetValue(_case) is not null && _server.Replay(parsed) is not null))
            errors.Add("--case takes a number from 0, and not together with --replay");
        var stores = _server.Stores(parsed);
        var options = _campaign.Fill(parsed, new CampaignOptions
        {
            Target = new CampaignTarget(
                TargetKind.Web, parsed.GetValue(_url)!, [.. stores ? ["--store"] : (string[])[], .. server?.Arguments.Prepend(server.Program) ?? []], server is null ? "" : CampaignTarget.HashOf(server.Program)),
            Seeds = WebSeeds.All(stores),
            ReplayCommand = FuzzCampaignOptions.Again($"leadglass fuzz web {CommandTarget.Quoted(parsed.GetValue(_url)!)} --replay {{0}}", parsed, _server.OfACase, server),
            Limits = _server.Limits(parsed, errors),
        }, errors);
        if (errors.Count > 0 || uri is null)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        if (!TargetParser.TryParse($"{(uri.HostNameType == UriHostNameType.IPv6 ? $"[{uri.DnsSafeHost}]" : uri.DnsSafeHost)}:{uri.Port}", out var request, out wrong))
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, [wrong]);
        var (endpoint, refused) = await _server.ResolveAsync(request!, uri.Port, scope, cancellationToken);
        if (endpoint is null)
            return refused;
        var target = WebTarget.Of(uri, endpoint.Address);
        var web = new WebOptions
        {
            Stores = stores,
            Rate = _server.Rate(parsed, endpoint.Address),
            Server = server,
            FirstNumber = _surroundings.Random.NextInt64(1_000_000_000_000),
        };
        var cases = new WebCases(options.Seed, options.Seeds, stores);
        if (Single(parsed, cases) is { } bytes)
        {
            using var executor = new WebExecutor(target, web, options.Limits, _surroundings.Time);
            return await _server.ReplayAsync(executor, bytes, cancellationToken);
        }
        using var campaign = new FuzzCampaign(
            options, cases, tried => new WebExecutor(target, web, tried, _surroundings.Time), _campaign.Folder(parsed), FuzzCampaignOptions.Tool, _surroundings.Time);
        var result = await _campaign.RunAsync(parsed, _surroundings, "fuzz web", campaign, options, Plan(target, web), cancellationToken);
        if (stores && !_campaign.IsDryRun(parsed))
            await _surroundings.Error.WriteLineAsync($"What was stored has the patient ID {WebOptions.PatientId}, unless that was broken as well: delete it on the service.");
        return result;
    }

    private static IReadOnlyList<string> Plan(WebTarget target, WebOptions web) => FuzzServerOptions.Plan(
        $"{target.Url} ({target.EndPoint})", web.Server, "a query that matches nobody",
        $"{(web.Stores ? $"objects of the patient ID {WebOptions.PatientId}" : "nothing: STOW-RS is kept back")}; nothing is ever deleted", web.Rate);

    /// <summary>The one exchange that is asked for; null for a campaign.</summary>
    private ReadOnlyMemory<byte>? Single(ParseResult parsed, WebCases cases)
    {
        if (_server.Replay(parsed) is { } file)
            return File.ReadAllBytes(file);
        if (parsed.GetValue(_case) is not { } index)
            return null;
        var made = cases.Make(index);
        _surroundings.Out.WriteLine(VisibleText.Of($"Case {made.Index}, made of {made.Seed}:"));
        foreach (var step in made.Steps)
            _surroundings.Out.WriteLine(VisibleText.Of($"  {step.Operator}: {step.What}"));
        return made.Bytes;
    }
}
