using Leadglass.Dicom.Data;
using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Mutation.Operators;

/// <summary>Family 6: the marker segments of a JPEG stream contradict the image, each other or their own lengths.</summary>
internal sealed class JpegMarker : MutationOperator
{
    private const byte Prefix = 0xFF;

    public override string Id => "jpeg-marker";

    public override string What => "a marker segment of a JPEG stream contradicts the image, or its own length";

    public override IReadOnlyList<string> Because => ["DCMTK a2fef890 (endless loop over TEM markers)", "CVE-2025-2357", "CVE-2024-22373", "CVE-2025-11266"];

    public override bool AppliesTo(DicomFile file) => Stream(file) is not null;

    internal override BrokenFile? Apply(MutationInput input)
    {
        if (Stream(input.File) is not { } fragment)
            return null;
        var random = input.Random;
        var stream = fragment.ReadValue(CaseMaker.LongestCase);
        var markers = Enumerable.Range(0, stream.Length - 3).Where(i => stream[i] == Prefix && stream[i + 1] is not 0 and not Prefix).ToList();
        if (markers.Count == 0)
            return null;
        var at = random.Pick(markers);
        var old = stream[at + 1];
        string what;
        if (random.OneIn(3))
        {
            stream[at + 1] = random.Pick((byte[])[0x01, 0xC0, 0xC1, 0xC2, 0xC3, 0xC4, 0xCA, 0xD0, 0xD8, 0xD9, 0xDA, 0xDB, 0xDD, 0xE0, 0xF7, 0xFE]);
            what = $"JPEG marker FF{old:X2}H became FF{stream[at + 1]:X2}H";
        }
        else
        {
            var offset = at + 2 + random.Below(Math.Min(20, stream.Length - at - 2));
            stream[offset] = random.Pick((byte[])[0, 1, 2, 3, 4, 5, 0x11, 0x7F, 0x80, 0xFE, 0xFF]);
            what = $"byte {offset - at} behind JPEG marker FF{old:X2}H is {stream[offset]:X2}H";
        }
        var edit = new DicomFileEdit(input.File);
        edit.DataSet.ReplaceValue(fragment, stream);
        return MutationInput.Written(edit, what);
    }

    private static DataNode? Stream(DicomFile file) =>
        PixelFragments.Of(file.DataSet) is { Count: > 0 } pixels && pixels[0].ReadValue(2) is [Prefix, 0xD8] && pixels[0].Value.Length > 4 ? pixels[0] : null;
}
