using System.Buffers;
using System.Globalization;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Inspection.Files;
using Leadglass.Inspection.Observations;

namespace Leadglass.Inspection.Maps;

/// <summary>The parts of a data set, without recursion. Whatever has a face or an anomaly is shown; of what is unremarkable, the beginning of each level.</summary>
internal sealed class TreeMap
{
    private const int ShownWhole = 300;
    private const int MostParts = 2_000;
    private const int FirstElements = 100;
    private const int FirstItems = 3;
    private const int DeepestLevel = 8;
    private const int LongestUid = 64;

    private static readonly SearchValues<char> UidCharacters = SearchValues.Create("0123456789.");

    private readonly DataTree _tree;
    private readonly ILookup<int, string> _faces;
    private readonly ILookup<int, string> _anomalies;

    public TreeMap(DataTree tree, IEnumerable<Discovery> found, IEnumerable<StructureAnomaly> anomalies)
    {
        _tree = tree;
        _faces = found.Where(one => one.Place.Offset >= tree.Range.Offset && one.Place.Offset < tree.Range.End && tree.Count > 0)
            .ToLookup(one => tree.NodeAt(one.Place.Offset)!.Value.Index, FileMapper.Line);
        _anomalies = anomalies.ToLookup(anomaly => anomaly.Node >= 0 ? anomaly.Node : tree.NodeAt(anomaly.Offset)?.Index ?? -1, FileMapper.Line);
    }

    /// <summary>The UID with its name in the registry; what is not made of digits and dots is no UID, and not shown.</summary>
    public static string Registered(string uid) =>
        uid.Length > LongestUid || uid.AsSpan().ContainsAnyExcept(UidCharacters) ? "not a UID" : Uids.TryFind(uid, out var entry) ? $"{uid} {entry.Name}" : $"{uid}, not in the registry";

    /// <summary>The parts in the order of their bytes.</summary>
    public List<MapPart> Parts()
    {
        var parts = new List<MapPart>();
        var shown = Shown(out var depths);
        for (var i = 0; i < _tree.Count; i++)
        {
            if (shown[i] && parts.Count < MostParts)
            {
                parts.Add(Part(_tree[i], depths[i]));
                continue;
            }

            var node = _tree[i];
            var last = parts.Count > 0 && parts[^1].LeftOut > 0 ? parts[^1] : null;
            if (last is null)
                parts.Add(new MapPart(node.Offset, node.Bytes.Length, "…", "left out of the map") { Depth = Math.Min(depths[i], DeepestLevel), LeftOut = 1 });
            else
                parts[^1] = last with { Length = Math.Max(last.Length, node.Bytes.End - last.Offset), LeftOut = last.LeftOut + 1 };
        }

        return parts;
    }

    private bool[] Shown(out int[] depths)
    {
        var shown = new bool[_tree.Count];
        var siblings = new int[_tree.Count + 1];
        depths = new int[_tree.Count];
        for (var i = 0; i < _tree.Count; i++)
        {
            var node = _tree[i];
            var parent = node.Parent?.Index ?? -1;
            depths[i] = parent < 0 ? 0 : depths[parent] + 1;
            var number = siblings[parent + 1]++;
            var isFirst = number < (node.Kind is DataNodeKind.Item or DataNodeKind.Fragment ? FirstItems : FirstElements);
            shown[i] = _tree.Count <= ShownWhole || _faces.Contains(i) || _anomalies.Contains(i)
                || (isFirst && depths[i] <= DeepestLevel && (parent < 0 || shown[parent]));
        }

        return shown;
    }

    private MapPart Part(DataNode node, int depth) => new(node.Offset, node.Bytes.Length, node.Path, Name(node))
    {
        Depth = depth,
        Vr = node.Kind == DataNodeKind.Element ? node.Vr.ToString() : null,
        PrivateCreator = node.PrivateCreator,
        Note = Note(node),
        Faces = [.. _faces[node.Index]],
        Anomalies = [.. _anomalies[node.Index]],
    };

    private static string Name(DataNode node) => node switch
    {
        { Kind: DataNodeKind.Item } => "item",
        { Kind: DataNodeKind.Fragment, Number: 0 } => "basic offset table",
        { Kind: DataNodeKind.Fragment } => "fragment",
        { Kind: DataNodeKind.Stray } => "item or delimiter where none belongs",
        { Kind: DataNodeKind.Unread } => "bytes that are no elements",
        { Tag.IsGroupLength: true } => "group length",
        { Tag: { IsPrivate: true, Element: >= 0x0010 and <= 0x00FF } } => "private creator",
        { Tag.IsPrivate: true } => "private element",
        _ => Tags.TryFind(node.Tag, out var entry) ? entry.Name : "not in the dictionary",
    };

    private static string? Note(DataNode node)
    {
        var notes = new List<string>();
        if (node.Tag == Tags.TransferSyntaxUid || node.Tag == Tags.MediaStorageSopClassUid || node.Tag == Tags.SopClassUid)
            notes.Add(Registered(node.Text(LongestUid + 1)));
        if (node.IsSequence)
            notes.Add(Counted(node.Children.Count(), "item"));
        if (node.HasUndefinedLength)
            notes.Add("undefined length");
        if (node.IsCut)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"announces {node.DeclaredLength:N0} bytes"));
        return notes.Count == 0 ? null : string.Join("; ", notes);
    }

    private static string Counted(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {noun}{(number == 1 ? "" : "s")}");
}
