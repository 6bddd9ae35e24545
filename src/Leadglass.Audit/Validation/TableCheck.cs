using Leadglass.Audit.Codes;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Tables;

namespace Leadglass.Audit.Validation;

/// <summary>Holds a message against its table of PS3.15 A.5.3, in one edition.</summary>
internal sealed class TableCheck(IssueLog log, Edition edition)
{
    private const string Event = "EventIdentification", Participant = "ActiveParticipant", Object = "ParticipantObjectIdentification";

    private string _clause = "PS3.15 A.5.3";

    /// <summary>Checks a message.</summary>
    /// <returns>Its table; <see langword="null"/> for an event that A.5.3 does not have.</returns>
    public MessageTable? Check(AuditMessage message)
    {
        if (message.Event.Id is not { Code.Length: > 0 } id)
            return null; // the schema has said so already
        // IHE's transactions go under DICOM's events, with tables of their own.
        if (message.Event.TypeCodes.Any(static type => type.SystemName == "IHE Transactions"))
            return null;
        var table = id.IsDicom ? MessageTables.Find(id.Code, edition) : null;
        if (table is null)
        {
            if (id.IsDicom)
                log.Add(IssueKind.EventId, id.Line, "EventID", _clause, $"DICOM has no event {IssueLog.Short(id.Code)}", "Take a code of CID 400; what kind of event it is, such as Login, EventTypeCode says.");
            return null;
        }

        _clause = $"PS3.15 {table.Clause}";
        CheckEvent(message.Event, table);
        CheckRequestor(message, table);
        CheckParticipants(message, table);
        CheckObjects(message, table);
        return table;
    }

    private void CheckEvent(EventIdentification identification, MessageTable table)
    {
        if (identification.ActionCode is not { } action)
            log.Add(IssueKind.Action, identification.Line, Event, _clause, "EventActionCode is missing", $"Add {Choice(table.Actions.Select(letter => $"{letter}"))}.");
        else if (action is ['C' or 'R' or 'U' or 'D' or 'E'] && !table.Actions.Contains(action, StringComparison.Ordinal))
            log.Add(IssueKind.Action, identification.Line, Event, _clause, $"EventActionCode is {action}", $"For {table.Title} write {Choice(table.Actions.Select(letter => $"{letter}"))}.");
        if (table.EventTypes.Length > 0 && !identification.TypeCodes.Any(type => !type.IsDicom || table.EventTypes.Contains(type.Code)))
        {
            var wanted = table.EventTypes.Length <= 2 ? Choice(table.EventTypes.Select(Named)) : "a code of CID 403";
            log.Add(IssueKind.EventType, identification.Line, Event, _clause, identification.TypeCodes.Count == 0 ? "EventTypeCode is missing" : "EventTypeCode is of another message", $"Add {wanted}.");
        }
    }

    private void CheckRequestor(AuditMessage message, MessageTable table)
    {
        if (table.ExactlyOneRequestor && !message.Participants.Any(participant => participant.IsRequestor))
            log.Add(IssueKind.Requestor, message.Event.Line, "AuditMessage", _clause, "no participant has UserIsRequestor true", "Write true for the user or process that asked for it.");
    }

    private void CheckParticipants(AuditMessage message, MessageTable table)
    {
        var left = message.Participants.ToList();
        foreach (var row in table.Participants)
        {
            // By reference: two participants that say the same are two.
            var taken = left.Where(candidate => row.Fit(candidate) > 0).OrderByDescending(row.Fit).Take(row.Max).ToHashSet<ActiveParticipant>(ReferenceEqualityComparer.Instance);
            left.RemoveAll(taken.Contains);
            if (taken.Count < row.Min)
                log.Add(IssueKind.ParticipantCount, message.Event.Line, Participant, _clause, $"{row.Who} is missing", Wanted(row));
            foreach (var participant in taken)
                CheckParticipant(participant, row);
        }

        foreach (var participant in left)
        {
            if (Array.Find(table.Participants, row => row.Fit(participant) > 0) is { } row)
                log.Add(IssueKind.ParticipantCount, participant.Line, Participant, _clause, $"there are more than {row.Max}: {row.Who}", "Send a message for each, or leave out what the table does not have.");
        }
    }

    private static string Wanted(ParticipantRow row) => row.Roles.Length == 0 ? "Add an ActiveParticipant for it."
        : $"Give its ActiveParticipant RoleIDCode {Choice(row.Roles.Select(Named))}{(row.RoleBesideMedium is { } role ? $", or {Named(role)} with a MediaType" : "")}.";

