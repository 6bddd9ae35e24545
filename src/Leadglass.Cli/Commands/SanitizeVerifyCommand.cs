using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography;
using Leadglass.Findings;
using Leadglass.Inspection.Sanitising;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass sanitize verify</c>: are these the copies that the manifest speaks of, and who says so?</summary>
internal sealed class SanitizeVerifyCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string> _manifest = new("manifest") { Description = "A manifest; its copies are where they were beside it." };
    private readonly Option<string?> _key = new("--key") { Description = "ECDSA public key (PEM) of whoever signs manifests here.", HelpName = "key.pem" };

    public SanitizeVerifyCommand(Surroundings surroundings)
        : base("verify", "Checks the signature of a manifest and the hashes of the copies that it names.")
    {
        _surroundings = surroundings;
        Add(_manifest);
        Add(_key);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = parsed.GetValue(_manifest)!;
        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        if (SanitiseManifest.Outputs(bytes) is not { } outputs)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, [$"{path}: not a manifest of leadglass sanitize"]);

        var problems = new List<string>();
        var signature = await SignedManifest.CheckAsync(parsed.GetValue(_key), path, bytes, problems, cancellationToken);
        if (signature is null)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, problems);
        foreach (var (output, sha256) in outputs)
        {
            var copy = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, output);
            if (!File.Exists(copy))
                problems.Add($"{output}: not there");
            else if (await HashAsync(copy, cancellationToken) != sha256)
                problems.Add($"{output}: not the copy that the manifest speaks of");
        }

        foreach (var problem in problems)
            await _surroundings.Out.WriteLineAsync(VisibleText.Of(problem));
        await _surroundings.Out.WriteLineAsync($"{outputs.Count:N0} {(outputs.Count == 1 ? "copy" : "copies")}, {(problems.Count == 0 ? "each as the manifest says" : "see above")}; {signature}.");
        return problems.Count > 0 ? ExitCode.Findings : ExitCode.Clean;
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }
}
