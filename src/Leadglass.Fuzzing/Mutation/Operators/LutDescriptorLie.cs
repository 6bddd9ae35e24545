using Leadglass.Dicom.Data;
using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Mutation.Operators;

/// <summary>Family 4: a descriptor of a palette or look-up table does not fit its data.</summary>
internal sealed class LutDescriptorLie : MutationOperator
{
    private static readonly ushort[] Entries = [0, 1, 2, 15, 255, 257, 4096, 65535];

    public override string Id => "lut-descriptor";

    public override string What => "the descriptor of a palette or look-up table does not fit its data";

    public override IReadOnlyList<string> Because => ["CVE-2024-22391", "CVE-2026-5443", "CVE-2026-5445", "CVE-2024-28130"];

    public override bool AppliesTo(DicomFile file) => MutationInput.Has(file, IsDescriptor);

    internal override BrokenFile? Apply(MutationInput input)
    {
        if (input.Pick(IsDescriptor) is not { } node)
            return null;
        var random = input.Random;
        var edit = new DicomFileEdit(input.File);
        var (entries, first, bits) = (random.Pick(Entries), random.Pick((ushort[])[0, 1, 32767, 32768, 65535]), random.Pick((ushort[])[0, 1, 7, 8, 12, 16, 17, 32, 65535]));
        ushort[] words = random.Below(6) switch
        {
            0 => [entries],
            1 => [entries, first],
            _ => [entries, first, bits],
        };
        edit.DataSet.ReplaceValue(node, ElementBytes.UInt16(node.Encoding, words));
        return MutationInput.Written(edit, $"{ElementName.Of(node)} is {string.Join('\\', words)}");
    }

    private static bool IsDescriptor(DataNode node) =>
        node.Tag == ImageTags.LutDescriptor || node.Tag == ImageTags.RedDescriptor || node.Tag == ImageTags.GreenDescriptor || node.Tag == ImageTags.BlueDescriptor;
}
