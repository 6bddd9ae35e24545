using Leadglass.Findings;

namespace Leadglass.Cli.Output;

/// <summary>The names of the report formats on the command line and as file extensions.</summary>
internal static class ReportFormats
{
    private static readonly (string Name, string Extension, ReportFormat Format)[] Known =
    [
        ("text", ".txt", ReportFormat.Terminal),
        ("json", ".json", ReportFormat.Json),
        ("jsonl", ".jsonl", ReportFormat.JsonLines),
        ("sarif", ".sarif", ReportFormat.Sarif),
        ("junit", ".xml", ReportFormat.JUnit),
        ("csv", ".csv", ReportFormat.Csv),
        ("markdown", ".md", ReportFormat.Markdown),
        ("html", ".html", ReportFormat.Html),
    ];

    /// <summary>The names, for help and completion.</summary>
    public static string[] Names => [.. Known.Select(k => k.Name)];

    /// <summary>The extensions, for messages.</summary>
    public static string Extensions => string.Join(", ", Known.Select(k => k.Extension));

    /// <summary>The format of a name that was checked before.</summary>
    public static ReportFormat OfName(string name) => Known.First(k => k.Name == name).Format;

    /// <summary>The name of a format.</summary>
    public static string NameOf(ReportFormat format) => Known.First(k => k.Format == format).Name;

    /// <summary>The format of an extension; <see langword="null"/> if there is none.</summary>
    public static ReportFormat? OfExtension(string extension)
    {
        foreach (var (_, known, format) in Known)
        {
            if (known.Equals(extension, StringComparison.OrdinalIgnoreCase))
                return format;
        }

        return null;
    }
}
