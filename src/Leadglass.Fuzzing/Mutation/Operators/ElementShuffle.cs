using Leadglass.Dicom.Data;
using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Mutation.Operators;

/// <summary>Elements, items and fragments are missing, stand there twice, or at the wrong place.</summary>
internal sealed class ElementShuffle : MutationOperator
{
    public override string Id => "element-shuffle";

    public override string What => "elements, items or fragments are missing, repeated or out of order";

    public override IReadOnlyList<string> Because => ["CVE-2022-2121", "CVE-2024-24793"];

    public override bool AppliesTo(DicomFile file) => MutationInput.Has(file, Any);

    internal override BrokenFile? Apply(MutationInput input)
    {
        if (input.Pick(Any) is not { } node)
            return null;
        var edit = new DicomFileEdit(input.File, input.AnyPolicy());
        var tree = input.Of(edit, node);
        var bytes = node.Tree.Source.ReadBytes(node.Bytes, CaseMaker.LongestCase);
        switch (input.Random.Below(3))
        {
            case 0:
                tree.Remove(node);
                return MutationInput.Written(edit, $"{ElementName.Of(node)} is missing");
            case 1:
                tree.InsertAfter(node, bytes);
                return MutationInput.Written(edit, $"{ElementName.Of(node)} stands there twice");
            default:
                var other = input.Random.Pick(Enumerable.Range(0, Math.Min(node.Tree.Count, 256)).ToList());
                tree.Remove(node);
                tree.InsertBefore(node.Tree[other], bytes);
                return MutationInput.Written(edit, $"{ElementName.Of(node)} stands before {ElementName.Of(node.Tree[other])}");
        }
    }

    private static bool Any(DataNode node) => node.Kind is not DataNodeKind.Unread;
}
