using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Leadglass.Fuzzing.Campaign;

/// <summary>
/// A campaign written down in YAML: keys that say how to run it, and what only people know about it. Which keys mean something depends on the kind of
/// the campaign, so that the command decides about them; what is wrong in the form is collected here, each error with its line.
/// </summary>
/// <param name="Entries">How to run it, in the order of the file.</param>
/// <param name="Statement">Who ran it, on what, and why; null where the file does not say.</param>
public sealed record CampaignFile(IReadOnlyList<CampaignEntry> Entries, CampaignStatement? Statement)
{
    /// <summary>The sections whose keys are part of how to run the campaign.</summary>
    private static readonly string[] Sections = ["stop", "limits"];
    private static readonly string[] StatementKeys = ["product", "version", "tester", "organisation", "independence"];
    private static readonly string[] ScopeKeys = ["interface", "threat", "requirement"];
    private const int LongestFile = 64 * 1024;

    /// <summary>Reads a campaign file.</summary>
    /// <param name="yaml">The text, at most 65 536 characters.</param>
    /// <param name="source">Name for messages.</param>
    /// <param name="errors">Takes every error, with its line.</param>
    /// <returns>What could be read; not to be used where there are errors.</returns>
    public static CampaignFile Read(TextReader yaml, string source, ICollection<string> errors)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        ArgumentNullException.ThrowIfNull(errors);
        var buffer = new char[LongestFile + 1];
        var length = yaml.ReadBlock(buffer);
        var reading = new Reading(source, errors);
        if (length > LongestFile)
            errors.Add($"{source}: longer than {LongestFile} characters: not a campaign file");
        else
            reading.Read(new string(buffer, 0, length));
        return reading.Result;
    }

    /// <summary>One reading: by events, so that nothing nested recurses, and references have no meaning.</summary>
    private sealed class Reading(string source, ICollection<string> errors)
    {
        private readonly List<CampaignEntry> _entries = [];
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
        private readonly List<ScopeLine> _scope = [];
        private Dictionary<string, string> _statement = [];
        private Parser _parser = null!;

        public CampaignFile Result => new(_entries, _statement.Count == 0 && _scope.Count == 0 ? null : new CampaignStatement
        {
            Product = _statement.GetValueOrDefault("product"),
            Version = _statement.GetValueOrDefault("version"),
            Tester = _statement.GetValueOrDefault("tester"),
            Organisation = _statement.GetValueOrDefault("organisation"),
            Independence = _statement.GetValueOrDefault("independence"),
            Scope = _scope,
        });

        public void Read(string text)
        {
            try
            {
                _parser = new Parser(new StringReader(text));
                _parser.Consume<StreamStart>();
                if (!_parser.TryConsume<DocumentStart>(out _) || !_parser.TryConsume<MappingStart>(out _))
                {
                    errors.Add($"{source}: not a campaign file: a list of keys is expected, such as kind: file");
                    return;
                }
                while (!_parser.TryConsume<MappingEnd>(out _))
                    ReadKey();
                _parser.Consume<DocumentEnd>();
                if (!_parser.TryConsume<StreamEnd>(out _))
                    errors.Add($"{source}:{_parser.Current?.Start.Line}: a second document; a campaign file has one");
            }
            catch (YamlException e)
            {
                errors.Add($"{source}:{e.Start.Line}: {e.Message}");
            }
            catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException)
            {
                // The scanner's own complaints about some texts, which it does not wrap.
                errors.Add($"{source}: not YAML");
            }
        }

        private void ReadKey()
        {
            var key = _parser.Consume<Scalar>();
            if (!_seen.Add(key.Value))
                Wrong(key, $"'{key.Value}' is there twice");
            if (Sections.Contains(key.Value))
                _entries.AddRange(Mapping(key.Value, null).Select(pair => new CampaignEntry($"{key.Value}.{pair.Key.Value}", [pair.Value], false, pair.Key.Start.Line)));
            else if (key.Value == "statement")
                _statement = Mapping(key.Value, StatementKeys).DistinctBy(static pair => pair.Key.Value).ToDictionary(static pair => pair.Key.Value, static pair => pair.Value);
            else if (key.Value == "scope")
                ReadScope();
            else
                ReadEntry(key);
        }

        private void ReadEntry(Scalar key)
        {
            if (_parser.Accept<Scalar>(out _))
            {
                if (Text(key.Value) is { } text)
                    _entries.Add(new CampaignEntry(key.Value, [text], false, key.Start.Line));
                return;
            }
            if (!_parser.TryConsume<SequenceStart>(out _))
            {
                Wrong(key, $"'{key.Value}' must be a text or a list of texts");
                _parser.SkipThisAndNestedEvents();
                return;
            }
            var values = new List<string>();
            while (!_parser.TryConsume<SequenceEnd>(out _))
            {
                if (Text(key.Value) is { } value)
                    values.Add(value);
            }
            _entries.Add(new CampaignEntry(key.Value, values, true, key.Start.Line));
        }

        private void ReadScope()
        {
            if (!_parser.TryConsume<SequenceStart>(out _))
            {
                Wrong(_parser.Current!, "'scope' must be a list, each line with interface, threat and requirement");
                _parser.SkipThisAndNestedEvents();
                return;
            }
            while (!_parser.TryConsume<SequenceEnd>(out _))
            {
                var start = _parser.Current!;
                var line = Mapping("scope", ScopeKeys).DistinctBy(static pair => pair.Key.Value).ToDictionary(static pair => pair.Key.Value, static pair => pair.Value);
                if (line.TryGetValue("interface", out var name))
                    _scope.Add(new ScopeLine(name, line.GetValueOrDefault("threat", ""), line.GetValueOrDefault("requirement", "")));
                else
                    Wrong(start, "a line of 'scope' names no interface");
            }
        }

        /// <summary>The next value as a mapping of texts.</summary>
        /// <param name="name">The key that it belongs to.</param>
        /// <param name="known">The keys that it may have; null where the command decides.</param>
        private List<(Scalar Key, string Value)> Mapping(string name, string[]? known)
        {
            var pairs = new List<(Scalar Key, string Value)>();
            if (!_parser.TryConsume<MappingStart>(out _))
            {
                Wrong(_parser.Current!, $"'{name}' must have keys of its own{(known is null ? "" : $": {string.Join(", ", known)}")}");
                _parser.SkipThisAndNestedEvents();
                return pairs;
            }
            while (!_parser.TryConsume<MappingEnd>(out _))
            {
                var key = _parser.Consume<Scalar>();
                if (pairs.Exists(pair => pair.Key.Value == key.Value))
                    Wrong(key, $"'{key.Value}' is there twice");
                else if (known?.Contains(key.Value) == false)
                    Wrong(key, $"'{key.Value}' is not known in '{name}'; the keys are {string.Join(", ", known)}");
                if (Text(key.Value) is { } text)
                    pairs.Add((key, text));
            }
            return pairs;
        }

        private string? Text(string key)
        {
            if (_parser.TryConsume<Scalar>(out var scalar) && scalar.Value.Length > 0)
                return scalar.Value;
            Wrong(scalar ?? _parser.Current!, $"'{key}' must be filled in with a text");
            if (scalar is null)
                _parser.SkipThisAndNestedEvents();
            return null;
        }

        private void Wrong(ParsingEvent place, string message) => errors.Add($"{source}:{place.Start.Line}: {message}");
    }
}
