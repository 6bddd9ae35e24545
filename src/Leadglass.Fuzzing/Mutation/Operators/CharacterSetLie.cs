using System.Text;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Mutation.Operators;

/// <summary>Family 8: a character set that does not exist or does not fit, with text that is cut inside a character or an escape sequence.</summary>
internal sealed class CharacterSetLie : MutationOperator
{
    private static readonly string[] Sets =
    [
        "ISO_IR 192", "ISO_IR 100", "GB18030", "GBK", "ISO 2022 IR 87", "\\ISO 2022 IR 87", "\\ISO 2022 IR 149", "ISO 2022 IR 13\\ISO 2022 IR 87\\ISO 2022 IR 159", "\\", "\\\\\\\\\\\\\\\\",
        "ISO_IR 999", "ISO_IR 192\\ISO_IR 192", "",
    ];

    private static readonly byte[][] Texts =
    [
        [0x1B], [0x1B, 0x24], [0x1B, 0x24, 0x42, 0x3B], [0x1B, 0x24, 0x29, 0x43, 0xFB], [0x1B, 0x28, 0x42, 0x1B, 0x24, 0x42], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xED, 0xA0, 0x80],
        [0xC0, 0x80], [0xFF, 0xFE], [0x81], [0x81, 0x30, 0x81], [.. "^^^^^^^^"u8], [.. "=="u8, 0x1B], [0xEF, 0xBB, 0xBF],
    ];

    public override string Id => "character-set";

    public override string What => "the character set does not exist or fit, and text ends inside a character or an escape sequence";

    public override IReadOnlyList<string> Because => ["fo-dicom #1103"];

    public override bool AppliesTo(DicomFile file) => MutationInput.Has(file, IsText);

    internal override BrokenFile? Apply(MutationInput input)
    {
        if (input.Pick(node => IsText(node) && ReferenceEquals(node.Tree, input.File.DataSet)) is not { } node)
            return null;
        var (set, text) = (input.Random.Pick(Sets), input.Random.Pick(Texts));
        var edit = new DicomFileEdit(input.File);
        input.Put(edit, Tags.SpecificCharacterSet, Vr.CS, Encoding.ASCII.GetBytes(set));
        edit.DataSet.ReplaceValue(node, text);
        return MutationInput.Written(edit, $"the character set is '{set}' and {ElementName.Of(node)} is {Convert.ToHexString(text)}H");
    }

    private static bool IsText(DataNode node) =>
        node.Kind == DataNodeKind.Element && node.Vr.ToString() is "LO" or "LT" or "PN" or "SH" or "ST" or "UC" or "UT" && node.Tag != Tags.SpecificCharacterSet;
}
