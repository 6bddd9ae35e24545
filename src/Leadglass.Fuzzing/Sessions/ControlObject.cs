using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Dimse;
using Leadglass.Dicom.Files;
using Leadglass.Dicom.Network;
using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>
/// An object of nobody that is stored before broken conversations and fetched again after those that store: does what a stranger sends damage
/// what others stored?
/// </summary>
internal sealed class ControlObject
{
    // Derived from a UUID by the rule of PS3.5 §B.2.
    private const string Instance = "2.25.168853247920118424573362185706318246301";

    private readonly byte[] _data;

    /// <summary>Makes the object.</summary>
    public ControlObject()
    {
        using var file = DicomFile.Read(ByteSource.From(SeedFile.Of(Uids.SecondaryCaptureImageStorage, Uids.ExplicitVRLittleEndian, static d => SeedImages.Native(d
            .Text(Tags.SopInstanceUid, Vr.UI, Instance)
            .Text(Tags.StudyInstanceUid, Vr.UI, Instance + ".1")
            .Text(Tags.SeriesInstanceUid, Vr.UI, Instance + ".2")))));
        _data = new byte[file.DataSet.Range.Length];
        file.DataSet.Source.Read(file.DataSet.Range.Offset, _data);
    }

    /// <summary>The conversation that stores it.</summary>
    public SessionProgram Store(SessionTarget target) => SessionSeeds.Store(target, Uids.SecondaryCaptureImageStorage, Instance, _data);

    /// <summary>The conversation that fetches it: C-GET at the level of the image. Source: PS3.4 §C.4.3.</summary>
    public static SessionProgram Fetch(SessionTarget target) => SessionSeeds.Get(target, Uids.SecondaryCaptureImageStorage, static d => d
        .Text(Tags.SopInstanceUid, Vr.UI, Instance)
        .Text(Tags.StudyInstanceUid, Vr.UI, Instance + ".1")
        .Text(Tags.SeriesInstanceUid, Vr.UI, Instance + ".2"));

    /// <summary>What became of the object; null where every element of it came back with its value.</summary>
    /// <param name="instances">What the server sent, in explicit VR little endian.</param>
    public string? Difference(IReadOnlyList<byte[]> instances)
    {
        if (instances.Count != 1)
            return instances.Count == 0 ? "it is gone" : $"{instances.Count} objects have its UID";
        var mine = DataTree.Read(_data, DataSetEncoding.ExplicitLittleEndian);
        var back = DataTree.Read(instances[0], DataSetEncoding.ExplicitLittleEndian);
        var differing = new List<DataNode>();
        foreach (var node in mine.Top)
        {
            if (back.Find(node.Tag) is not { } other || !node.ReadValue(int.MaxValue).AsSpan().SequenceEqual(other.ReadValue(int.MaxValue)))
                differing.Add(node);
        }
        return differing.Count == 0 ? null : $"{ElementName.Of(differing[0])} is not what was stored{(differing.Count > 1 ? $", nor are {differing.Count - 1} other elements" : "")}";
    }
}
