using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Mutation.Operators;

/// <summary>Family 4: an overlay is larger than its data, or said to stand in unused bits of the pixel data.</summary>
internal sealed class OverlayLie : MutationOperator
{
    private static readonly ushort[] Sides = [0, 1, 9, 256, 32767, 32768, 65535];

    public override string Id => "overlay";

    public override string What => "an overlay is larger than its data, or stands in bits of the pixel data that are not there";

    public override IReadOnlyList<string> Because => ["CVE-2025-52582"];

    public override bool AppliesTo(DicomFile file) => file.DataSet.Find(Tags.PixelData) is not null;

    internal override BrokenFile? Apply(MutationInput input)
    {
        var random = input.Random;
        var edit = new DicomFileEdit(input.File);
        var (rows, columns, bits, position) = (random.Pick(Sides), random.Pick(Sides), random.Pick((ushort[])[0, 1, 8, 16, 65535]), random.Pick((ushort[])[0, 1, 7, 15, 16, 65535]));
        input.Put(edit, ImageTags.OverlayRows, rows);
        input.Put(edit, ImageTags.OverlayColumns, columns);
        input.Put(edit, new Tag(0x6000, 0x0040), Vr.CS, "G "u8.ToArray());
        input.Put(edit, ImageTags.OverlayOrigin, Vr.SS, ElementBytes.UInt16(input.File.DataSet.Encoding, 1, random.Pick(Sides)));
        input.Put(edit, ImageTags.OverlayBitsAllocated, bits);
        input.Put(edit, ImageTags.OverlayBitPosition, position);
        var data = input.File.DataSet.Find(ImageTags.OverlayData);
        // Without data of its own an overlay is looked for in the pixel data. Source: PS3.3 §C.9.2, retired.
        if (data is { } present && random.OneIn(2))
            edit.DataSet.Remove(present);
        return MutationInput.Written(edit, $"an overlay of {rows} x {columns}, {bits} bits allocated, bit position {position}{(data is null ? ", without data" : "")}");
    }
}
