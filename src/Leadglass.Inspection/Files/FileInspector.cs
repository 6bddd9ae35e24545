using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;
using Leadglass.Inspection.Contents;
using Leadglass.Inspection.Observations;
using Leadglass.Inspection.Pickles;

namespace Leadglass.Inspection.Files;

/// <summary>Collects the facts about a file. Has no opinion; runs, unpacks to disk and follows nothing. Memory does not grow with the file.</summary>
public static class FileInspector
{
    private const int MostPlaces = 100;
    internal static readonly Tag EncapsulatedDocument = new(0x00420011);
    private static readonly Tag MimeTypeOfEncapsulatedDocument = new(0x00420012);
    private static readonly Tag RetrieveUri = new(0x0040E010);

    /// <summary>Looks at a file.</summary>
    /// <param name="source">Its bytes. Disposed of at the end.</param>
    /// <returns>The facts. Any bytes have them.</returns>
    /// <exception cref="IOException">The source failed.</exception>
    public static FileObservation Inspect(ByteSource source)
    {
        using var file = DicomFile.Read(source);
        return Inspect(file);
    }

    /// <summary>Looks at a file that was read before; it stays open.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The facts. Any bytes have them.</returns>
    /// <exception cref="IOException">The source failed.</exception>
    public static FileObservation Inspect(DicomFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var source = file.Source;
        var head = source.ReadBytes(new ByteRange(0, ContentScanner.LookAhead));
        var start = ContentScanner.AtStart(head, (offset, count) => source.ReadBytes(new ByteRange(offset, count)));
        var hasPrefix = file.Prefix.Length == 4 && head.AsSpan((int)file.Prefix.Offset, 4).SequenceEqual("DICM"u8);
        // Without the prefix, a file that is plainly something else is that, even if its first bytes could be an element.
        var isDicom = hasPrefix || file.Meta.Count > 0 || (file.IsRecognised && start.Count == 0 && PickleSearch.AtStart(head) is null);
        return isDicom ? OfDicom(file, head, start) : OfOther(source, head, start);
    }

    private static FileObservation OfOther(ByteSource source, byte[] head, IReadOnlyList<ContentMatch> start)
    {
        var sweep = new Sweep(source, static offset => new Place(PlaceKind.File, "file", offset));
        var all = new ByteRange(0, source.Length);
        sweep.Over(all, [all]);
        var format = start.Count > 0 ? start[0].Kind.Name : PickleSearch.AtStart(head) is not null ? ContentKinds.Pickle.Name : null;
        var isDocument = start.Any(static match => match.Kind.Class == ContentClass.Document || match.Kind == ContentKinds.Svg || match.Kind == ContentKinds.Html);
        return new FileObservation
        {
            IsDicom = false,
            Format = format,
            Length = source.Length,
            Discoveries = InOrder(sweep.Discoveries),
            Documents = isDocument ? [Document(source, all, new Place(PlaceKind.File, "file", 0), null, null)] : [],
            NotSeen = format is null && source.Length > 0 ? [.. sweep.NotSeen, "not a DICOM file, and of no format that is recognised: searched as bytes only"] : sweep.NotSeen,
        };
    }

