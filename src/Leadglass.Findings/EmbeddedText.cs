using System.Text;

namespace Leadglass.Findings;

/// <summary>Text files that are part of the program.</summary>
internal static class EmbeddedText
{
    public const string Palette = "palette.css";
    public const string StyleSheet = "report.css";
    public const string OnePageStyleSheet = "one-page.css";
    public const string Schema = "leadglass-report.schema.json";

    public static string Read(string name)
    {
        using var resource = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
