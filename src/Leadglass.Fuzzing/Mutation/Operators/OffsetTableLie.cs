using Leadglass.Dicom.Data;
using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Mutation.Operators;

/// <summary>Family 5: the basic offset table leads somewhere else, or has too many or too few entries.</summary>
internal sealed class OffsetTableLie : MutationOperator
{
    public override string Id => "offset-table";

    public override string What => "the basic offset table leads nowhere, or has a wrong number of entries";

    public override IReadOnlyList<string> Because => ["CVE-2025-11266", "CVE-2025-25475"];

    public override bool AppliesTo(DicomFile file) => PixelFragments.Of(file.DataSet)?.BasicOffsetTable is not null;

    internal override BrokenFile? Apply(MutationInput input)
    {
        if (PixelFragments.Of(input.File.DataSet)?.BasicOffsetTable is not { } table)
            return null;
        var random = input.Random;
        var offsets = Enumerable.Range(0, random.Pick((int[])[0, 1, 2, 3, 5, 1000])).Select(_ => random.Pick((uint[])[0, 1, 7, 8, 100, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF8, 0xFFFFFFFF])).ToArray();
        var edit = new DicomFileEdit(input.File);
        edit.DataSet.ReplaceValue(table, offsets.SelectMany(offset => ElementBytes.UInt32(table.Encoding, offset)).ToArray());
        return MutationInput.Written(edit, $"the basic offset table has {offsets.Length} entries{(offsets.Length > 0 ? $", the first is {offsets[0]}" : "")}");
    }
}
