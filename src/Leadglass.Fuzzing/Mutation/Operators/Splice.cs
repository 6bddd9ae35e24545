using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Mutation.Operators;

/// <summary>An element of another seed in the place of this one's, or beside it.</summary>
internal sealed class Splice : MutationOperator
{
    public override string Id => "splice";

    public override string What => "an element of another seed, such as its pixel data or its palette";

    public override IReadOnlyList<string> Because => ["CVE-2025-11266", "CVE-2024-22391"];

    public override bool AppliesTo(DicomFile file) => file.DataSet.Count > 0;

    internal override BrokenFile? Apply(MutationInput input)
    {
        var encoding = input.File.DataSet.Encoding;
        var donors = input.Donors.Where(donor => donor.DataSet.Encoding == encoding && donor.DataSet.Count > 0).ToList();
        if (donors.Count == 0)
            return null;
        var donor = input.Random.Pick(donors).DataSet;
        var elements = new List<DataNode>();
        foreach (var node in donor.Top)
        {
            // What identifies the object is the same in all of them.
            if (node.Kind == DataNodeKind.Element && node.Tag.Group >= 0x0018)
                elements.Add(node);
        }
        if (elements.Count == 0)
            return null;
        var taken = input.Random.OneIn(3) && donor.Find(Tags.PixelData) is { } pixels ? pixels : input.Random.Pick(elements);
        var bytes = donor.Source.ReadBytes(taken.Bytes, CaseMaker.LongestCase);
        var edit = new DicomFileEdit(input.File);
        if (input.File.DataSet.Find(taken.Tag) is { } present)
        {
            edit.DataSet.Replace(present, bytes);
        }
        else
        {
            DataNode? behind = null;
            foreach (var node in input.File.DataSet.Top)
            {
                if (behind is null || node.Tag.CompareTo(taken.Tag) < 0)
                    behind = node;
            }
            edit.DataSet.InsertAfter(behind!.Value, bytes);
        }
        return MutationInput.Written(edit, $"{ElementName.Of(taken)} is that of another seed");
    }
}