    private void CheckParticipant(ActiveParticipant participant, ParticipantRow row)
    {
        if (row.NeverRequestor && participant.IsRequestor)
            log.Add(IssueKind.Requestor, participant.Line, Participant, _clause, $"UserIsRequestor is true for {row.Who}", "Write false: only a person or process asks for something.");
        if (row.MediaGroups.Length == 0)
            return;
        if (participant.NetworkAccessPointTypeCode is not null && participant.NetworkAccessPointId is null)
            log.Add(IssueKind.ParticipantField, participant.Line, Participant, _clause, "NetworkAccessPointTypeCode comes without NetworkAccessPointID", "Add NetworkAccessPointID.");
        if (participant.MediaType is not { } media)
        {
            if (!row.AccessPointSuffices || participant.NetworkAccessPointId is null)
                log.Add(IssueKind.Media, participant.Line, Participant, _clause, "MediaType is missing", $"Add MediaIdentifier with a MediaType of {Choice(row.MediaGroups.Select(group => $"CID {group}"))}.");
        }
        else if (media.IsDicom && !row.MediaGroups.Any(group => AuditCodeTable.IsIn(media.Code, group, edition)))
        {
            log.Add(IssueKind.Media, media.Line, "MediaType", _clause, $"{IssueLog.Short(media.Code)} is not a medium", $"Take a code of {Choice(row.MediaGroups.Select(group => $"CID {group}"))}.");
        }
    }

    private void CheckObjects(AuditMessage message, MessageTable table)
    {
        foreach (var row in table.Objects)
        {
            var fitting = message.Objects.Where(row.Fits).ToList();
            if (fitting.Count < row.Min)
                log.Add(IssueKind.ObjectCount, message.Event.Line, Object, _clause, $"{row.What}: missing", $"Add a ParticipantObjectIdentification with ParticipantObjectTypeCode {row.TypeCode}, ParticipantObjectTypeCodeRole {row.Role} and ParticipantObjectIDTypeCode {Choice(row.IdTypes)}.");
            if (fitting.Count > row.Max)
                log.Add(IssueKind.ObjectCount, fitting[row.Max].Line, Object, _clause, $"{row.What}: {fitting.Count} where {table.Title} has one", "Send one message for each.");
            foreach (var item in fitting)
                CheckObject(item, row);
        }

        foreach (var item in message.Objects)
        {
            // PS3.15 A.5.2: required with any of the others.
            if (item.IdTypeCode?.IsDicomCode("110180") == true && item.Descriptions.Any(IsContentWithoutSopClass))
                log.Add(IssueKind.SopClassMissing, item.Line, "ParticipantObjectDescription", "PS3.15 A.5.2", "it describes a study without SOPClass", "Add a SOPClass with its NumberOfInstances.");
        }
    }

    private static bool IsContentWithoutSopClass(ObjectDescription description) => description.SopClasses.Count == 0
        && (description.Accessions.Count > 0 || description.PerformedProcedureSteps.Count > 0 || description.Encrypted is not null || description.Anonymized is not null);

    private void CheckObject(ParticipantObject item, ObjectRow row)
    {
        Field(item, item.TypeCode == row.TypeCode, "ParticipantObjectTypeCode", row.TypeCode);
        Field(item, row.Role is null || item.TypeCodeRole == row.Role, "ParticipantObjectTypeCodeRole", row.Role);
        Field(item, row.OtherIdTypes || row.HasIdType(item), "ParticipantObjectIDTypeCode", Choice(row.IdTypes));
        Field(item, row.FixedName is null || item.Name?.Trim() == row.FixedName, "ParticipantObjectName", row.FixedName);
        if (row.NeedsName && item is { Name: null, Query: not null })
            log.Add(IssueKind.ObjectField, item.Line, Object, _clause, "ParticipantObjectName is missing", "Replace ParticipantObjectQuery by it.");
        if (row.NeedsQuery && item is { Query: null, Name: not null })
            log.Add(IssueKind.ObjectField, item.Line, Object, _clause, "ParticipantObjectQuery is missing", "Replace ParticipantObjectName by the query in Base64.");
        if (row.Detail is { } detail && (row.DetailOnlyFor is null || item.IdTypeCode?.Code == row.DetailOnlyFor) && !item.Details.Any(candidate => candidate.Type == detail))
            log.Add(IssueKind.ObjectField, item.Line, Object, _clause, $"ParticipantObjectDetail of type {detail} is missing", $"Add <ParticipantObjectDetail type=\"{detail}\" value=\"...\"/> with the value in Base64.");
        if (row.IsUid && !IsUid(item.Id))
            log.Add(IssueKind.ObjectField, item.Line, Object, _clause, "ParticipantObjectID is not a UID", "Write the Study Instance UID.");
    }

    private void Field(ParticipantObject item, bool holds, string field, string? wanted)
    {
        if (!holds)
            log.Add(IssueKind.ObjectField, item.Line, Object, _clause, $"{field} is not {wanted}", $"Write {wanted}.");
    }

    /// <summary>PS3.5 §9.1: up to 64 digits and dots, no component empty.</summary>
    private static bool IsUid(string text) => text.Length is > 0 and <= 64 && Array.TrueForAll(text.Split('.'), part => part.Length > 0 && !part.AsSpan().ContainsAnyExceptInRange('0', '9'));

    private static string Named(string code) => $"{code} ({AuditCodeTable.Find(code)?.Meaning})";

    private static string Choice(IEnumerable<string> words) => string.Join(" or ", words);
}
