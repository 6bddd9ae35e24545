using System.CommandLine;
using Leadglass.Findings;
using Leadglass.Knowledge;
using Leadglass.Knowledge.Feed;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass knowledge show</c>: one vulnerability with its sources.</summary>
internal sealed class KnowledgeShowCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string> _id = new("code") { Description = "The code, for example CVE-2022-2119." };
    private readonly Option<string?> _file = KnowledgeCommand.FileOption("--file");
    private readonly Option<string> _format = new("--format", "-f") { Description = "Format on standard output.", DefaultValueFactory = _ => "text" };

    public KnowledgeShowCommand(Surroundings surroundings)
        : base("show", "Shows one vulnerability: products, versions, scores and where to read more.")
    {
        _surroundings = surroundings;
        _format.AcceptOnlyFromAmong("text", "json");
        Add(_id);
        Add(_file);
        Add(_format);
        SetAction((parsed, cancellationToken) => RunAsync(parsed));
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        var errors = new List<string>();
        var knowledge = KnowledgeCommand.Read(parsed.GetValue(_file), errors);
        if (errors.Count == 0 && knowledge.Find(parsed.GetValue(_id)!) is null)
            errors.Add($"nothing is known about {parsed.GetValue(_id)} as of {knowledge.Date?.ToString("yyyy-MM-dd") ?? "no known day"}");
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        var one = knowledge.Find(parsed.GetValue(_id)!)!;
        if (parsed.GetValue(_format) == "json")
            KnowledgeFile.Write(new KnowledgeBase([one], knowledge.Date), _surroundings.Out);
        else
            Write(one, knowledge.Date);
        return ExitCode.Clean;
    }

    private void Write(Vulnerability one, DateOnly? date)
    {
        var output = _surroundings.Out;
        output.WriteLine($"{VisibleText.Of(one.Id)}  {KnowledgeWords.Title(one)}");
        output.WriteLine();
        Line("At fault", KnowledgeWords.Of(one.Origin));
        Line("CVSS", one.Score is null ? "no score in the sources" : $"{KnowledgeWords.Score(one)}  {VisibleText.Of(one.Vector ?? "")}");
        Line("Weakness", one.Weaknesses.Count == 0 ? "not named" : string.Join(", ", one.Weaknesses.Select(VisibleText.Of)));
        if (one.ExploitedSince is { } since)
            Line("Exploited", $"known since {since:yyyy-MM-dd} (CISA KEV)");
        if (one.Epss is { } epss)
            Line("EPSS", $"{epss:0.00000} probability of exploitation within 30 days");
        foreach (var product in one.Affected)
        {
            Line("Affected", KnowledgeWords.Product(product));
            Line("", KnowledgeWords.Source(product) + (KnowledgeWords.Address(product.Link) is { } address ? $", {address}" : ""));
        }

        Line("Knowledge", date is { } day ? $"of {day:yyyy-MM-dd}" : "without a date");

        void Line(string name, string text) => output.WriteLine($"{name,-10}  {text}");
    }
}
