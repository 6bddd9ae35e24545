using System.CommandLine;
using Leadglass.Audit.Storage;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass audit verify</c>: is the store what was stored? Writes nothing and contacts nobody.</summary>
internal sealed class AuditVerifyCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string> _store = new("store") { Description = "The store that leadglass audit serve keeps, or a copy of it." };

    public AuditVerifyCommand(Surroundings surroundings)
        : base("verify", "Follows the hash chain of a store and tells whether a record was changed, removed or inserted.")
    {
        _surroundings = surroundings;
        Add(_store);
        SetAction((parsed, cancellationToken) => RunAsync(parsed));
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        using var store = SqliteAuditStore.Open(parsed.GetValue(_store)!, AuditStoreMode.Read);
        var result = HashChain.Verify(store.ReadAll());
        await _surroundings.Out.WriteLineAsync(result.Break is { } reason
            ? $"The chain is broken: {reason}. {result.Count:N0} records before it hold."
            : $"The chain holds: {result.Count:N0} records.");
        await _surroundings.Out.WriteLineAsync($"Record {result.Count} has the hash {Convert.ToHexStringLower(result.Last.Span)}.");
        return result.Break is null ? ExitCode.Clean : ExitCode.Findings;
    }
}
