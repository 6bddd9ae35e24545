using System.CommandLine;
using System.Text.Json.Nodes;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary>The answer of a command of <c>leadglass fuzz</c> that makes no report: lines for a person, or one JSON object.</summary>
internal sealed class FuzzAnswer
{
    private readonly Option<string> _format = new("--format", "-f") { Description = "Format on standard output: text or json.", DefaultValueFactory = _ => "text" };

    public FuzzAnswer() => _format.AcceptOnlyFromAmong("text", "json");

    public void AddTo(Command command) => command.Add(_format);

    /// <summary>Writes it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="surroundings">Where to.</param>
    /// <param name="lines">For a person; made visible here.</param>
    /// <param name="json">The same for a program, as it is.</param>
    public async Task WriteAsync(ParseResult parsed, Surroundings surroundings, IEnumerable<string> lines, JsonObject json)
    {
        if (parsed.GetValue(_format) == "json")
        {
            await surroundings.Out.WriteLineAsync(json.ToJsonString());
            return;
        }
        foreach (var line in lines)
            await surroundings.Out.WriteLineAsync(VisibleText.Of(line));
    }
}
