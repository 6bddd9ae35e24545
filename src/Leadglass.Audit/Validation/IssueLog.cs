namespace Leadglass.Audit.Validation;

/// <summary>Collects issues, of each kind as many as a person can use.</summary>
internal sealed class IssueLog
{
    private const int MostOfAKind = 20;

    private readonly List<AuditIssue> _issues = [];
    private readonly int[] _counts = new int[Enum.GetValues<IssueKind>().Length];

    public IReadOnlyList<AuditIssue> Issues => _issues;

    public void Add(IssueKind kind, int line, string element, string clause, string what, string fix)
    {
        // Counted by kind: remarks by the thousand must not crowd out the one that makes the message wrong.
        if (_counts[(int)kind]++ < MostOfAKind)
            _issues.Add(new AuditIssue(kind, line, Short(element), clause, what, fix));
    }

    /// <summary>A name or code from a message, short enough to be shown.</summary>
    public static string Short(string text) => text.Length <= 64 ? text : $"{text.AsSpan(0, 64)}…";
}
