using Leadglass.Dicom.Data;
using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Mutation.Operators;

/// <summary>Family 1: a value grows, shrinks or vanishes, and the lengths around it follow or do not.</summary>
internal sealed class ValueSize : MutationOperator
{
    private static readonly int[] Sizes = [0, 1, 2, 3, 7, 15, 63, 64, 65, 255, 256, 1024, 4097, 65534, 65535, 65536, 70000];

    public override string Id => "value-size";

    public override string What => "a value is empty, odd or far too long; lengths around it are repaired or left";

    public override IReadOnlyList<string> Because => ["CVE-2025-14607", "CVE-2025-14841", "CVE-2024-34509"];

    public override bool AppliesTo(DicomFile file) => MutationInput.Has(file, IsLeaf);

    internal override BrokenFile? Apply(MutationInput input)
    {
        if (input.Pick(IsLeaf) is not { } node)
            return null;
        var policy = input.AnyPolicy();
        var size = input.Random.Pick(Sizes);
        var old = node.ReadValue(size);
        byte[] value = [.. old, .. Enumerable.Repeat((byte)'A', size - old.Length)];
        var edit = new DicomFileEdit(input.File, policy);
        input.Of(edit, node).ReplaceValue(node, value);
        return MutationInput.Written(edit, $"{ElementName.Of(node)} holds {size} bytes instead of {node.Value.Length}{(policy == LengthPolicy.Keep ? ", its length field stays" : "")}");
    }

    private static bool IsLeaf(DataNode node) => node.Kind is DataNodeKind.Element or DataNodeKind.Fragment && node.Children.IsEmpty && !node.HasUndefinedLength;
}
