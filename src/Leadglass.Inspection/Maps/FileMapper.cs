using System.Globalization;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;
using Leadglass.Inspection.Contents;
using Leadglass.Inspection.Files;
using Leadglass.Inspection.Observations;

namespace Leadglass.Inspection.Maps;

/// <summary>Makes the map of a file from its tree and what the inspection saw in it. Judges nothing.</summary>
public static class FileMapper
{
    /// <summary>Readers of PDF look for its header this far. Source: ISO 32000-1 annex H, implementation note 13.</summary>
    private const int PdfReach = 1024;

    /// <summary>Maps a file.</summary>
    /// <param name="source">Its bytes. Disposed of at the end.</param>
    /// <returns>The map. Any bytes have one.</returns>
    /// <exception cref="IOException">The source failed.</exception>
    public static FileMap Map(ByteSource source)
    {
        using var file = DicomFile.Read(source);
        var seen = FileInspector.Inspect(file);
        return new FileMap
        {
            Length = seen.Length,
            Faces = [.. Faces(seen)],
            TransferSyntax = seen.IsDicom && file.TransferSyntax is { Length: > 0 } uid ? TreeMap.Registered(uid) : null,
            Parts = seen.IsDicom ? Parts(file, seen) : [new MapPart(0, seen.Length, "file", seen.Format ?? "no format that is recognised") { Faces = [.. seen.Discoveries.Select(Line)] }],
            NotSeen = [.. seen.NotSeen, .. seen.Documents.SelectMany(static document => document.NotSeen)],
        };
    }

    /// <summary>One line about content, for the part that holds it.</summary>
    internal static string Line(Discovery found) =>
        string.Create(CultureInfo.InvariantCulture, $"byte {found.Place.Offset:N0}{string.Concat(found.Place.Layers.Select(static layer => $", inside {layer}"))}: {found.Kind.Name} ({found.Evidence})");

    /// <summary>One line about a deviation.</summary>
    internal static string Line(StructureAnomaly anomaly) => string.Create(CultureInfo.InvariantCulture, $"byte {anomaly.Offset:N0}: {anomaly.Message} ({anomaly.Clause})");

    private static IEnumerable<string> Faces(FileObservation seen)
    {
        var others = seen.Discoveries.Where(static found => found.Place is { IsExpanded: false, Layers.Count: 0 } && found.Kind switch
        {
            _ when found.Place.Offset == 0 => true,
            _ when found.Kind == ContentKinds.Pdf => found.Place.Offset < PdfReach,
            // Their readers begin at the end of the file, or search all of it.
            _ => found.Kind == ContentKinds.Zip || found.Kind == ContentKinds.Rar || found.Kind == ContentKinds.SevenZip,
        }).Select(static found => found.Kind.Name);
        return (seen.IsDicom ? others.Prepend("DICOM") : others).Distinct();
    }

    private static List<MapPart> Parts(DicomFile file, FileObservation seen)
    {
        var inFile = seen.Discoveries.Where(static found => !found.Place.IsExpanded).ToList();
        var parts = new List<MapPart>();
        if (!file.Preamble.IsEmpty)
            parts.Add(new MapPart(0, file.Preamble.Length, "preamble", "preamble") { Note = seen.Preamble!.Evidence });
        if (!file.Prefix.IsEmpty)
            parts.Add(new MapPart(file.Prefix.Offset, file.Prefix.Length, "prefix", file.Anomalies.Any(static anomaly => anomaly.Kind == StructureAnomalyKind.NoPrefix) ? "other bytes than DICM" : "DICM"));
        for (var i = 0; i < parts.Count; i++)
            parts[i] = parts[i] with { Faces = [.. inFile.Where(found => found.Place.Offset >= parts[i].Offset && found.Place.Offset < parts[i].Offset + parts[i].Length).Select(Line)] };
        parts.AddRange(new TreeMap(file.Meta, inFile, file.Meta.Anomalies).Parts());

        if (!file.IsDeflated)
        {
            parts.AddRange(new TreeMap(file.DataSet, inFile, seen.DataSetAnomalies).Parts());
        }
        else
        {
            parts.Add(new MapPart(file.Compressed.Offset, file.Compressed.Length, "data set", "deflated data set; what follows counts in the expanded one"));
            parts.AddRange(new TreeMap(file.DataSet, seen.Discoveries.Where(static found => found.Place.IsExpanded), seen.DataSetAnomalies).Parts().Select(static part => part with { IsExpanded = true, Depth = part.Depth + 1 }));
            if (!file.Trailing.IsEmpty)
            {
                parts.Add(new MapPart(file.Trailing.Offset, file.Trailing.Length, "trailing", file.Trailing.Length == 1 ? "padding" : "bytes behind the deflated data set")
                {
                    Faces = [.. inFile.Where(found => found.Place.Offset >= file.Trailing.Offset).Select(Line)],
                });
            }
        }

        foreach (var anomaly in file.Anomalies)
        {
            // What is missing stands nowhere: it is told where it should be.
            var index = Math.Max(0, parts.FindLastIndex(part => !part.IsExpanded && part.Offset <= anomaly.Offset));
            if (parts.Count > 0)
                parts[index] = parts[index] with { Anomalies = [.. parts[index].Anomalies, Line(anomaly)] };
        }

        return parts;
    }
}
