using System.CommandLine;
using Leadglass.Audit.Building;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Storage;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary>The options that say which records of a store are wanted, and the reading of them, which is recorded first.</summary>
internal sealed class AuditSelection
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Option<string> _store = new("--store") { Description = "The store that leadglass audit serve keeps.", HelpName = "store", Required = true };
    private readonly Option<string?> _from = new("--from") { Description = "Earliest time of an event, for example 2026-03-04T00:00:00+01:00.", HelpName = "time" };
    private readonly Option<string?> _to = new("--to") { Description = "Time before which events are.", HelpName = "time" };

    private readonly (Option<string?> Option, AuditTermKind Kind)[] _terms =
    [
        (new("--event") { Description = "EventID or EventTypeCode, for example 110106 for Data Export.", HelpName = "code" }, AuditTermKind.Event),
        (new("--user") { Description = "UserID, AlternativeUserID or UserName.", HelpName = "id" }, AuditTermKind.User),
        (new("--patient") { Description = "Patient ID.", HelpName = "id" }, AuditTermKind.Patient),
        (new("--study") { Description = "Study Instance UID.", HelpName = "uid" }, AuditTermKind.Study),
        (new("--source") { Description = "AuditSourceID.", HelpName = "id" }, AuditTermKind.Source),
        (new("--outcome") { Description = "0 success, 4 minor, 8 serious, 12 major failure.", HelpName = "code" }, AuditTermKind.Outcome),
        (new("--media") { Description = "Kind of medium or application, for example 110030 for USB.", HelpName = "code" }, AuditTermKind.Media),
    ];

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="byTerms">Whether records can also be selected by what is in them; otherwise by time alone.</param>
    public void AddTo(Command command, bool byTerms = true)
    {
        foreach (var option in new Option[] { _store, _from, _to })
            command.Add(option);
        foreach (var (option, _) in byTerms ? _terms : [])
            command.Add(option);
    }

    /// <summary>Makes the query.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public AuditQuery Read(ParseResult parsed, List<string> errors) => new()
    {
        From = Time(parsed.GetValue(_from), "--from", errors),
        To = Time(parsed.GetValue(_to), "--to", errors),
        Terms = [.. _terms.Where(term => parsed.GetValue(term.Option) is not null).Select(term => new AuditTerm(term.Kind, parsed.GetValue(term.Option)!.Trim()))],
    };

    /// <summary>Opens the store and writes into it that somebody reads it (PS3.15 A.5.3.2): who cannot be recorded, reads nothing.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="surroundings">The clock, and where it is said that messages wait.</param>
    /// <param name="cancellationToken">Ends the waiting for a service that is about to store.</param>
    /// <exception cref="IOException">The store cannot be opened or written to.</exception>
    public async Task<IAuditStore> OpenAndRecordUseAsync(ParseResult parsed, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var address = new AuditStoreAddress(parsed.GetValue(_store)!);
        await SettleAsync(address, surroundings, cancellationToken);
        var store = address.Open(AuditStoreMode.Write);
        try
        {
            var now = surroundings.Time.GetLocalNow();
            var used = new AuditLogUsed
            {
                Source = new AuditSource { Id = Environment.MachineName },
                Time = now,
                Actors = [Participants.Person(Environment.UserName, Environment.UserDomainName), Participants.ThisProcess()],
                Log = address.Uri,
            };
            store.Append([AuditRecord.Of(used.ToMessage(), now)]);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Lets a service store what it has acknowledged, and says so if it does not: whoever reads would miss it.</summary>
    /// <param name="store">The store.</param>
    /// <param name="surroundings">The clock, and standard error.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task SettleAsync(AuditStoreAddress store, Surroundings surroundings, CancellationToken cancellationToken)
    {
        if (store.Journal is { } journal && await AuditJournal.SettleAsync(journal, Patience, surroundings.Time, cancellationToken) is > 0 and var waiting)
            await surroundings.Error.WriteLineAsync($"leadglass: {waiting:N0} octets of messages wait in {VisibleText.Of(journal)} and are not looked at: leadglass audit serve takes them into the store.");
    }

    private static DateTimeOffset? Time(string? text, string option, List<string> errors)
    {
        if (text is null)
            return null;
        if (AuditTime.Parse(text) is { HasZone: true } time)
            return time.Instant;
        errors.Add($"{option}: {text} is no time with its zone; write it as 2026-03-04T05:06:07+01:00 or 2026-03-04T05:06:07Z");
        return null;
    }
}
