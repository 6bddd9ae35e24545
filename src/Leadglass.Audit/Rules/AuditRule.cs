using System.Collections.Immutable;
using Leadglass.Audit.Validation;
using Leadglass.Findings;

namespace Leadglass.Audit.Rules;

/// <summary>A rule together with the kinds of issues that break it.</summary>
/// <param name="Rule">The rule's page.</param>
/// <param name="Verdict">The verdict when it is broken: Fail where the message is wrong for it, Warn where it is a remark.</param>
/// <param name="NeedsXml">Whether it can only be judged when the XML could be read.</param>
/// <param name="Kinds">The kinds of issues.</param>
internal sealed record AuditRule(Rule Rule, Verdict Verdict, bool NeedsXml, params ImmutableArray<IssueKind> Kinds)
{
    /// <summary>Whether it can only be judged when A.5.3 has a table for the event.</summary>
    public bool NeedsTable { get; init; }

    /// <summary>The rule with its function.</summary>
    public JudgedRule<AuditExamination> Judged => new(Rule, Judge);

    private Judgement? Judge(AuditExamination examined)
    {
        // What a dialect explains is reported once, by the rule about dialects.
        var isAboutDialects = ReferenceEquals(this, FormRules.InDialect);
        var broken = examined.Issues.Where(issue => isAboutDialects
            ? examined.Dialect?.Explains(issue.Kind) == true || Kinds.Contains(issue.Kind)
            : Kinds.Contains(issue.Kind) && examined.Dialect?.Explains(issue.Kind) != true).ToList();
        if (broken.Count == 0)
        {
            if (NeedsXml && (!examined.IsXml || (examined.Message is null && !isAboutDialects)))
                return null;
            return NeedsTable && examined.Title is null ? Judgement.NotTested("A.5.3 has no table for this event.") : Judgement.Pass();
        }

        var evidence = broken.Select(issue => $"{issue}");
        return new Judgement(Verdict, isAboutDialects ? [$"The message is in the dialect of {examined.Dialect?.Name}.", .. evidence] : [.. evidence]);
    }
}
