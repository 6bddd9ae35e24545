using Leadglass.Findings.Writing;
using Leadglass.Findings.Writing.Html;

namespace Leadglass.Findings;

/// <summary>Writes a report in any of its formats. Never judges, and never lets bytes from the wire through unescaped.</summary>
public static class ReportWriter
{
    /// <summary>Writes a whole report. Set the writer's encoding to UTF-8; line ends are the writer's own where the format does not prescribe them.</summary>
    /// <param name="report">What to write.</param>
    /// <param name="format">The form to write it in.</param>
    /// <param name="writer">Where to write it; flushed by the caller.</param>
    /// <param name="options">How to write it; the defaults suit a file.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="format"/> is not a known format.</exception>
    public static void Write(Report report, ReportFormat format, TextWriter writer, ReportOptions? options = null)
    {
        options ??= new ReportOptions();
        switch (format)
        {
            case ReportFormat.Html when options.OnePage:
                OnePageHtml.Write(report, writer);
                break;
            case ReportFormat.Terminal or ReportFormat.Markdown when options.OnePage:
                OnePageMarkdown.Write(report, writer);
                break;
            case ReportFormat.Terminal when options.Width is null:
                PlainReport.Write(report, writer, options);
                break;
            case ReportFormat.Terminal:
                TerminalReport.Write(report, writer, options);
                break;
            case ReportFormat.Json:
                JsonReport.Write(report, writer);
                break;
            case ReportFormat.JsonLines:
                JsonLinesWriter.Write(report, writer);
                break;
            case ReportFormat.Sarif:
                SarifReport.Write(report, writer);
                break;
            case ReportFormat.JUnit:
                JUnitReport.Write(report, writer, options);
                break;
            case ReportFormat.Csv:
                CsvReport.Write(report, writer);
                break;
            case ReportFormat.Markdown:
                MarkdownReport.Write(report, writer);
                break;
            case ReportFormat.Html:
                HtmlReport.Write(report, writer);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "Not a report format.");
        }
    }
}
