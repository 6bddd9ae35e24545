using System.Globalization;
using Leadglass.Audit.Rules;
using Leadglass.Audit.Validation;
using Leadglass.Findings;

namespace Leadglass.Audit.Alerts;

/// <summary>What the rules about alerts have in common.</summary>
internal static class AlertText
{
    /// <summary>A rule of this folder, and what it says about its incidents.</summary>
    public static JudgedRule<Incident> Alert(Rule rule, Func<Incident, string?> evidence, Verdict verdict = Verdict.Warn) => new(rule, incident =>
        evidence(incident) is not { } words ? null : new Judgement(verdict, [$"Record {incident.Sequence}, source {Shown(incident.Source)}, noticed at {incident.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}.", words]));

    /// <summary>The page of a rule.</summary>
    public static Rule Page(int number, Severity severity, string title, string what, string why, string limits, string remedy, params Reference[] references) =>
        RuleText.Make(number, severity, title, what, why, limits, remedy, references) with
        {
            Detection = "The messages of a store are read in the order in which they came. Nothing is sent. The thresholds are those of docs/reference/audit.md.",
            Proof = "leadglass audit alerts --store FILE",
        };

    /// <summary>A value from a message, short enough to be shown.</summary>
    public static string Shown(string value) => value.Length == 0 ? "not named" : IssueLog.Short(value);

    /// <summary>A duration in words.</summary>
    public static string Words(TimeSpan span) => span switch
    {
        { TotalMinutes: < 2 } => $"{span.TotalSeconds:N0} seconds",
        { TotalHours: < 2 } => $"{span.TotalMinutes:N0} minutes",
        { TotalDays: < 2 } => $"{span.TotalHours:N0} hours",
        _ => $"{span.TotalDays:N0} days",
    };
}
