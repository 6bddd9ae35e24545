using System.Globalization;
using System.Text.Json;
using Leadglass.Findings;
using Leadglass.Inspection.Maps;

namespace Leadglass.Cli.Output;

/// <summary>Writes the map of a file, for people and for programs.</summary>
internal static class FileMapWriter
{
    private const int Indent = 2;
    private const int DeepestIndent = 12;
    private const int ContentColumn = 34;

    /// <summary>As text: a line a part, what was noticed about it below.</summary>
    /// <param name="path">The file, as the user knows it.</param>
    /// <param name="map">Its map.</param>
    /// <param name="output">Where to.</param>
    /// <param name="unicode">Whether more than ASCII can be shown.</param>
    public static void WriteText(string path, FileMap map, TextWriter output, bool unicode)
    {
        Line($"{path}: {Number(map.Length)} bytes{(map.TransferSyntax is { } syntax ? $", {syntax}" : "")}");
        Line($"passes for: {(map.Faces.Count == 0 ? "nothing that is recognised" : string.Join(", ", map.Faces))}");
        Line("");
        Line($"{"offset",14} {"length",14}  VR  what");
        foreach (var part in map.Parts)
        {
            var indent = new string(' ', Indent * Math.Min(part.Depth, DeepestIndent));
            var what = part.LeftOut > 0 ? $"... {Number(part.LeftOut)} parts {part.Name}"
                : string.Equals(part.Path, part.Name, StringComparison.Ordinal) ? part.Path : $"{part.Path} {part.Name}";
            var creator = part.PrivateCreator is null ? "" : $", creator \"{part.PrivateCreator}\"";
            Line($"{Number(part.Offset),13}{(part.IsExpanded ? "*" : " ")} {Number(part.Length),14}  {part.Vr ?? "",-2}  {indent}{what}{creator}{(part.Note is null ? "" : $": {part.Note}")}");
            foreach (var face in part.Faces)
                Line($"{new string(' ', ContentColumn)}{indent}> {face}");
            foreach (var anomaly in part.Anomalies)
                Line($"{new string(' ', ContentColumn)}{indent}! {anomaly}");
        }

        if (map.Parts.Any(static part => part.IsExpanded))
            Line("* counted in the expanded data set");
        foreach (var notSeen in map.NotSeen)
            Line($"not looked at: {notSeen}");

        void Line(string text) => output.WriteLine((unicode ? VisibleText.Of(text) : VisibleText.Ascii(text)).TrimEnd());
    }

    /// <summary>As JSON: the members of <see cref="FileMap"/>, and the path.</summary>
    /// <param name="path">The file, as the user knows it.</param>
    /// <param name="map">Its map.</param>
    /// <param name="output">Where to.</param>
    public static void WriteJson(string path, FileMap map, TextWriter output) => output.WriteLine(JsonSerializer.Serialize(new FileMapDocument(path, map), FileMapJsonContext.Default.FileMapDocument));

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
