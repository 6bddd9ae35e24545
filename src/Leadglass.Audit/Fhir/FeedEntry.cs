using Leadglass.Audit.Storage;
using Leadglass.Audit.Validation;
using System.Net;

namespace Leadglass.Audit.Fhir;

/// <summary>One resource of a FHIR feed (IHE ITI-20), read and judged.</summary>
/// <param name="Record">What is to be stored; <see langword="null"/> if it is refused.</param>
/// <param name="Issues">Why it is refused, or what is wrong besides.</param>
internal sealed record FeedEntry(AuditRecord? Record, IReadOnlyList<OutcomeIssue> Issues)
{
    /// <summary>Judges a resource: what is no AuditEvent of R4 is refused, one that breaks a table of DICOM is stored with that verdict.</summary>
    /// <param name="resource">The resource as it came.</param>
    /// <param name="remote">Who sent it.</param>
    /// <param name="now">When.</param>
    public static FeedEntry Of(ReadOnlyMemory<byte> resource, IPEndPoint remote, DateTimeOffset now)
    {
        if (!AuditValidator.IsJson(resource.Span))
            return new FeedEntry(null, [OutcomeIssue.Error("structure", "The resource does not begin with a brace; send it as JSON.")]);
        var examined = AuditValidator.Examine(resource.Span);
        var wrong = examined.Issues.Where(issue => issue.Kind == IssueKind.FhirResource || examined.Message is null && issue.Kind != IssueKind.FhirFormat).ToList();
        return wrong.Count > 0
            ? new FeedEntry(null, [.. wrong.Select(issue => OutcomeIssue.Error(examined.IsXml ? "invalid" : "structure", $"{issue}"))])
            : new FeedEntry(
                AuditRecord.OfFhir(resource, remote, now),
                [.. examined.Issues.Where(issue => examined.Dialect?.Explains(issue.Kind) != true).Select(static issue => OutcomeIssue.Warning("business-rule", $"{issue}"))]);
    }
}
