using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Leadglass.Exposure.Targets;

/// <summary>Loads a file of YAML that may come from anybody. YamlDotNet builds its tree by recursion: what it is given is short, shallow and without references.</summary>
internal static class BoundedYaml
{
    /// <summary>Loads a mapping.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="source">Name for messages.</param>
    /// <param name="what">What it should be, for messages.</param>
    /// <param name="longest">The most characters.</param>
    /// <param name="deepest">The deepest nesting; the stream and the document count as well.</param>
    /// <param name="errors">Takes what is wrong, with its line.</param>
    /// <returns>The mapping; <see langword="null"/> with an error if there is none.</returns>
    public static YamlMappingNode? Load(TextReader yaml, string source, string what, int longest, int deepest, List<string> errors)
    {
        var buffer = new char[longest + 1];
        var length = yaml.ReadBlock(buffer);
        if (length > longest)
        {
            errors.Add($"{source}: longer than {longest} characters: not {what}");
            return null;
        }

        try
        {
            var text = new string(buffer, 0, length);
            if (Objection(text, deepest) is var (line, objection))
            {
                errors.Add($"{source}:{line}: {objection}: not {what}");
                return null;
            }

            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
                return root;
            errors.Add($"{source}: not {what}");
        }
        catch (YamlException e)
        {
            errors.Add($"{source}:{e.Start.Line}: {e.Message}");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // Complaints of the scanner and of the tree that they do not wrap.
            errors.Add($"{source}: not YAML");
        }

        return null;
    }

    private static (long Line, string Objection)? Objection(string text, int deepest)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > deepest || parser.Current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
                return (parser.Current.Start.Line, "it nests deeper, or refers to parts of itself");
        }

        return null;
    }
}
