namespace Leadglass.Findings.Writing;

/// <content>The tool, its rules, and the weaknesses they stand for.</content>
internal sealed partial class SarifReport
{
    private void WriteTool()
    {
        var (name, version) = _report.Tool.Split(' ', 2) is [var first, var second] ? (first, second) : (_report.Tool, "");
        _json.WriteStartObject("tool");
        _json.WriteStartObject("driver");
        _json.WriteString("name", name);
        if (version.Length > 0)
            _json.WriteString("version", version);
        if (_weaknesses.Count > 0)
        {
            _json.WriteStartArray("supportedTaxonomies");
            _json.WriteStartObject();
            _json.WriteString("name", "CWE");
            _json.WriteNumber("index", 0);
            _json.WriteEndObject();
            _json.WriteEndArray();
        }

        _json.WriteStartArray("rules");
        foreach (var rule in _rules)
            WriteRule(rule);
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void WriteRule(Rule rule)
    {
        _json.WriteStartObject();
        _json.WriteString("id", rule.Id);
        WriteMessage("shortDescription", rule.Title);
        if (rule.What.Length > 0)
            WriteMessage("fullDescription", rule.What);
        WriteHelp(rule);
        _json.WriteStartObject("defaultConfiguration");
        _json.WriteString("level", LevelOf(rule.Severity));
        _json.WriteEndObject();
        WriteRelationships(rule);
        _json.WriteStartObject("properties");
        if (SecuritySeverityOf(rule.Severity) is { } score)
            _json.WriteString("security-severity", score);
        _json.WriteStartArray("tags");
        _json.WriteStringValue("security");
        foreach (var weakness in WeaknessesOf(rule))
            _json.WriteStringValue($"external/cwe/cwe-{weakness}");
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void WriteHelp(Rule rule)
    {
        var remedies = rule.Remedies.Select(remedy => $"{remedy.Product ?? "Any system"}: {remedy.Text}");
        string[] paragraphs = [rule.Why, rule.Detection, rule.Limits, .. remedies];
        var present = paragraphs.Where(paragraph => paragraph.Length > 0).ToList();
        if (present.Count == 0)
            return;
        _json.WriteStartObject("help");
        _json.WriteString("text", string.Join("\n\n", present.Select(Escape)));
        _json.WriteString("markdown", string.Join("\n\n", present.Select(MarkdownText.Prose)));
        _json.WriteEndObject();
    }

    private void WriteRelationships(Rule rule)
    {
        var weaknesses = WeaknessesOf(rule).ToList();
        if (weaknesses.Count == 0)
            return;
        _json.WriteStartArray("relationships");
        foreach (var weakness in weaknesses)
        {
            _json.WriteStartObject();
            _json.WriteStartObject("target");
            _json.WriteString("id", weakness);
            _json.WriteNumber("index", _weaknesses.IndexOf(weakness));
            _json.WriteStartObject("toolComponent");
            _json.WriteString("name", "CWE");
            _json.WriteNumber("index", 0);
            _json.WriteEndObject();
            _json.WriteEndObject();
            _json.WriteStartArray("kinds");
            _json.WriteStringValue("relevant");
            _json.WriteEndArray();
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteTaxonomies()
    {
        if (_weaknesses.Count == 0)
            return;
        _json.WriteStartArray("taxonomies");
        _json.WriteStartObject();
        _json.WriteString("name", "CWE");
        _json.WriteString("organization", "MITRE");
        _json.WriteString("informationUri", "https://cwe.mitre.org/");
        _json.WriteStartArray("taxa");
        foreach (var weakness in _weaknesses)
        {
            _json.WriteStartObject();
            _json.WriteString("id", weakness);
            _json.WriteString("helpUri", $"https://cwe.mitre.org/data/definitions/{weakness}.html");
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.WriteEndArray();
    }

    private static IEnumerable<string> WeaknessesOf(Rule rule) =>
        rule.References.Select(reference => reference.Name).Where(name => name.StartsWith("CWE-", StringComparison.Ordinal)).Select(name => name["CWE-".Length..]);

    /// <summary>The middle of the range that code-scanning tools show under the same word; nothing for what is harmless.</summary>
    private static string? SecuritySeverityOf(Severity severity) => severity switch
    {
        Severity.Info => null,
        Severity.Low => "2.0",
        Severity.Medium => "5.5",
        Severity.High => "8.0",
        _ => "9.5",
    };
}
