using System.Text;

namespace Leadglass.Findings.Writing.Html;

/// <summary>The look of the page: <c>report.css</c>, which is part of the program.</summary>
internal static class StyleSheet
{
    public static string Read()
    {
        using var resource = typeof(StyleSheet).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
