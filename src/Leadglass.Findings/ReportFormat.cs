namespace Leadglass.Findings;

/// <summary>The forms in which a report can be written.</summary>
public enum ReportFormat
{
    /// <summary>Text for a person at a terminal, or plain lines for a pipe.</summary>
    Terminal,

    /// <summary>One JSON document; its schema is <c>leadglass-report.schema.json</c>.</summary>
    Json,

    /// <summary>One JSON object a line, written while the command runs.</summary>
    JsonLines,

    /// <summary>SARIF 2.1.0 for code-scanning and vulnerability-management tools.</summary>
    Sarif,

    /// <summary>JUnit XML for build servers.</summary>
    JUnit,

    /// <summary>Comma-separated values (RFC 4180) for spreadsheets.</summary>
    Csv,

    /// <summary>GitHub-flavoured Markdown for tickets and wikis.</summary>
    Markdown,

    /// <summary>One HTML file that needs neither network nor script.</summary>
    Html,
}
