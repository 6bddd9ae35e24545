using Leadglass.Audit.Codes;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Xml;

namespace Leadglass.Audit.Validation;

/// <summary>Holds a message against PS3.15 A.5.2, which counts for all messages, and against the code tables.</summary>
internal sealed class GeneralCheck(IssueLog log)
{
    private const string Participant = "ActiveParticipant";

    public void Check(AuditElement? root, AuditMessage message)
    {
        if (root is not null)
            CheckEmpty(root);
        CheckTime(message.Event);
        CheckRequestors(message.Participants);
        foreach (var participant in message.Participants)
        {
            CheckAETitles(participant);
            CheckMembership(participant.Roles, "RoleIDCode", "402");
            if (participant.MediaType is { } media && AuditCodeTable.Find(media.Code) is { IsRetired: true } && media.IsDicom)
                log.Add(IssueKind.RetiredCode, media.Line, "MediaType", "PS3.16 CID 405", $"{media.Code} is retired", "Write 110157, DCM, Email Message.");
        }

        CheckMembership(message.Event.TypeCodes, "EventTypeCode", "401");
        foreach (var type in message.Source.TypeCodes)
        {
            // A.5.1: a single digit stands alone, any other code says which system it is from.
            if (type is not { Code: ['1' or '2' or '3' or '4' or '5' or '6' or '7' or '8' or '9'] } && (type.SystemName is null || type.OriginalText is null) && type.Code.Length > 0)
                log.Add(IssueKind.Value, type.Line, "AuditSourceTypeCode", "PS3.15 A.5.1", "a code other than 1 to 9 comes without codeSystemName and originalText", "Add both, or write one of 1 to 9.");
        }
    }

    private void CheckEmpty(AuditElement element)
    {
        foreach (var attribute in element.Attributes)
        {
            if (attribute.Value.Length == 0)
                log.Add(IssueKind.Empty, attribute.Line, element.Name, "PS3.15 A.5.2", $"{IssueLog.Short(attribute.Name)} is empty", "Leave the attribute out, or fill it.");
        }

        if (element.Attributes.Count == 0 && element.Children.Count == 0 && element.Text.AsSpan().Trim().IsEmpty)
            log.Add(IssueKind.Empty, element.Line, element.Name, "PS3.15 A.5.2", "the element is empty", "Leave the element out, or fill it.");

        // As deep as the reader lets a document be, and no deeper.
        foreach (var child in element.Children)
            CheckEmpty(child);
    }

    private void CheckTime(EventIdentification identification)
    {
        if (AuditTime.Parse(identification.DateTime) is { HasZone: false })
            log.Add(IssueKind.NoTimeZone, identification.Line, "EventIdentification", "PS3.15 A.5.2.5", "EventDateTime has no time zone", "Write Z or an offset such as +01:00 after the time.");
    }

    private void CheckRequestors(IReadOnlyList<ActiveParticipant> participants)
    {
        var requestors = participants.Where(participant => participant.IsRequestor).ToList();
        if (requestors.Count > 1)
            log.Add(IssueKind.SeveralRequestors, requestors[1].Line, Participant, "PS3.15 A.5.2", $"{requestors.Count} participants have UserIsRequestor true", "Keep it for the one that asked; if that is not known, write false everywhere.");
    }

    private void CheckAETitles(ActiveParticipant participant)
    {
        const string Prefix = "AETITLES= ";
        if (participant.AlternativeUserId is not { } id || !id.StartsWith("AETITLE", StringComparison.OrdinalIgnoreCase))
            return;
        if (!id.StartsWith(Prefix, StringComparison.Ordinal) || !Array.TrueForAll(id[Prefix.Length..].Split(';'), IsAETitle))
            log.Add(IssueKind.AETitles, participant.Line, Participant, "PS3.15 A.5.2.2", "AlternativeUserID holds AE titles in another form than the standard's", "Write AETITLES= TITLE1;TITLE2 with one space after the equals sign and titles of 1 to 16 characters.");
    }

    private static bool IsAETitle(string title) => title.Trim() is { Length: >= 1 and <= 16 } trimmed && !trimmed.Contains('\\', StringComparison.Ordinal) && !trimmed.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private void CheckMembership(IReadOnlyList<CodedValue> values, string element, string group)
    {
        foreach (var value in values)
        {
            if (value.IsDicom && value.Code.Length > 0 && !AuditCodeTable.IsIn(value.Code, group, Edition.E2026))
                log.Add(IssueKind.UnknownCode, value.Line, element, $"PS3.16 CID {group}", $"{IssueLog.Short(value.Code)} is not one of the codes of DICOM for this", $"Take a code of CID {group}, or one of another system under its own name.");
        }
    }
}