    private static FileObservation OfDicom(DicomFile file, byte[] head, IReadOnlyList<ContentMatch> start)
    {
        var source = file.Source;
        var sweep = new Sweep(source, offset => Locate(file, offset));
        var notSeen = new List<string>();
        var discoveries = new List<Discovery>();
        if (file.IsDeflated)
        {
            sweep.Over(new ByteRange(0, file.Compressed.Offset), [new ByteRange(0, file.Compressed.Offset), .. Starts(file.Meta)]);
            sweep.Over(file.Trailing, [file.Trailing]);
            var expanded = new Sweep(file.DataSet.Source, offset => LocateIn(file.DataSet, offset) with { IsExpanded = true });
            expanded.Over(file.DataSet.Range, Starts(file.DataSet));
            discoveries.AddRange(expanded.Discoveries);
            notSeen.AddRange(expanded.NotSeen);
        }
        else
        {
            sweep.Over(new ByteRange(0, source.Length), [new ByteRange(0, source.Length), .. Starts(file.Meta), .. Starts(file.DataSet)]);
        }

        notSeen.AddRange(sweep.NotSeen);
        IReadOnlyList<StructureAnomaly> ofDataSet = [.. file.DataSet.Anomalies, .. PixelFragments.Of(file.DataSet)?.Anomalies ?? [], .. ImageSize.Check(file)];
        if (file.DataSet.CountOf(StructureAnomalyKind.TooManyElements) + file.DataSet.CountOf(StructureAnomalyKind.TooDeep) > 0)
            notSeen.Add("the elements behind the limit of depth or number were searched as bytes only");
        if (file.Anomalies.Any(static anomaly => anomaly.Kind is StructureAnomalyKind.DeflateLimit or StructureAnomalyKind.DeflateBroken))
            notSeen.Add("the deflated data set was not expanded to its end");
        return new FileObservation
        {
            IsDicom = true,
            Length = source.Length,
            Preamble = file.Preamble.IsEmpty
                ? new PreambleObservation(PreambleState.Absent, "no preamble")
                : PreambleReader.Read(head, source.Length, start, (offset, count) => source.ReadBytes(new ByteRange(offset, count))),
            Discoveries = InOrder(sweep.Discoveries.Concat(discoveries).Where(static found => !IsExpected(found))),
            Documents = Documents(file),
            Anomalies = [.. file.Anomalies, .. file.Meta.Anomalies, .. ofDataSet],
            DataSetAnomalies = ofDataSet,
            OutsideElements = OutsideElements(file),
            DirectoryProblems = MediaDirectory.Of(file) is { } directory ? DirectoryReader.Problems(directory) : [],
            Links = Links(file.DataSet),
            MetaMismatches = MetaMismatches(file),
            NotSeen = notSeen,
        };
    }

    private static IReadOnlyList<Discovery> InOrder(IEnumerable<Discovery> discoveries) => [.. discoveries.OrderBy(static found => found.Place.Offset)];

    /// <summary>Pictures and sound belong into DICOM files; only at the very start they make the file something else as well.</summary>
    private static bool IsExpected(Discovery found) => found.Kind.Class is ContentClass.Image or ContentClass.Media && found.Place is not { Kind: PlaceKind.File, Offset: 0 };

    /// <summary>The values that a program could open by themselves.</summary>
    private static IEnumerable<ByteRange> Starts(DataTree tree)
    {
        for (var i = 0; i < tree.Count; i++)
        {
            var node = tree[i];
            if (node.Value.Length >= 4 && node.Children.IsEmpty && (node.Kind is DataNodeKind.Fragment or DataNodeKind.Unread || HoldsBulk(node)))
                yield return node.Value;
        }
    }

    private static bool HoldsBulk(DataNode node)
    {
        var vr = node.Vr;
        return node.Kind == DataNodeKind.Element && (node.Tag.IsPrivate
            || vr == Vr.OB || vr == Vr.OW || vr == Vr.UN || vr == Vr.UT || vr == Vr.LT || vr == Vr.ST || vr == Vr.UC || vr == Vr.UR
            || vr == Vr.OD || vr == Vr.OF || vr == Vr.OL || vr == Vr.OV);
    }

    private static Place Locate(DicomFile file, long offset)
    {
        if (offset < file.Prefix.End)
            return new Place(PlaceKind.File, offset < file.Preamble.End ? "preamble" : "prefix", offset);
        if (offset >= file.Meta.Range.Offset && offset < file.Meta.Range.End)
            return LocateIn(file.Meta, offset);
        if (file.IsDeflated)
            return new Place(PlaceKind.OutsideElements, "behind the deflated data set", offset);
        return LocateIn(file.DataSet, offset);
    }

