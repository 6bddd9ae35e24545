using System.CommandLine;
using System.Globalization;
using Leadglass.Audit.Building;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Storage;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass audit prune</c>: removes what is older than the policy of the site, and records that it did.</summary>
internal sealed class AuditPruneCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly Option<string> _store = new("--store") { Description = "The store that leadglass audit serve keeps.", HelpName = "store", Required = true };
    private readonly Option<string> _keep = new("--keep") { Description = "How long records are kept after they were received: 6y, 18m or 90d (years, months, days).", HelpName = "age", Required = true };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only say what would be removed." };

    public AuditPruneCommand(Surroundings surroundings)
        : base("prune", "Removes the oldest messages of a store by the policy of the site. Records in the store that they were removed; the chain still verifies.")
    {
        _surroundings = surroundings;
        Add(_store);
        Add(_keep);
        Add(_dryRun);
        SetAction((parsed, cancellationToken) => RunAsync(parsed));
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        var now = _surroundings.Time.GetLocalNow();
        if (Before(now, parsed.GetValue(_keep)!) is not { } before)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, ["--keep must be a number of at least 1 with y, m or d behind it, for example 6y, and reach back less than 1,000 years"]);

        var address = new AuditStoreAddress(parsed.GetValue(_store)!);
        var dryRun = parsed.GetValue(_dryRun);
        using var store = address.Open(dryRun ? AuditStoreMode.Read : AuditStoreMode.Write);
        var removed = dryRun ? store.Prunable(before) : store.Prune(before, last => AuditRecord.Of(
            Pruning.Account(
                last,
                new AuditSource { Id = Environment.MachineName },
                now,
                [Participants.Person(Environment.UserName, Environment.UserDomainName), Participants.ThisProcess()],
                address.Uri),
            now));
        await _surroundings.Out.WriteLineAsync(removed.Sequence == 0
            ? $"No record was received before {AuditTime.Format(before)}."
            : $"{(dryRun ? "Would remove" : "Removed")} the records up to number {removed.Sequence:N0}, received before {AuditTime.Format(before)}.");
        return ExitCode.Clean;
    }

    private static DateTimeOffset? Before(DateTimeOffset now, string age)
    {
        if (age.Length is < 2 or > 7 || !int.TryParse(age[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
            return null;
        return age[^1] switch
        {
            'y' when number < 1_000 => now.AddYears(-number),
            'm' when number < 12_000 => now.AddMonths(-number),
            'd' when number < 365_000 => now.AddDays(-number),
            _ => null,
        };
    }
}
