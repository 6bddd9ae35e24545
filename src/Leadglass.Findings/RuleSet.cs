using System.Collections.Immutable;

namespace Leadglass.Findings;

/// <summary>The rules about one kind of observation, judged together.</summary>
/// <typeparam name="TObservation">The facts they judge.</typeparam>
public sealed class RuleSet<TObservation>
{
    private readonly ImmutableArray<JudgedRule<TObservation>> _rules;

    /// <summary>Creates a set; findings come in the order of the rules.</summary>
    /// <param name="rules">The rules, each id once.</param>
    /// <exception cref="ArgumentException">Two rules share an id.</exception>
    public RuleSet(IEnumerable<JudgedRule<TObservation>> rules)
    {
        _rules = [.. rules];
        Rules = [.. _rules.Select(judged => judged.Rule)];
        RuleCatalogue.RequireUniqueIds(Rules);
    }

    /// <summary>The rules without their functions, for a catalogue.</summary>
    public ImmutableArray<Rule> Rules { get; }

    /// <summary>Narrows the set, for example to the rules that a user asked for.</summary>
    /// <param name="keep">Says whether a rule stays.</param>
    /// <returns>A set of the rules that stay, in the same order.</returns>
    public RuleSet<TObservation> Where(Func<Rule, bool> keep) => new(_rules.Where(judged => keep(judged.Rule)));

    /// <summary>Judges every rule that applies.</summary>
    /// <param name="observation">The facts.</param>
    /// <param name="target">The <see cref="Target.Id"/> that they were observed at.</param>
    /// <param name="product">The product family according to the fingerprint, which selects the remedy; <see langword="null"/> if unknown.</param>
    /// <returns>One finding for each rule that applies, in the order of the rules.</returns>
    public IReadOnlyList<Finding> Judge(TObservation observation, string target, string? product = null)
    {
        var findings = new List<Finding>(_rules.Length);
        foreach (var (rule, judge) in _rules)
        {
            if (judge(observation) is { } judgement)
                findings.Add(ToFinding(rule, judgement, target, judgement.Product ?? product));
        }

        return findings;
    }

    private static Finding ToFinding(Rule rule, Judgement judgement, string target, string? product) => new()
    {
        Rule = rule,
        Target = target,
        Verdict = judgement.Verdict,
        Severity = judgement.Severity ?? rule.Severity,
        Evidence = judgement.Evidence,
        Remedy = judgement.Verdict is Verdict.Fail or Verdict.Warn ? rule.RemedyFor(product) : "",
    };
}
