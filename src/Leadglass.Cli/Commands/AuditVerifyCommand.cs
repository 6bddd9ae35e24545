using System.CommandLine;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Storage;
using Leadglass.Findings;
using Leadglass.Inspection.Sanitising;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass audit verify</c>: is the store what was stored? Writes nothing and contacts nobody.</summary>
internal sealed class AuditVerifyCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string> _store = new("store") { Description = "The store that leadglass audit serve keeps, or a copy of it: a file, or a connection string." };
    private readonly Option<string?> _key = new("--key") { Description = "ECDSA public key (PEM) of the service: there must be checkpoints, and each must be signed by it.", HelpName = "key.pem" };
    private readonly Option<string?> _checkpoints = new("--checkpoints") { Description = $"The checkpoints, best a copy that was kept elsewhere; the name of the store with {AuditServeCommand.CheckpointExtension} behind it by default.", HelpName = "file" };

    public AuditVerifyCommand(Surroundings surroundings)
        : base("verify", "Follows the hash chain of a store and tells whether a record was changed, removed or inserted, and with checkpoints whether its end was cut off.")
    {
        _surroundings = surroundings;
        Add(_store);
        Add(_key);
        Add(_checkpoints);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var address = new AuditStoreAddress(parsed.GetValue(_store)!);
        var errors = new List<string>();
        using var key = Key(parsed.GetValue(_key), errors);
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        await AuditSelection.SettleAsync(address, _surroundings, cancellationToken);
        // Before the records: a service that runs meanwhile only adds records.
        var problems = new List<string>();
        var checkpoints = Checkpoints(parsed.GetValue(_checkpoints), address, key, problems);
        using var store = address.Open(AuditStoreMode.Read);
        var result = HashChain.Verify(store.ReadAll(), checkpoints);

        foreach (var problem in problems)
            await _surroundings.Out.WriteLineAsync(VisibleText.Of(problem));
        await _surroundings.Out.WriteLineAsync(result.Break is { } reason
            ? $"The chain is broken: {reason}. It holds up to record {result.Count:N0}."
            : $"The chain holds: {result.Count - result.Removed:N0} records{(result.Removed > 0 ? $"; {result.Removed:N0} before them were removed for their age, as a record tells" : "")}.");
        await _surroundings.Out.WriteLineAsync($"Record {result.Count} has the hash {Convert.ToHexStringLower(result.Last.Span)}.");
        if (result.Break is null && checkpoints.MaxBy(static checkpoint => checkpoint.Sequence) is { } latest)
        {
            await _surroundings.Out.WriteLineAsync(
                $"{checkpoints.Count:N0} checkpoints agree with it, the last of {AuditTime.Format(latest.Time)} for record {latest.Sequence:N0}; {result.Count - latest.Sequence:N0} records came later. "
                + (key is null ? "Their signatures were not checked: --key names the public key." : $"They are signed by this key (sha256:{key.Id})."));
        }

        return result.Break is null && problems.Count == 0 ? ExitCode.Clean : ExitCode.Findings;
    }

    private static ManifestKey? Key(string? path, List<string> errors)
    {
        if (path is null)
            return null;
        var key = ManifestKey.TryRead(File.ReadAllText(path));
        if (key is null)
            errors.Add($"--key {path}: not an ECDSA key in PEM");
        return key;
    }

    /// <summary>The checkpoints that can be believed; the others are problems.</summary>
    private static List<Checkpoint> Checkpoints(string? named, AuditStoreAddress store, ManifestKey? key, List<string> problems)
    {
        var path = named ?? (store.IsFile ? store.Text + AuditServeCommand.CheckpointExtension : null);
        if (path is null || (named is null && !File.Exists(path)))
        {
            if (key is not null)
                problems.Add(path is null ? "There are no checkpoints: --checkpoints names those of a database." : $"There are no checkpoints: {path} is not there.");
            return [];
        }

        var unreadable = new List<int>();
        var read = new CheckpointFile(path).Read(unreadable);
        problems.AddRange(unreadable.Select(line => $"Line {line:N0} of the checkpoints is none."));
        if (key is null)
            return [.. read];
        var signed = read.Where(checkpoint => key.Verifies(checkpoint.ToStatement(), checkpoint.Signature.Span)).ToList();
        if (signed.Count < read.Count)
            problems.Add($"{read.Count - signed.Count:N0} checkpoints are not signed by this key, or were changed.");
        if (read.Count == 0)
            problems.Add($"There are no checkpoints: {path} has none.");
        return signed;
    }
}
