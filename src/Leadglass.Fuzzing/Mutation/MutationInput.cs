using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Mutation;

/// <summary>What an operator works on: a file, the randomness of the step, and other files to take parts from.</summary>
internal sealed class MutationInput(DicomFile file, ReadOnlyMemory<byte> bytes, CaseRandom random, IReadOnlyList<DicomFile> donors)
{
    public DicomFile File => file;

    public ReadOnlyMemory<byte> Bytes => bytes;

    public CaseRandom Random => random;

    public IReadOnlyList<DicomFile> Donors => donors;

    /// <summary>Whether lengths around a change are set right: both are worth trying, so the coin decides.</summary>
    public LengthPolicy AnyPolicy() => random.OneIn(2) ? LengthPolicy.Repair : LengthPolicy.Keep;

    /// <summary>A node of the data set, or now and then of the File Meta Information.</summary>
    public DataNode? Pick(Func<DataNode, bool> fits)
    {
        var meta = Nodes(file.Meta, fits);
        var data = Nodes(file.DataSet, fits);
        var chosen = meta.Count > 0 && (data.Count == 0 || random.OneIn(8)) ? meta : data;
        return chosen.Count == 0 ? null : random.Pick(chosen);
    }

    /// <summary>The changes to the tree that a node stands in.</summary>
    public DataTreeEdit Of(DicomFileEdit edit, DataNode node) => ReferenceEquals(node.Tree, file.Meta) ? edit.Meta : edit.DataSet;

    /// <summary>Gives an element of the top level a value; puts it in its place where there is none.</summary>
    public void Put(DicomFileEdit edit, Tag tag, Vr vr, byte[] value)
    {
        if (file.DataSet.Find(tag) is { } present)
        {
            edit.DataSet.ReplaceValue(present, value);
            return;
        }
        var element = ElementBytes.Of(file.DataSet.Encoding, tag, vr, value);
        DataNode? last = null;
        foreach (var node in file.DataSet.Top)
        {
            if (node.Kind == DataNodeKind.Element && node.Tag.CompareTo(tag) > 0)
            {
                edit.DataSet.InsertBefore(node, element);
                return;
            }
            last = node;
        }
        if (last is { } end)
            edit.DataSet.InsertAfter(end, element);
    }

    /// <summary>The same with numbers of 16 bits.</summary>
    public void Put(DicomFileEdit edit, Tag tag, params ReadOnlySpan<ushort> numbers) => Put(edit, tag, Vr.US, ElementBytes.UInt16(file.DataSet.Encoding, numbers));

    /// <summary>The file with its changes.</summary>
    public static BrokenFile Written(DicomFileEdit edit, string what)
    {
        using var stream = new MemoryStream();
        edit.WriteTo(stream);
        return new BrokenFile(stream.ToArray(), what);
    }

    public static bool Has(DicomFile file, Func<DataNode, bool> fits) => Nodes(file.DataSet, fits).Count > 0 || Nodes(file.Meta, fits).Count > 0;

    private static List<DataNode> Nodes(DataTree tree, Func<DataNode, bool> fits)
    {
        // What an earlier step nested a hundred thousand times need not be looked through to the end.
        const int Most = 4096;
        var nodes = new List<DataNode>();
        for (var i = 0; i < Math.Min(tree.Count, Most); i++)
        {
            if (fits(tree[i]))
                nodes.Add(tree[i]);
        }
        return nodes;
    }
}
