using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography;
using Leadglass.Findings;
using Leadglass.Inspection.Sanitising;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass sanitize verify</c>: are these the copies that the manifest speaks of, and who says so?</summary>
internal sealed class SanitizeVerifyCommand : Command
{
    /// <summary>What a signature's name has behind that of its manifest.</summary>
    public const string SignatureExtension = ".sig";

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
        var signature = await SignatureAsync(parsed.GetValue(_key), path, bytes, problems, cancellationToken);
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

    /// <summary>What is known about the signature; null where the key is none.</summary>
    private static async Task<string?> SignatureAsync(string? keyPath, string path, byte[] manifest, List<string> problems, CancellationToken cancellationToken)
    {
        var signature = File.Exists(path + SignatureExtension) ? await File.ReadAllBytesAsync(path + SignatureExtension, cancellationToken) : null;
        if (keyPath is null)
            return signature is null ? "the manifest is not signed" : "the signature was not checked: --key names the public key";
        using var key = ManifestKey.TryRead(await File.ReadAllTextAsync(keyPath, cancellationToken));
        if (key is null)
        {
            problems.Add($"--key {keyPath}: not an ECDSA key in PEM");
            return null;
        }

        if (signature is not null && key.Verifies(manifest, signature))
            return $"the signature is by this key (sha256:{key.Id})";
        problems.Add(signature is null ? "there is no signature" : "the signature is not by this key, or the manifest was changed");
        return "do not trust it";
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }
}
