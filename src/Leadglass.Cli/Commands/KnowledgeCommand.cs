using System.CommandLine;
using Leadglass.Findings;
using Leadglass.Knowledge;
using Leadglass.Knowledge.Vex;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass knowledge</c>: which vulnerabilities are published for which products. Contacts nobody.</summary>
internal sealed class KnowledgeCommand : Command
{
    public KnowledgeCommand(Surroundings surroundings)
        : base("knowledge", "Shows and renews what is published about vulnerabilities of medical products.")
    {
        Add(new KnowledgeListCommand(surroundings));
        Add(new KnowledgeShowCommand(surroundings));
        Add(new KnowledgeFeedCommand(surroundings));
        Add(new KnowledgeUpdateCommand(surroundings));
        Add(new KnowledgeVexCommand(surroundings));
    }

    /// <summary>The option that names what was said of vulnerabilities in single installations.</summary>
    public static Option<string[]> StatementsOption() =>
        new("--vex") { Description = "OpenVEX file that settles potential vulnerabilities of single installations (see: leadglass knowledge vex). May be repeated.", HelpName = "vex.json", DefaultValueFactory = static _ => [] };

    /// <summary>Reads what was said; a later file overrules an earlier.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="remarks">Takes a remark about statements that do not name an installation.</param>
    /// <param name="errors">Takes why a file cannot be read.</param>
    public static IReadOnlyList<VexStatement> ReadStatements(IEnumerable<string> paths, TextWriter remarks, List<string> errors)
    {
        var all = new List<VexStatement>();
        foreach (var path in paths)
        {
            try
            {
                using var stream = File.OpenRead(path);
                var (statements, others) = VexFile.Read(stream);
                all.AddRange(statements);
                if (others > 0)
                    remarks.WriteLine($"leadglass: {VisibleText.Of(path)}: {others} statements name no installation (urn:leadglass:target:…) and are not applied");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                errors.Add($"--vex {VisibleText.Of(path)}: {e.Message}");
            }
        }

        return all;
    }

    /// <summary>The option that names another knowledge file than the program's own.</summary>
    public static Option<string?> FileOption(string name) =>
        new(name) { Description = "Knowledge file to use instead of the one in the program (see: leadglass knowledge update).", HelpName = "knowledge.json" };

    /// <summary>Reads the knowledge that a command was told to use.</summary>
    /// <param name="path">The file; <see langword="null"/> for the one in the program.</param>
    /// <param name="errors">Takes why it cannot be read.</param>
    public static KnowledgeBase Read(string? path, List<string> errors)
    {
        if (path is null)
            return KnowledgeFile.Shipped;
        try
        {
            using var stream = File.OpenRead(path);
            return KnowledgeFile.Read(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            errors.Add($"{VisibleText.Of(path)}: {e.Message}");
            return new KnowledgeBase([], null);
        }
    }
}
