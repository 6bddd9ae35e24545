using System.CommandLine;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass explain</c>: the page of a rule, or the list of all.</summary>
internal sealed class ExplainCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string?> _rule = new("rule")
    {
        Description = "The rule's id, for example LG-EXP-021. Without one, every rule is listed.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "rule",
    };

    public ExplainCommand(Surroundings surroundings)
        : base("explain", "Explains a rule: what it sees, why it matters, how sure it is, how to fix it.")
    {
        _surroundings = surroundings;
        _rule.CompletionSources.Add(_ => ProductRules.Catalogue.Rules.Select(r => new System.CommandLine.Completions.CompletionItem(r.Id, detail: r.Title)));
        Add(_rule);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var options = new ReportOptions { Width = _surroundings.Width, Color = _surroundings.Color, Unicode = _surroundings.Unicode };
        if (parsed.GetValue(_rule) is not { } id)
        {
            foreach (var listed in ProductRules.Catalogue.Rules)
                _surroundings.Out.WriteLine($"{listed.Id}  {listed.Severity.ToString().ToLowerInvariant(),-8}  {listed.Title}");
            return ExitCode.Clean;
        }

        if (ProductRules.Catalogue.Find(id) is { } rule)
        {
            RulePage.Write(rule, _surroundings.Out, options);
            return ExitCode.Clean;
        }

        _surroundings.Error.WriteLine($"leadglass: there is no rule {VisibleText.Of(id)}.");
        foreach (var near in ProductRules.Catalogue.Suggest(id))
            _surroundings.Error.WriteLine($"Did you mean {near.Id}, {near.Title}?");
        return ExitCode.Usage;
    }
}
