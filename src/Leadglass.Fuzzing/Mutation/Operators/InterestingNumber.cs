using Leadglass.Dicom.Data;
using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Mutation.Operators;

/// <summary>A binary number becomes one at a border: the dictionary of general fuzzers, in the byte order of the element.</summary>
internal sealed class InterestingNumber : MutationOperator
{
    private static readonly uint[] Numbers = [0, 1, 2, 127, 128, 255, 256, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF];

    public override string Id => "number";

    public override string What => "a binary number is one at a border, in the byte order of its element";

    public override IReadOnlyList<string> Because => ["CVE-2024-52333", "CVE-2026-5445"];

    public override bool AppliesTo(DicomFile file) => MutationInput.Has(file, IsNumber);

    internal override BrokenFile? Apply(MutationInput input)
    {
        if (input.Pick(IsNumber) is not { } node)
            return null;
        var number = input.Random.Pick(Numbers);
        var edit = new DicomFileEdit(input.File);
        var value = node.Vr.ToString() is "US" or "SS" ? ElementBytes.UInt16(node.Encoding, (ushort)number) : ElementBytes.UInt32(node.Encoding, number);
        input.Of(edit, node).ReplaceValue(node, value);
        return MutationInput.Written(edit, $"{ElementName.Of(node)} is {(value.Length == sizeof(ushort) ? (ushort)number : number)}");
    }

    private static bool IsNumber(DataNode node) => node.Kind == DataNodeKind.Element && node.Vr.ToString() is "US" or "SS" or "UL" or "SL" or "AT" or "FL";
}
