using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Mutation.Operators;

/// <summary>Family 2: a known element with a VR it cannot have, or with two bytes that are no VR.</summary>
internal sealed class VrSubstitution : MutationOperator
{
    private static readonly Vr[] Written = [.. VrRule.All.Select(static rule => rule.Vr).OrderBy(static vr => vr.Code), new("us"), new("??"), new("ZZ"), new(0, 0), new("  ")];

    public override string Id => "vr-substitution";

    public override string What => "an element has a VR that it cannot have, or none that exists";

    public override IReadOnlyList<string> Because => ["CVE-2024-28130", "CVE-2024-34508", "CVE-2026-3650", "CVE-2026-5442"];

    public override bool AppliesTo(DicomFile file) => MutationInput.Has(file, HasVr);

    internal override BrokenFile? Apply(MutationInput input)
    {
        if (input.Pick(HasVr) is not { } node)
            return null;
        var vr = input.Random.Pick(Written);
        var edit = new DicomFileEdit(input.File, input.AnyPolicy());
        input.Of(edit, node).SetVr(node, vr);
        return MutationInput.Written(edit, $"{ElementName.Of(node)} is written as VR {vr.Code:X4}H instead of {node.WrittenVr}");
    }

    private static bool HasVr(DataNode node) => node.WrittenVr is not null && !node.Header.IsEmpty;
}
