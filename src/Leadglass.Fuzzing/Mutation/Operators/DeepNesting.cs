using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Mutation.Operators;

/// <summary>Family 7: sequences inside sequences, deeper than any real data set, or items beside each other without end.</summary>
internal sealed class DeepNesting : MutationOperator
{
    private static readonly Tag ContentSequence = new(0x0040, 0xA730);

    public override string Id => "nesting";

    public override string What => "sequences inside sequences, or very many items beside each other";

    public override IReadOnlyList<string> Because => ["fo-dicom #2114", "pydicom #2330", "DCMTK d12e350e"];

    public override bool AppliesTo(DicomFile file) => file.DataSet.Count > 0 && file.DataSet[0].Kind == DataNodeKind.Element;

    internal override BrokenFile? Apply(MutationInput input)
    {
        var random = input.Random;
        var encoding = input.File.DataSet.Encoding;
        var count = random.Pick((int[])[10, 65, 250, 1000, 5000, 20000, 100000]);
        var isDeep = !random.OneIn(4);
        // Undefined lengths: no length has to be known before the depth is. Delimiters at the end may stay out.
        byte[] open = [.. ElementBytes.Header(encoding, ContentSequence, Vr.SQ, ElementBytes.Undefined), .. ElementBytes.Marker(encoding, Tags.Item, ElementBytes.Undefined)];
        byte[] close = random.OneIn(3) ? [] : [.. ElementBytes.Marker(encoding, Tags.ItemDelimitationItem, 0), .. ElementBytes.Marker(encoding, Tags.SequenceDelimitationItem, 0)];
        byte[] value = isDeep
            ? [.. Repeated(open, count), .. Repeated(close, count)]
            : [.. ElementBytes.Header(encoding, ContentSequence, Vr.SQ, ElementBytes.Undefined), .. Repeated(ElementBytes.Marker(encoding, Tags.Item, 0), count), .. ElementBytes.Marker(encoding, Tags.SequenceDelimitationItem, 0)];
        var edit = new DicomFileEdit(input.File);
        var top = new List<DataNode>();
        foreach (var node in input.File.DataSet.Top)
            top.Add(node);
        edit.DataSet.InsertAfter(random.Pick(top), value);
        return MutationInput.Written(edit, isDeep ? $"{count} sequences inside each other{(close.Length == 0 ? ", without delimiters" : "")}" : $"a sequence of {count} empty items");
    }

    private static byte[] Repeated(byte[] bytes, int count)
    {
        var all = new byte[bytes.Length * count];
        for (var i = 0; i < count; i++)
            bytes.CopyTo(all, i * bytes.Length);
        return all;
    }
}
