using Leadglass.Findings;

namespace Leadglass.Inspection.Rules;

/// <summary>From lists of facts to a judgement.</summary>
internal static class Verdicts
{
    private const int MostLines = 20;

    /// <summary>A verdict with the facts as evidence if there are any; a pass otherwise.</summary>
    public static Judgement If<T>(IReadOnlyCollection<T> facts, Verdict verdict, string otherwise) =>
        facts.Count == 0 ? Judgement.Pass(otherwise) : new Judgement(verdict, Lines(facts));

    /// <summary>The facts, one a line, with the number of those that are left out.</summary>
    public static IReadOnlyList<string> Lines<T>(IReadOnlyCollection<T> facts)
    {
        var lines = facts.Take(MostLines).Select(static fact => fact!.ToString()!).ToList();
        if (facts.Count > MostLines)
            lines.Add($"and {facts.Count - MostLines} more");
        return lines;
    }
}
