namespace Leadglass.Audit.Validation;

/// <summary>A schema that is in use besides that of the standard: what gives it away, and what it also allows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Signs">Differences that nobody else makes on purpose; one of them suffices.</param>
/// <param name="Liberties">Differences that its schema allows, and that are mistakes anywhere else.</param>
public sealed record Dialect(string Name, IReadOnlyList<IssueKind> Signs, IReadOnlyList<IssueKind> Liberties)
{
    /// <summary>The library dcm4che and the archive built on it.</summary>
    public static Dialect Dcm4che { get; } = new(
        "dcm4che",
        [IssueKind.MediaTypeOutside, IssueKind.UserTypeCode, IssueKind.DescriptionType, IssueKind.CodeSystemAttribute],
        [
            IssueKind.CodeAttribute, IssueKind.SourceRepeated, IssueKind.OriginalTextMissing, IssueKind.SystemNameMissing, IssueKind.NameOrQueryMissing, IssueKind.InstanceCountMissing,
        ]);

    /// <summary>The schema that IHE profiles and the library IPF extend by the purpose of use.</summary>
    public static Dialect Ihe { get; } = new("IHE/IPF", [IssueKind.PurposeOfUse], []);

    /// <summary>RFC 3881, and the first DICOM messages that followed it.</summary>
    public static Dialect Rfc3881 { get; } = new(
        "RFC 3881",
        [IssueKind.CodeAttribute],
        [
            IssueKind.CodeSystemAttribute, IssueKind.SourceRepeated, IssueKind.OriginalTextMissing, IssueKind.SystemNameMissing, IssueKind.NameOrQueryMissing, IssueKind.RequestorMissing,
        ]);

    /// <summary>What IHE used in its fourth year, before RFC 3881: another message altogether.</summary>
    public static Dialect IheYearFour { get; } = new("IHE year 4", [IssueKind.YearFour], []);

    /// <summary>AuditEvent of FHIR R4 in JSON, as IHE's RESTful ATNA sends it. A code may come without words there.</summary>
    public static Dialect Fhir { get; } = new("FHIR R4", [IssueKind.FhirFormat], [IssueKind.Value]);

    /// <summary>Every dialect, in the order in which they are tried.</summary>
    public static IReadOnlyList<Dialect> All { get; } = [Rfc3881, Dcm4che, Ihe, IheYearFour, Fhir];

    /// <summary>Whether an issue is a difference of this dialect rather than a mistake.</summary>
    /// <param name="kind">The kind of issue.</param>
    public bool Explains(IssueKind kind) => Signs.Contains(kind) || Liberties.Contains(kind);

    /// <summary>Recognises the dialect of a message: the one with a sign in it that explains most.</summary>
    internal static Dialect? Of(IReadOnlyCollection<AuditIssue> issues)
    {
        if (issues.Count == 0)
            return null;
        return All.Where(dialect => issues.Any(issue => dialect.Signs.Contains(issue.Kind)))
            .MaxBy(dialect => issues.Count(issue => dialect.Explains(issue.Kind)));
    }
}
