using Leadglass.Dicom.Data;
using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Mutation.Operators;

/// <summary>Family 1: the length of an element, item or fragment is not what follows.</summary>
internal sealed class LengthLie : MutationOperator
{
    public override string Id => "length-lie";

    public override string What => "a length field says something else than what follows";

    public override IReadOnlyList<string> Because => ["CVE-2026-3650", "CVE-2024-24793", "CVE-2024-24794"];

    public override bool AppliesTo(DicomFile file) => MutationInput.Has(file, HasHeader);

    internal override BrokenFile? Apply(MutationInput input)
    {
        if (input.Pick(HasHeader) is not { } node)
            return null;
        var edit = new DicomFileEdit(input.File, LengthPolicy.Keep);
        var truth = (uint)node.Value.Length;
        var rest = (uint)(node.Tree.Range.End - node.Value.Offset);
        var length = input.Random.Pick((uint[])
            [0, 1, truth - 1, truth + 1, truth + 2, rest - 1, rest + 1, rest + 2, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF]);
        input.Of(edit, node).SetLength(node, length);
        return MutationInput.Written(edit, $"{ElementName.Of(node)} declares {(length == uint.MaxValue ? "an undefined length" : $"{length} bytes")} over {truth}");
    }

    private static bool HasHeader(DataNode node) => !node.Header.IsEmpty;
}
