using System.CommandLine;
using System.Text;
using Leadglass.Findings;
using Leadglass.Knowledge.Feed;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass knowledge feed</c>: the knowledge as a page and an Atom feed, to be put on a web server of one's own.</summary>
internal sealed class KnowledgeFeedCommand : Command
{
    private const string PageName = "index.html";

    private readonly Surroundings _surroundings;
    private readonly Option<string> _into = new("--into") { Description = $"Folder for {PageName} and {KnowledgeFeed.FileName}; made where it is missing, files of these names are replaced.", HelpName = "folder", Required = true };
    private readonly Option<string?> _file = KnowledgeCommand.FileOption("--file");

    public KnowledgeFeedCommand(Surroundings surroundings)
        : base("feed", "Writes a page and an Atom feed of the vulnerabilities, each called a flaw of the implementation or of the standard.")
    {
        _surroundings = surroundings;
        Add(_into);
        Add(_file);
        SetAction((parsed, cancellationToken) => RunAsync(parsed));
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        var errors = new List<string>();
        var knowledge = KnowledgeCommand.Read(parsed.GetValue(_file), errors);
        if (errors.Count > 0)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, errors);

        var folder = parsed.GetValue(_into)!;
        Directory.CreateDirectory(folder);
        Write(Path.Combine(folder, PageName), writer => KnowledgePage.Write(knowledge, writer));
        Write(Path.Combine(folder, KnowledgeFeed.FileName), writer => KnowledgeFeed.Write(knowledge, writer));
        await _surroundings.Out.WriteLineAsync($"{knowledge.Vulnerabilities.Count} vulnerabilities in {PageName} and {KnowledgeFeed.FileName}.");
        return ExitCode.Clean;
    }

    private static void Write(string path, Action<TextWriter> write)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        write(writer);
    }
}
