using Leadglass.Findings;
using Leadglass.Inspection.Rules;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Leadglass.Inspection.Policies;

/// <summary>Reads <c>policy.yaml</c>: a flat list of keys. Reading reports every error at once, each with its line.</summary>
public static class PolicyFile
{
    /// <summary>The default policy as a file to change, as <c>leadglass sanitize policy</c> prints it.</summary>
    public const string Template =
        """
        # What a site accepts in DICOM files from outside. leadglass inspect and leadglass sanitize read the same file.
        name: default policy of Leadglass
        preamble: tiff            # tiff: a sound TIFF header stays, all else becomes zero | clear | keep
        private: keep             # private elements in which nothing was found: keep | remove
        keepCreators: []          # private creators that stay whatever "private" says; their archives and models are accepted
        removeCreators: []        # private creators that go
        content: remove           # elements that hide programs, scripts, archives, serialised objects, models: remove | keep
        trailing: remove          # bytes that belong to no element: remove | keep
        documents: clean          # encapsulated documents: clean (active names of PDF) | remove | keep
        links: keep               # elements with addresses that a viewer may fetch: keep | remove
        structure: keep           # structure against the standard: keep | repair (whatever is no guess) | a list of lengths, padding, groups,
                                  # group-lengths, meta, duplicates, order, offset-tables, directory
        otherFiles: leave-out     # files that are not DICOM: leave-out | copy (if nothing is found in them)
        keepBackFrom: medium      # least severity that keeps a file back when cleaning leaves it: info | low | medium | high | critical
        accept: []                # rules whose findings are accepted, for example LG-INS-041

        """;

    private const int LongestFile = 64 * 1024;

    /// <summary>Reads a policy; what a key does not say is as in <see cref="SitePolicy.Default"/>.</summary>
    /// <param name="yaml">The text, at most 65 536 characters.</param>
    /// <param name="source">Name for messages.</param>
    /// <returns>The policy, or <see langword="null"/> with every error.</returns>
    public static (SitePolicy? Policy, IReadOnlyList<string> Errors) Read(TextReader yaml, string source)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var errors = new List<string>();
        var policy = SitePolicy.Default with { Name = source };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, values, isList, line) in Entries(yaml, source, errors))
        {
            var entry = new PolicyEntry(key, values, isList, $"{source}:{line}", errors);
            if (!seen.Add(key))
                entry.Wrong($"'{key}' is there twice");
            policy = key switch
            {
                "name" => policy with { Name = entry.Text() },
                "preamble" => policy with { Preamble = entry.Word<PreambleTreatment>() },
                "private" => policy with { PrivateElements = entry.Word<Treatment>() },
                "keepCreators" => policy with { KeepCreators = entry.List() },
                "removeCreators" => policy with { RemoveCreators = entry.List() },
                "content" => policy with { Content = entry.Word<Treatment>() },
                "trailing" => policy with { Trailing = entry.Word<Treatment>() },
                "documents" => policy with { Documents = entry.Word<DocumentTreatment>() },
                "links" => policy with { Links = entry.Word<Treatment>() },
                "structure" => policy with { Structure = Repairs(entry) },
                "otherFiles" => policy with { OtherFiles = entry.Word<OtherFileTreatment>() },
                "keepBackFrom" => policy with { KeepBackFrom = entry.Word<Severity>() },
                "accept" => policy with { Accept = entry.List(KnownRule) },
                _ => Unknown(policy, entry),
            };
        }

        if (policy.KeepCreators.Intersect(policy.RemoveCreators).FirstOrDefault() is { } both)
            errors.Add($"{source}: '{both}' is in keepCreators and in removeCreators");
        return errors.Count > 0 ? (null, errors) : (policy, errors);
    }

    private static StructureRepairs Repairs(PolicyEntry entry) => entry.TryWord("keep") ? StructureRepairs.None
        : entry.TryWord("repair") ? StructureRepairs.All
        : entry.Words<StructureRepairs>(except: [StructureRepairs.None, StructureRepairs.All]).Aggregate(StructureRepairs.None, static (all, one) => all | one);

    private static SitePolicy Unknown(SitePolicy policy, PolicyEntry entry)
    {
        entry.Wrong($"'{entry.Key}' is not known; the keys are those of: leadglass sanitize policy");
        return policy;
    }

    private static string? KnownRule(string id) => InspectionRules.All.Rules.Any(rule => rule.Id == id) ? null : $"'{id}' is no rule about files; leadglass explain lists them";

    // Read as events: nothing is nested, so nothing recurses, and references have no meaning here.
    private static List<(string Key, IReadOnlyList<string> Values, bool IsList, long Line)> Entries(TextReader yaml, string source, List<string> errors)
    {
        var entries = new List<(string, IReadOnlyList<string>, bool, long)>();
        var buffer = new char[LongestFile + 1];
        var length = yaml.ReadBlock(buffer);
        if (length > LongestFile)
        {
            errors.Add($"{source}: longer than {LongestFile} characters: not a policy");
            return entries;
        }

        try
        {
            var parser = new Parser(new StringReader(new string(buffer, 0, length)));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _) || !parser.TryConsume<MappingStart>(out _))
            {
                errors.Add($"{source}: not a policy: a list of keys is expected; print one with: leadglass sanitize policy");
                return entries;
            }

            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = parser.Consume<Scalar>();
                var values = new List<string>();
                var isList = parser.TryConsume<SequenceStart>(out _);
                do
                {
                    if (isList && parser.TryConsume<SequenceEnd>(out _))
                        break;
                    values.Add(parser.Consume<Scalar>().Value);
                }
                while (isList);
                entries.Add((key.Value, values, isList, key.Start.Line));
            }
        }
        catch (YamlException e)
        {
            errors.Add($"{source}:{e.Start.Line}: {e.Message}");
        }
        catch (InvalidOperationException)
        {
            // The scanner's own complaint about some plain texts inside brackets, which it does not wrap.
            errors.Add($"{source}: not YAML");
        }

        return entries;
    }
}
