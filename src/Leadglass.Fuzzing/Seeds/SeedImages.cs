using Leadglass.Dicom.Dictionary;

namespace Leadglass.Fuzzing.Seeds;

/// <summary>The parts of small images. Source: PS3.3 §C.7.6.3, §C.7.9, §C.9.2, §C.11.1.</summary>
internal static class SeedImages
{
    public const ushort Side = 8;

    /// <summary>The Image Pixel module without the pixels.</summary>
    public static SeedDataSet Shape(SeedDataSet dataSet, string photometric = "MONOCHROME2", ushort samples = 1, ushort bits = 8, int frames = 0)
    {
        dataSet.Number(Tags.SamplesPerPixel, samples)
            .Text(Tags.PhotometricInterpretation, Vr.CS, photometric)
            .Number(Tags.Rows, Side)
            .Number(Tags.Columns, Side)
            .Number(Tags.BitsAllocated, bits)
            .Number(Tags.BitsStored, bits)
            .Number(Tags.HighBit, (ushort)(bits - 1))
            .Number(Tags.PixelRepresentation, 0);
        if (samples > 1)
            dataSet.Number(ImageTags.PlanarConfiguration, 0);
        if (frames > 0)
            dataSet.Text(Tags.NumberOfFrames, Vr.IS, $"{frames}");
        return dataSet;
    }

    /// <summary>An image with its pixels, a ramp.</summary>
    public static void Native(SeedDataSet dataSet, string photometric = "MONOCHROME2", ushort samples = 1, ushort bits = 8, int frames = 0)
    {
        Shape(dataSet, photometric, samples, bits, frames);
        var count = Side * Side * samples * Math.Max(1, frames);
        if (bits == 16)
            dataSet.Words(Tags.PixelData, [.. Enumerable.Range(0, count).Select(static i => (ushort)i)]);
        else
            dataSet.Bytes(Tags.PixelData, Vr.OB, [.. Enumerable.Range(0, count).Select(static i => (byte)i)]);
    }

    /// <summary>An image with a palette of 256 colours.</summary>
    public static void Palette(SeedDataSet dataSet)
    {
        Native(dataSet, "PALETTE COLOR");
        foreach (var tag in new[] { ImageTags.RedDescriptor, ImageTags.GreenDescriptor, ImageTags.BlueDescriptor })
            dataSet.Number(tag, 256, 0, 16);
        foreach (var tag in new[] { ImageTags.RedPalette, ImageTags.GreenPalette, ImageTags.BluePalette })
            dataSet.Words(tag, [.. Enumerable.Range(0, 256).Select(static i => (ushort)(i * 257))]);
    }

    /// <summary>An image with an overlay plane of its own.</summary>
    public static void Overlay(SeedDataSet dataSet)
    {
        Native(dataSet);
        dataSet.Number(ImageTags.OverlayRows, Side)
            .Number(ImageTags.OverlayColumns, Side)
            .Text(new Tag(0x6000, 0x0040), Vr.CS, "G")
            .Bytes(ImageTags.OverlayOrigin, Vr.SS, ElementBytes.UInt16(dataSet.Encoding, 1, 1))
            .Number(ImageTags.OverlayBitsAllocated, 1)
            .Number(ImageTags.OverlayBitPosition, 0)
            .Words(ImageTags.OverlayData, 0x55AA, 0x55AA, 0x55AA, 0x55AA);
    }

    /// <summary>An image with a modality LUT.</summary>
    public static void ModalityLut(SeedDataSet dataSet)
    {
        Native(dataSet);
        dataSet.Sequence(ImageTags.ModalityLuts, static item => item
            .Number(ImageTags.LutDescriptor, 16, 0, 16)
            .Text(new Tag(0x0028, 0x3004), Vr.LO, "US")
            .Words(ImageTags.LutData, [.. Enumerable.Range(0, 16).Select(static i => (ushort)i)]));
    }

    /// <summary>An encapsulated image of one or more frames, a fragment each, with an offset table. Source: PS3.5 §A.4.</summary>
    public static void Encapsulated(SeedDataSet dataSet, byte[] codestream, int frames = 1)
    {
        Shape(dataSet, frames: frames);
        var length = codestream.Length + (codestream.Length % 2);
        var table = Enumerable.Range(0, frames).SelectMany(i => ElementBytes.UInt32(dataSet.Encoding, (uint)(i * (8 + length))));
        dataSet.Fragments([.. table], Enumerable.Repeat(codestream, frames));
    }
}
