using System.Text;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Mutation.Operators;

/// <summary>Family 5: the transfer syntax is not that of what follows.</summary>
internal sealed class PayloadMismatch : MutationOperator
{
    private static readonly string[] Syntaxes =
    [
        Uids.ImplicitVRLittleEndian, Uids.ExplicitVRLittleEndian, Uids.DeflatedExplicitVRLittleEndian, Uids.ExplicitVRBigEndian, Uids.JPEGBaseline8Bit, Uids.JPEGExtended12Bit,
        Uids.JPEGLosslessSV1, Uids.JPEGLSLossless, Uids.JPEG2000Lossless, Uids.RLELossless, "1.2.840.10008.1.2.4.100", "1.2.840.10008.1.2.4.201", "1.2.3", "",
    ];

    public override string Id => "payload-mismatch";

    public override string What => "the transfer syntax is another one than that of the data";

    public override IReadOnlyList<string> Because => ["CVE-2025-11266", "fo-dicom.Codecs #78"];

    public override bool AppliesTo(DicomFile file) => file.Meta.Find(Tags.TransferSyntaxUid) is not null;

    internal override BrokenFile? Apply(MutationInput input)
    {
        if (input.File.Meta.Find(Tags.TransferSyntaxUid) is not { } syntax)
            return null;
        var uid = input.Random.Pick(Syntaxes);
        var edit = new DicomFileEdit(input.File);
        edit.Meta.ReplaceValue(syntax, Encoding.ASCII.GetBytes(uid));
        return MutationInput.Written(edit, $"the transfer syntax is {(uid.Length == 0 ? "empty" : Uids.NameOf(uid))}");
    }
}
