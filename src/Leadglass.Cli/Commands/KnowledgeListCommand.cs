using System.CommandLine;
using Leadglass.Findings;
using Leadglass.Knowledge;
using Leadglass.Knowledge.Feed;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass knowledge list</c>: every vulnerability, or those of one product.</summary>
internal sealed class KnowledgeListCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly Option<string?> _product = new("--product") { Description = "Only where the name of the product or its maker holds this.", HelpName = "name" };
    private readonly Option<string?> _file = KnowledgeCommand.FileOption("--file");
    private readonly Option<string> _format = new("--format", "-f") { Description = "Format on standard output.", DefaultValueFactory = _ => "text" };

    public KnowledgeListCommand(Surroundings surroundings)
        : base("list", "Lists the vulnerabilities that are known, one a line.")
    {
        _surroundings = surroundings;
        _format.AcceptOnlyFromAmong("text", "json");
        Add(_product);
        Add(_file);
        Add(_format);
        SetAction((parsed, cancellationToken) => RunAsync(parsed));
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        var errors = new List<string>();
        var knowledge = KnowledgeCommand.Read(parsed.GetValue(_file), errors);
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        if (parsed.GetValue(_product) is { } name)
            knowledge = new KnowledgeBase(knowledge.Vulnerabilities.Where(one => one.Affected.Any(product => Holds(product.Vendor, name) || Holds(product.Product, name))), knowledge.Date);
        if (parsed.GetValue(_format) == "json")
        {
            KnowledgeFile.Write(knowledge, _surroundings.Out);
            return ExitCode.Clean;
        }

        foreach (var one in knowledge.Vulnerabilities)
            await _surroundings.Out.WriteLineAsync($"{VisibleText.Of(one.Id),-16}  {KnowledgeWords.Score(one),4}  {string.Join("; ", one.Affected.Select(KnowledgeWords.Product).Distinct())}");
        await _surroundings.Error.WriteLineAsync($"leadglass: {knowledge.Vulnerabilities.Count} vulnerabilities; knowledge of {knowledge.Date?.ToString("yyyy-MM-dd") ?? "no known day"}");
        return ExitCode.Clean;
    }

    private static bool Holds(string text, string name) => text.Contains(name, StringComparison.OrdinalIgnoreCase);
}
