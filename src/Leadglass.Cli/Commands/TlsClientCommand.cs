using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Leadglass.Cli.Output;
using Leadglass.Exposure.Probing;
using Leadglass.Findings;
using Leadglass.Tls.Authority;
using Leadglass.Tls.Client;
using Leadglass.Tls.Client.Rules;
using Leadglass.Tls.Profiles;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass tls client</c>: a server to point a device at, which records what the device does with right and wrong answers.</summary>
internal sealed class TlsClientCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly ReportOutput _output = new();
    private readonly Option<int> _listen = new("--listen") { Description = "Port for TLS; 0 takes a free one.", HelpName = "port", Required = true };
    private readonly Option<int?> _clear = new("--clear-port") { Description = "Also listen here, to catch a device that falls back to clear text.", HelpName = "port" };
    private readonly Option<string?> _claim = new("--claim") { Description = "Profile that the device claims, such as B.12.", HelpName = "profile" };
    private readonly Option<string?> _authority = new("--ca") { Description = "Folder of leadglass tls pki new, whose ca.crt the device trusts.", HelpName = "folder" };
    private readonly Option<string[]> _hosts = new("--host")
    {
        Description = "Name or address by which the device calls this machine. May be repeated. Default: localhost, 127.0.0.1, and what this machine is called.",
        HelpName = "name|address",
        DefaultValueFactory = _ => [],
    };

    public TlsClientCommand(Surroundings surroundings)
        : base("client", "Records what a device does as a TLS client: what it offers, whom it trusts, what it falls back to.")
    {
        _surroundings = surroundings;
        foreach (var option in new Option[] { _listen, _clear, _claim, _authority, _hosts })
            Add(option);
        _output.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var claim = TlsProfiles.Claim(parsed.GetValue(_claim), errors);
        var hosts = parsed.GetValue(_hosts) is { Length: > 0 } given ? given : await OwnNamesAsync(cancellationToken);
        errors.AddRange(new PkiOrder { Hosts = hosts }.Validate());
        foreach (var (option, port) in new[] { ("--listen", parsed.GetValue(_listen)), ("--clear-port", parsed.GetValue(_clear) ?? 0) })
        {
            if (port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
                errors.Add($"{option} must be between {IPEndPoint.MinPort} and {IPEndPoint.MaxPort}");
        }

        using var sink = _output.Open(parsed, _surroundings, errors);
        using var authority = errors.Count == 0 ? ReadAuthority(parsed, errors) : null;
        if (errors.Count > 0 || authority is null)
        {
            foreach (var error in errors)
                await _surroundings.Error.WriteLineAsync($"leadglass: {VisibleText.Of(error)}");
            return ExitCode.Usage;
        }

        try
        {
            using var listener = Listen(parsed.GetValue(_listen));
            using var clear = parsed.GetValue(_clear) is { } port ? Listen(port) : null;
            return await RecordAsync(new ClientRecorderOptions
            {
                Authority = authority,
                Names = hosts,
                Converse = new DicomConversation(_surroundings.Time).HoldAsync,
                Time = _surroundings.Time,
            }, listener, clear, claim, sink, cancellationToken);
        }
        catch (SocketException e)
        {
            await _surroundings.Error.WriteLineAsync($"leadglass: cannot listen: {VisibleText.Of(e.Message)}. Choose another port.");
            return ExitCode.Incomplete;
        }
    }

    private async Task<int> RecordAsync(
        ClientRecorderOptions options, TcpListener listener, TcpListener? clear, Profile? claim, ReportSink sink, CancellationToken cancellationToken)
    {
        var tool = $"leadglass {Identity.Version}";
        var startedAt = _surroundings.Time.GetUtcNow();
        sink.Start(tool, "tls client", startedAt);
        var guide = new StepGuide(_surroundings.Error);
        await guide.OpenAsync(PortOf(listener), clear is null ? null : PortOf(clear));
        var recorder = new ClientRecorder(options);
        await foreach (var step in recorder.RunAsync(listener, clear, cancellationToken))
            await guide.ShowAsync(step);

        var seen = recorder.Observation;
        var report = ClientReport.Build(new ExaminedClient(seen, claim), tool, startedAt, _surroundings.Time.GetUtcNow());
        return sink.Finish(report, SensitiveValues(seen));
    }

    private static IEnumerable<SensitiveValue> SensitiveValues(ClientObservation seen)
    {
        if (seen.Address is { } address)
            yield return new(SensitiveKind.Host, address);
        if (seen.FirstHello?.ServerName is { Length: > 0 } name)
            yield return new(SensitiveKind.Host, name);
        var conversations = seen.Steps.Select(static step => step.Inside).OfType<ConversationObservation>().Concat(seen.ClearText.Select(static clear => clear.Conversation));
        foreach (var fact in conversations.SelectMany(static conversation => conversation.Facts).Where(static fact => fact.Key is "callingAE" or "calledAE" && fact.Value.Length > 0))
            yield return new(SensitiveKind.AETitle, fact.Value);
    }

    private LabAuthority? ReadAuthority(ParseResult parsed, List<string> errors)
    {
        if (parsed.GetValue(_authority) is not { } folder)
        {
            _surroundings.Error.WriteLine("leadglass: without --ca the device trusts none of the certificates, and its refusals prove little (leadglass tls pki new DIR makes one that it can be told to trust).");
            return LabAuthority.Create("Leadglass recorder", _surroundings.Time);
        }

        try
        {
            return LabAuthority.Load(folder, _surroundings.Time);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            errors.Add($"--ca: {folder} is no folder of leadglass tls pki new, or its keys were put away: {e.Message}");
            return null;
        }
    }

    private static async Task<string[]> OwnNamesAsync(CancellationToken cancellationToken)
    {
        var host = Dns.GetHostName();
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);
            return [.. new[] { "localhost", "127.0.0.1", host }.Concat(addresses.Where(static address => !address.IsIPv6LinkLocal).Select(static address => $"{address}")).Distinct()];
        }
        catch (SocketException)
        {
            return ["localhost", "127.0.0.1", host];
        }
    }

    private static TcpListener Listen(int port)
    {
        var listener = TcpListener.Create(port);
        listener.Start();
        return listener;
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
