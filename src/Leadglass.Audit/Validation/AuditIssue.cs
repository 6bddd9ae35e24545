namespace Leadglass.Audit.Validation;

/// <summary>One thing that is wrong with a message. Holds no values of persons or patients.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Line">Line of the document, counted from 1; 0 if it has none.</param>
/// <param name="Element">The element in question. Untrusted.</param>
/// <param name="Clause">The clause of PS3.15, or another source.</param>
/// <param name="What">What is wrong, as a sentence without its full stop. Untrusted.</param>
/// <param name="Fix">What to write instead.</param>
public sealed record AuditIssue(IssueKind Kind, int Line, string Element, string Clause, string What, string Fix)
{
    /// <summary>The issue in one line.</summary>
    public override string ToString() => $"Line {Line}, {Element}: {What} ({Clause}). {Fix}";
}
