using Leadglass.Tls.Profiles.Requirements;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Leadglass.Tls.Profiles;

/// <summary>Reads a profile from YAML: those of the standard and a site's own have the same shape. Reading reports every error at once, each with its line.</summary>
public static class ProfileFile
{
    private const int LongestFile = 1 << 20;

    // Stream, document, mapping, list, line, list of the line; and one more, for the message about what stands there.
    private const int MostNesting = 7;

    private static readonly string[] Keys =
        ["name", "title", "source", "status", "history", "port", "extends", "notes", "versions", "suites", "groups", "signatures", "certificates", "features", "clientCertificate"];

    /// <summary>Reads a profile.</summary>
    /// <param name="yaml">The text, at most 1 048 576 characters.</param>
    /// <param name="source">Name for messages.</param>
    /// <returns>The profile, or <see langword="null"/> with every error.</returns>
    public static (Profile? Profile, IReadOnlyList<string> Errors) Read(TextReader yaml, string source)
    {
        var errors = new List<string>();
        if (LoadRoot(yaml, source, errors) is not { } root)
            return (null, errors);

        var section = new ProfileSection(root, source, errors);
        section.AllowOnly(Keys);
        var extended = section.Text("extends") is { } name ? Extended(section, name) : null;
        var profile = new Profile
        {
            Name = section.RequiredText("name"),
            Title = section.RequiredText("title"),
            Source = section.Text("source") ?? source,
            Status = section.Word("status", ProfileStatus.Site),
            History = section.Text("history"),
            Port = section.Number("port", 1, ushort.MaxValue) ?? extended?.Port,
            Notes = [.. extended?.Notes ?? [], .. section.Texts("notes")],
            Requirements = [],
        };
        var named = new HashSet<int>(NamedSuites(extended));
        List<Requirement> requirements =
        [
            .. extended?.Requirements ?? [],
            .. section.Lines("versions", RequirementLines.Version),
            .. section.Lines("suites", line => RequirementLines.Suites(line, named)),
            .. section.Lines("groups", RequirementLines.Groups),
            .. section.Lines("signatures", RequirementLines.Signatures),
            .. section.Lines("certificates", RequirementLines.Certificates),
            .. section.Lines("features", RequirementLines.Features),
            .. section.Lines("clientCertificate", RequirementLines.ClientCertificate),
        ];
        if (errors.Count == 0 && requirements.Count == 0)
            errors.Add($"{source}: the profile asks for nothing");
        return errors.Count > 0 ? (null, errors) : (profile with { Requirements = requirements }, errors);
    }

    private static Profile? Extended(ProfileSection section, string name)
    {
        var extended = StandardProfiles.FindExtensible(name);
        if (extended is null)
            section.Error("extends", $"'{name}' is no profile; there are {string.Join(", ", StandardProfiles.Extensible)}");
        return extended;
    }

    private static IEnumerable<int> NamedSuites(Profile? profile) =>
        (profile?.Requirements ?? []).OfType<SuiteRequirement>().SelectMany(static line => line.Of).Select(static suite => suite.Code);

    private static YamlMappingNode? LoadRoot(TextReader yaml, string source, List<string> errors)
    {
        var buffer = new char[LongestFile + 1];
        var length = yaml.ReadBlock(buffer);
        if (length > LongestFile)
        {
            errors.Add($"{source}: longer than {LongestFile} characters");
            return null;
        }

        try
        {
            var text = new string(buffer, 0, length);
            if (Objection(text, source) is { } objection)
            {
                errors.Add(objection);
                return null;
            }

            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
                return root;
            errors.Add($"{source}: not a profile: a mapping with the keys {string.Join(", ", Keys)} is expected");
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

    /// <summary>What builds the tree does so by recursion and compares keys as deep as they go, references followed: nesting is bounded before, and keys are texts.</summary>
    private static string? Objection(string text, string source)
    {
        var parser = new Parser(new StringReader(text));
        var nesting = 0;
        // Of each collection that is open: for a mapping how many nodes it has so far, of which every other is a key; for a list nothing.
        var open = new Stack<int?>();
        while (parser.MoveNext())
        {
            var current = parser.Current!;
            nesting += current.NestingIncrease;
            if (nesting > MostNesting)
                return $"{source}:{current.Start.Line}: nested deeper than any profile is";
            if (current is MappingEnd or SequenceEnd)
                open.Pop();
            if (current is not (NodeEvent or AnchorAlias))
                continue;
            if (open.TryPop(out var nodes))
            {
                if (nodes % 2 == 0 && current is not Scalar)
                    return $"{source}:{current.Start.Line}: a key must be a text";
                open.Push(nodes + 1);
            }

            if (current is MappingStart or SequenceStart)
                open.Push(current is MappingStart ? 0 : null);
        }

        return null;
    }
}
