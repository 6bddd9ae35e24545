using System.Buffers;
using System.Text;

namespace Leadglass.Findings;

/// <summary>
/// Replaces given values by numbered pseudonyms, the same value by the same one everywhere: in ids, names, summaries, facts, evidence and remedies.
/// What the rules themselves say stays as it is.
/// </summary>
/// <remarks>
/// Values are found in any letter case, in their visible form (<see cref="VisibleText"/>), and inside longer words, because a name that is glued to other text is still that name.
/// Values of one or two characters are replaced only where they stand alone; inside words they would leave nothing readable.
/// Not found: values in another encoding (hexadecimal, Base64), other spellings of the same host (its address instead of its name) unless they were given too.
/// </remarks>
public sealed class Redactor
{
    private const int LongestBoundedValue = 2;

    private readonly Dictionary<string, string> _pseudonyms = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly SearchValues<string> _values;
    private readonly int[] _lengths;

    /// <summary>Creates a redactor; pseudonyms are numbered in the order of the values.</summary>
    /// <param name="values">What to replace. Empty values are ignored.</param>
    public Redactor(IEnumerable<SensitiveValue> values)
    {
        var counts = new Dictionary<SensitiveKind, int>();
        foreach (var (kind, padded) in values)
        {
            var value = padded.Trim();
            if (value.Length == 0 || _pseudonyms.ContainsKey(value))
                continue;
            var number = counts[kind] = counts.GetValueOrDefault(kind) + 1;
            _pseudonyms[value] = _pseudonyms[VisibleText.Of(value)] = $"{PrefixOf(kind)}-{number}";
        }

        _bySpan = _pseudonyms.GetAlternateLookup<ReadOnlySpan<char>>();
        _values = SearchValues.Create([.. _pseudonyms.Keys], StringComparison.OrdinalIgnoreCase);
        _lengths = [.. _pseudonyms.Keys.Select(value => value.Length).Distinct().OrderDescending()];
    }

    /// <summary>Redacts a whole report, its comparison with a baseline included.</summary>
    /// <param name="report">The report; compare it with its baseline first, since redaction changes the ids.</param>
    /// <returns>A copy without the values.</returns>
    public Report Apply(Report report) => report with
    {
        Command = Apply(report.Command),
        Interruption = ApplyOptional(report.Interruption),
        Headline = Apply(report.Headline),
        Targets = [.. report.Targets.Select(Apply)],
        Findings = [.. report.Findings.Select(Apply)],
        Baseline = report.Baseline is null ? null : Apply(report.Baseline),
    };

    /// <summary>Redacts a target.</summary>
    /// <param name="target">The target.</param>
    /// <returns>A copy without the values.</returns>
    public Target Apply(Target target) => target with
    {
        Id = Apply(target.Id),
        Name = ApplyOptional(target.Name),
        Product = ApplyOptional(target.Product),
        Summary = Apply(target.Summary),
        Source = target.Source is null ? null : target.Source with { Path = Apply(target.Source.Path) },
        Assessments = [.. target.Assessments.Select(assessment => assessment with { Summary = Apply(assessment.Summary), Details = [.. assessment.Details.Select(Apply)] })],
        Facts = [.. target.Facts.Select(fact => KeyValuePair.Create(fact.Key, Apply(fact.Value)))],
    };

    /// <summary>Redacts a finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <returns>A copy without the values.</returns>
    public Finding Apply(Finding finding) => finding with
    {
        Target = Apply(finding.Target),
        Evidence = [.. finding.Evidence.Select(Apply)],
        Remedy = finding.Rule.Remedies.Any(remedy => remedy.Text == finding.Remedy) ? finding.Remedy : Apply(finding.Remedy),
    };

    /// <summary>Redacts a text, for example a log line or a file name.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text without the values.</returns>
    public string Apply(string text)
    {
        if (_pseudonyms.Count == 0 || !text.AsSpan().ContainsAny(_values))
            return text;

        var redacted = new StringBuilder(text.Length);
        var position = 0;
        while (text.AsSpan(position).IndexOfAny(_values) is >= 0 and var skipped)
        {
            redacted.Append(text, position, skipped);
            position += skipped;
            var length = MatchAt(text, position, out var pseudonym);
            if (length == 0)
            {
                redacted.Append(text[position++]);
                continue;
            }

            AppendApart(redacted, pseudonym);
            position += length;
            if (position < text.Length && char.IsLetterOrDigit(text[position]))
                redacted.Append('_');
        }

        return redacted.Append(text, position, text.Length - position).ToString();
    }

    private BaselineComparison Apply(BaselineComparison baseline) => baseline with
    {
        New = Apply(baseline.New),
        Fixed = Apply(baseline.Fixed),
        Unchanged = Apply(baseline.Unchanged),
        NotRechecked = Apply(baseline.NotRechecked),
    };

    private IReadOnlyList<BaselineEntry> Apply(IReadOnlyList<BaselineEntry> entries) => [.. entries.Select(entry => entry with { Target = Apply(entry.Target) })];

    private string? ApplyOptional(string? text) => text is null ? null : Apply(text);

    /// <summary>The longest value that stands at a position, so that <c>10.0.0.14</c> is not taken for <c>10.0.0.1</c>.</summary>
    private int MatchAt(string text, int position, out string pseudonym)
    {
        foreach (var length in _lengths)
        {
            if (position + length > text.Length || !_bySpan.TryGetValue(text.AsSpan(position, length), out var found))
                continue;
            if (length <= LongestBoundedValue && !StandsAlone(text, position, length))
                continue;
            pseudonym = found;
            return length;
        }

        pseudonym = "";
        return 0;
    }

    private static bool StandsAlone(string text, int position, int length) =>
        (position == 0 || !char.IsLetterOrDigit(text[position - 1]))
        && (position + length == text.Length || !char.IsLetterOrDigit(text[position + length]));

    /// <summary>What was glued to the value is kept apart from the pseudonym: <c>host-1</c> and a following 4 must not read as <c>host-14</c>.</summary>
    private static void AppendApart(StringBuilder redacted, string pseudonym)
    {
        if (redacted.Length > 0 && char.IsLetterOrDigit(redacted[^1]))
            redacted.Append('_');
        redacted.Append(pseudonym);
    }

    private static string PrefixOf(SensitiveKind kind) => kind switch
    {
        SensitiveKind.Host => "host",
        SensitiveKind.AETitle => "ae",
        _ => "name",
    };
}