    private static Place LocateIn(DataTree tree, long offset) =>
        tree.NodeAt(offset) is { } node ? At(node, offset) : new Place(PlaceKind.OutsideElements, "no element", offset);

    private static Place At(DataNode node, long offset)
    {
        var (isPrivate, creator, isPixelData) = (false, (string?)null, false);
        var steps = 0;
        for (DataNode? at = node; at is { } current && steps++ < 64; at = current.Parent)
        {
            isPrivate |= current.Tag.IsPrivate;
            creator ??= current.PrivateCreator;
            isPixelData |= current.Tag == Tags.PixelData;
        }

        var kind = node.Kind is DataNodeKind.Unread or DataNodeKind.Stray ? PlaceKind.OutsideElements
            : isPixelData ? PlaceKind.PixelData
            : isPrivate ? PlaceKind.PrivateElement
            : node.Tag == EncapsulatedDocument ? PlaceKind.Document
            : node.Tag == Tags.DataSetTrailingPadding ? PlaceKind.Padding
            : PlaceKind.Element;
        return new Place(kind, node.Path, offset)
        {
            Vr = node.Kind == DataNodeKind.Element ? node.Vr.ToString() : null,
            PrivateCreator = creator,
            ValueLength = node.Value.Length,
        };
    }

    private static List<DocumentObservation> Documents(DicomFile file)
    {
        if (file.DataSet.Find(EncapsulatedDocument) is not { } node)
            return [];
        var mimeType = file.DataSet.Find(MimeTypeOfEncapsulatedDocument)?.Text(64);
        return [Document(file.DataSet.Source, node.Value, At(node, node.Value.Offset) with { IsExpanded = file.IsDeflated }, mimeType, file.DataSet.Find(Tags.SopClassUid)?.Text(64))];
    }

    private static DocumentObservation Document(ByteSource source, ByteRange range, Place place, string? mimeType, string? sopClass) =>
        DocumentReader.Read(place, source.ReadBytes(range, DocumentReader.MostBytes), range.Length > DocumentReader.MostBytes, mimeType, sopClass);

    private static List<Place> OutsideElements(DicomFile file)
    {
        var places = new List<Place>();
        foreach (var tree in new[] { file.Meta, file.DataSet })
        {
            for (var i = 0; i < tree.Count && places.Count < MostPlaces; i++)
            {
                if (tree[i].Kind is DataNodeKind.Unread or DataNodeKind.Stray)
                    places.Add(At(tree[i], tree[i].Offset) with { IsExpanded = file.IsDeflated && tree == file.DataSet });
            }
        }

        if (file.Trailing.Length > 1)
            places.Add(new Place(PlaceKind.OutsideElements, "behind the deflated data set", file.Trailing.Offset) { ValueLength = file.Trailing.Length });
        return places;
    }

    private static List<Place> Links(DataTree tree)
    {
        var places = new List<Place>();
        for (var i = 0; i < tree.Count && places.Count < MostPlaces; i++)
        {
            var node = tree[i];
            if (node.Kind == DataNodeKind.Element && node.Value.Length > 0 && (node.Vr == Vr.UR || node.Tag == Tags.PixelDataProviderUrl || node.Tag == Tags.RetrieveUrl || node.Tag == RetrieveUri))
                places.Add(At(node, node.Value.Offset));
        }

        return places;
    }

    private static List<string> MetaMismatches(DicomFile file)
    {
        var mismatches = new List<string>();
        Compare(Tags.MediaStorageSopClassUid, Tags.SopClassUid, "SOP class");
        Compare(Tags.MediaStorageSopInstanceUid, Tags.SopInstanceUid, "SOP instance");
        return mismatches;

        void Compare(Tag meta, Tag dataSet, string what)
        {
            if (file.Meta.Find(meta)?.Text(128) is { Length: > 0 } one && file.DataSet.Find(dataSet)?.Text(128) is { Length: > 0 } other && one != other)
                mismatches.Add($"the {what} in {meta} is not the one in {dataSet}");
        }
    }
}
