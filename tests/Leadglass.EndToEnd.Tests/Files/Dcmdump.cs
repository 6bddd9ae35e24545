using System.Globalization;
using System.Text.RegularExpressions;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests.Files;

/// <summary>The elements of a file as DCMTK's dcmdump lists them, and as Leadglass does: one line an element, item or fragment.</summary>
internal static partial class Dcmdump
{
    public const string Program = "dcmdump";

    /// <summary>The lines of dcmdump; null where it gives up on the file.</summary>
    public static async Task<List<string>?> ListAsync(string path, CancellationToken cancellation)
    {
        var result = await ExternalProgram.RunAsync(Program, ["--quiet", path], cancellation);
        if (result.ExitCode != 0)
            return null;

        // A value may hold line breaks: its line goes on until the next one that begins with a tag.
        var lines = StartOfLine().Split(result.Output).Where(static line => line.StartsWith('('));
        return [.. lines.Select(static line => Line().Match(line)).Where(static match => match.Success && !IsDelimiter(match)).Select(Format)];
    }

    /// <summary>The first line in which the tree of a file differs from the list of dcmdump; null where none does.</summary>
    /// <param name="list">The list.</param>
    /// <param name="file">The file as Leadglass reads it.</param>
    public static string? FirstDifference(List<string> list, DicomFile file)
    {
        var ours = Nodes(file.Meta).Concat(Nodes(file.DataSet)).ToList();
        for (var i = 0; i < Math.Max(list.Count, ours.Count); i++)
        {
            var theirs = i < list.Count ? list[i] : "nothing";
            // Where no VR is written, dcmdump shows that of its own dictionary: it takes no part.
            var line = i >= ours.Count ? "nothing" : $"{ours[i].Tag} {(VrOf(ours[i]) is "--" && i < list.Count ? theirs.Split(' ')[1] : VrOf(ours[i]))} {LengthOf(ours[i])}";
            if (line != theirs)
                return $"line {i}: {line}, dcmdump: {theirs}";
        }
        return null;
    }

    private static IEnumerable<DataNode> Nodes(DataTree tree) => Enumerable.Range(0, tree.Count).Select(index => tree[index]);

    private static string Format(Match line)
    {
        var tag = new Tag(uint.Parse(line.Groups["group"].Value + line.Groups["element"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        // dcmdump has words of its own: up for the offsets of directories, which are UL, na and pi for what has no VR.
        var vr = line.Groups["vr"].Value switch { "up" => "UL", "na" or "pi" => "--", var other => other };
        return $"{tag} {vr} {line.Groups["length"].Value}";
    }

    private static string VrOf(DataNode node) => node switch
    {
        { Kind: not DataNodeKind.Element } => "--",
        // What dcmdump shows of these is what it made of them: encapsulated pixel data is OB to it, UN of undefined length a sequence.
        { HasUndefinedLength: true, IsSequence: false } => "OB",
        { IsSequence: true } => "SQ",
        { WrittenVr: { } vr } => vr.ToString(),
        _ => "--",
    };

    /// <summary>dcmdump pads odd values as it reads them, and shows the length that they then have.</summary>
    private static string LengthOf(DataNode node) =>
        node.HasUndefinedLength ? "u/l" : (node.DeclaredLength + (node.DeclaredLength % 2)).ToString(CultureInfo.InvariantCulture);

    private static bool IsDelimiter(Match line) => line.Groups["group"].Value == "fffe" && line.Groups["element"].Value is "e00d" or "e0dd";

    [GeneratedRegex(@"^[ ]*(?=\([0-9a-f]{4},[0-9a-f]{4}\) \S\S )", RegexOptions.Multiline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex StartOfLine();

    [GeneratedRegex(@"^\((?<group>[0-9a-f]{4}),(?<element>[0-9a-f]{4})\) (?<vr>\S\S) .*# +(?<length>u/l|\d+), *\d+ \S.*$", RegexOptions.Singleline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Line();
}
