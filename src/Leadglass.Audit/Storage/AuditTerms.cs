using Leadglass.Audit.Messages;

namespace Leadglass.Audit.Storage;

/// <summary>Which values of a message it is found by.</summary>
internal static class AuditTerms
{
    public static IReadOnlyList<AuditTerm> Of(AuditMessage message) => InOrder(All(message)
        .Where(static term => !string.IsNullOrWhiteSpace(term.Value))
        .Select(static term => new AuditTerm(term.Kind, term.Value!.Trim())));

    /// <summary>The order in which terms are hashed, which is not that in which a database returns them.</summary>
    public static IReadOnlyList<AuditTerm> InOrder(IEnumerable<AuditTerm> terms) =>
        [.. terms.Distinct().OrderBy(static term => term.Kind).ThenBy(static term => term.Value, StringComparer.Ordinal)];

    private static IEnumerable<(AuditTermKind Kind, string? Value)> All(AuditMessage message)
    {
        yield return (AuditTermKind.Event, message.Event.Id?.Code);
        foreach (var type in message.Event.TypeCodes)
            yield return (AuditTermKind.Event, type.Code);
        yield return (AuditTermKind.Outcome, message.Event.OutcomeIndicator);
        yield return (AuditTermKind.Source, message.Source.Id);
        foreach (var participant in message.Participants)
        {
            yield return (AuditTermKind.User, participant.UserId);
            yield return (AuditTermKind.User, participant.AlternativeUserId);
            yield return (AuditTermKind.User, participant.UserName);
            yield return (AuditTermKind.Media, participant.MediaType?.Code);
        }

        foreach (var item in message.Objects)
        {
            if (item.TypeCodeRole?.Trim() == "1")
                yield return (AuditTermKind.Patient, item.Id);
            if (item.IdTypeCode?.IsDicomCode("110180") == true)
                yield return (AuditTermKind.Study, item.Id);
            foreach (var study in item.Descriptions.SelectMany(static description => description.ContainedStudies ?? []))
                yield return (AuditTermKind.Study, study);
        }
    }
}
