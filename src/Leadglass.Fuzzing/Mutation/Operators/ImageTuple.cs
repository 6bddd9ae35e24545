using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Mutation.Operators;

/// <summary>Family 3: the elements that together say how large the image is contradict the pixel data, or wrap 2^31 and 2^32.</summary>
internal sealed class ImageTuple : MutationOperator
{
    private static readonly ushort[] Sides = [0, 1, 7, 9, 16, 255, 256, 400, 4096, 23171, 32767, 32768, 46341, 65535];
    private static readonly ushort[] Bits = [0, 1, 2, 4, 7, 8, 12, 16, 24, 32, 52, 64, 65535];
    private static readonly string[] Frames = ["0", "1", "2", "3", "65536", "2147483647", "2147483648", "4294967296", "-1"];
    private static readonly string[] Interpretations = ["MONOCHROME1", "MONOCHROME2", "PALETTE COLOR", "RGB", "YBR_FULL", "YBR_FULL_422", "YBR_PARTIAL_420", "YBR_ICT", "YBR_RCT", "ARGB", "CMYK", "HSV"];

    public override string Id => "image-tuple";

    public override string What => "rows, columns, samples, bits, frames and photometric interpretation contradict the pixel data";

    public override IReadOnlyList<string> Because =>
        ["CVE-2024-27628", "CVE-2024-47796", "CVE-2024-52333", "CVE-2025-25472", "CVE-2025-25474", "CVE-2025-9732", "CVE-2024-25569", "CVE-2026-5442"];

    public override bool AppliesTo(DicomFile file) => file.DataSet.Find(Tags.PixelData) is not null;

    internal override BrokenFile? Apply(MutationInput input)
    {
        var random = input.Random;
        var edit = new DicomFileEdit(input.File);
        var said = new List<string>();
        // Contradictions need two or three of them at once more often than one.
        var changes = 1 + random.Below(3);
        Number(Tags.Rows, Sides, 3);
        Number(Tags.Columns, Sides, 3);
        Number(Tags.SamplesPerPixel, [0, 1, 2, 3, 4, 255, 65535], 4);
        Number(ImageTags.PlanarConfiguration, [0, 1, 2, 65535], 4);
        Number(Tags.BitsAllocated, Bits, 4);
        Number(Tags.BitsStored, Bits, 4);
        Number(Tags.HighBit, Bits, 4);
        Number(Tags.PixelRepresentation, [0, 1, 2, 65535], 6);
        Text(Tags.NumberOfFrames, Vr.IS, Frames, 4);
        Text(Tags.PhotometricInterpretation, Vr.CS, Interpretations, 3);
        if (said.Count == 0)
        {
            input.Put(edit, Tags.Rows, 65535);
            said.Add("Rows 65535");
        }
        return MutationInput.Written(edit, string.Join(", ", said));

        void Number(Tag tag, ushort[] values, int oneIn)
        {
            if (said.Count > changes || !random.OneIn(oneIn))
                return;
            var value = random.Pick(values);
            input.Put(edit, tag, value);
            said.Add($"{ElementName.Of(tag)} is {value}");
        }

        void Text(Tag tag, Vr vr, string[] values, int oneIn)
        {
            if (said.Count > changes || !random.OneIn(oneIn))
                return;
            var value = random.Pick(values);
            input.Put(edit, tag, vr, System.Text.Encoding.ASCII.GetBytes(value));
            said.Add($"{ElementName.Of(tag)} is {value}");
        }
    }
}
