using System.CommandLine;
using Leadglass.Findings;
using Leadglass.Knowledge;

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
