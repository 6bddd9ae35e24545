using Leadglass.Findings;

namespace Leadglass.Exposure.Tests.Inventory;

/// <summary>Reports of a check as they are made by hand.</summary>
internal static class Reports
{
    public static Report Of(params Target[] targets) => new()
    {
        Tool = "leadglass test",
        Command = "check",
        StartedAt = new DateTimeOffset(2026, 5, 4, 8, 0, 0, TimeSpan.Zero),
        FinishedAt = new DateTimeOffset(2026, 5, 4, 8, 1, 0, TimeSpan.Zero),
        Headline = "Checked.",
        Targets = targets,
        Findings = [],
    };

    public static Target Target(string id, params (string Key, string Value)[] facts) => new()
    {
        Id = id,
        Summary = "",
        Complete = true,
        Facts = [.. facts.Select(static fact => KeyValuePair.Create(fact.Key, fact.Value))],
    };
}
