using System.CommandLine;
using Leadglass.Findings;
using Leadglass.Tls.Authority;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass tls pki new</c>: certificates for a lab or a migration, with the configuration of common programs.</summary>
internal sealed class TlsPkiNewCommand : Command
{
    private static readonly PkiOrder Usual = new();

    private readonly Surroundings _surroundings;
    private readonly Argument<string> _folder = new("folder") { Description = "A folder that does not exist yet. Nothing is ever overwritten." };
    private readonly Option<string> _name = new("--name") { Description = "Name of the authority.", DefaultValueFactory = _ => Usual.Name };
    private readonly Option<string[]> _hosts = new("--host")
    {
        Description = "Name or address under which the server is called. May be repeated.",
        HelpName = "name|address",
        DefaultValueFactory = _ => [.. Usual.Hosts],
    };

    private readonly Option<string[]> _titles = new("--ae")
    {
        Description = "AE title that gets certificates. May be repeated: the first one serves in the configurations, the last one calls it.",
        HelpName = "AET",
        DefaultValueFactory = _ => [.. Usual.AETitles],
    };

    private readonly Option<int> _days = new("--days") { Description = "Days for which the certificates are valid.", HelpName = "n", DefaultValueFactory = _ => Usual.Days };

    public TlsPkiNewCommand(Surroundings surroundings)
        : base("new", "Makes an authority, certificates for each AE, and configurations of DCMTK, Orthanc, dcm4chee, stunnel, HAProxy and nginx.")
    {
        _surroundings = surroundings;
        Add(_folder);
        foreach (var option in new Option[] { _name, _hosts, _titles, _days })
            Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var order = new PkiOrder
        {
            Name = parsed.GetValue(_name)!,
            Hosts = parsed.GetValue(_hosts)!,
            AETitles = parsed.GetValue(_titles)!,
            Days = parsed.GetValue(_days),
        };
        var errors = order.Validate().ToList();
        var folder = "";
        try
        {
            folder = Path.GetFullPath(parsed.GetValue(_folder)!);
            errors.AddRange(PkiFolder.Objection(folder) is { } objection ? [objection] : []);
        }
        catch (ArgumentException e)
        {
            errors.Add(e.Message);
        }

        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        try
        {
            PkiFolder.WriteNew(folder, LabPki.Make(order, folder, _surroundings.Time));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Incomplete, [$"{e.Message} Nothing was made."]);
        }

        var output = _surroundings.Out;
        await output.WriteLineAsync($"A certification authority for labs and migrations is in {VisibleText.Of(folder)}.");
        await output.WriteLineAsync();
        await output.WriteLineAsync("  README.md          what is what, and until when it is valid");
        await output.WriteLineAsync("  ca.crt             what every system is told to trust");
        await output.WriteLineAsync("  ca.crl             what none of them accepts any more (leadglass tls pki revoke)");
        foreach (var title in order.AETitles)
            await output.WriteLineAsync($"  {title + "/",-18} certificates and keys of {title}");
        await output.WriteLineAsync($"  configuration/     ready for {order.AETitles[0]}: DCMTK, Orthanc, dcm4chee, stunnel, HAProxy, nginx");
        await output.WriteLineAsync("  pfx-password.txt   opens the .pfx files");
        await output.WriteLineAsync();
        await output.WriteLineAsync("Whoever has authority/*.key can impersonate every system that trusts ca.crt: put those files away from the network.");
        return ExitCode.Clean;
    }
}
