using System.CommandLine;
using Leadglass.Findings;
using Leadglass.Fuzzing.Campaign;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass fuzz verify</c>: is this the folder that a campaign left, and who says so?</summary>
internal sealed class FuzzVerifyCommand : Command
{
    private const int LargestManifest = 64 * 1024 * 1024;

    private readonly Surroundings _surroundings;
    private readonly Argument<string> _folder = new("folder") { Description = "Folder of a campaign, with its manifest.json." };
    private readonly Option<string?> _key = new("--key") { Description = "ECDSA public key (PEM) of whoever signs campaigns here.", HelpName = "key.pem" };

    public FuzzVerifyCommand(Surroundings surroundings)
        : base("verify", "Checks the files in the folder of a campaign against its manifest, and the signature of that.")
    {
        _surroundings = surroundings;
        Add(_folder);
        Add(_key);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var folder = new CampaignFolder(parsed.GetValue(_folder)!);
        var path = Path.Combine(folder.Path, CampaignManifest.FileName);
        if (!File.Exists(path))
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, [$"{folder.Path}: there is no {CampaignManifest.FileName} in it; it is written when a campaign ends"]);
        if (new FileInfo(path).Length > LargestManifest)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, [$"{path}: too large for a manifest"]);
        var manifest = await File.ReadAllBytesAsync(path, cancellationToken);
        if (CampaignManifest.Compare(folder, manifest) is not var (files, differences))
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, [$"{path}: not the manifest of a campaign"]);
        var problems = new List<string>();
        if (await SignedManifest.CheckAsync(parsed.GetValue(_key), path, manifest, problems, cancellationToken) is not { } signature)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, problems);

        problems.AddRange(differences);
        foreach (var problem in problems)
            await _surroundings.Out.WriteLineAsync(VisibleText.Of(problem));
        await _surroundings.Out.WriteLineAsync($"{files:N0} {(files == 1 ? "file" : "files")}, {(problems.Count == 0 ? "each as the manifest says, and no other" : "see above")}; {signature}.");
        return problems.Count > 0 ? ExitCode.Findings : ExitCode.Clean;
    }
}
