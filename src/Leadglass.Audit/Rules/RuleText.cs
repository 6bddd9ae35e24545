using Leadglass.Findings;

namespace Leadglass.Audit.Rules;

/// <summary>What the pages of all rules about messages have in common.</summary>
internal static class RuleText
{
    public const string Detection = "The message is read and held against the tables of the standard; each finding names line, element and clause. Nothing is sent.";

    public const string Proof = "leadglass audit validate FILE";

    /// <summary>A rule of this room.</summary>
    public static Rule Make(int number, Severity severity, string title, string what, string why, string limits, string remedy, params Reference[] references) => new()
    {
        Id = $"LG-AUD-{number:000}",
        Title = title,
        Severity = severity,
        What = what,
        Why = why,
        Detection = Detection,
        Limits = limits,
        Remedies = [new(null, remedy)],
        Proof = Proof,
        References = references,
    };
}
