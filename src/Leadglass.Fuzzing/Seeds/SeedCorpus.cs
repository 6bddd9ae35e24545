using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;

namespace Leadglass.Fuzzing.Seeds;

/// <summary>
/// The files that Leadglass makes itself: one of each family of SOP classes, of each transfer syntax that it can write, and every VR. None
/// of them is of a patient; most have less than 2 KB.
/// </summary>
public static class SeedCorpus
{
    private static readonly Tag Concept = new(0x0040, 0xA043);

    private static readonly Lazy<IReadOnlyList<Seed>> Every = new(static () => [.. Classes(), .. Syntaxes(), .. Shapes()]);

    /// <summary>Every seed, always in the same order with the same names.</summary>
    public static IReadOnlyList<Seed> All => Every.Value;

    private static IEnumerable<Seed> Classes() =>
    [
        OfClass("cr", Uids.ComputedRadiographyImageStorage, static d => SeedImages.Native(d, bits: 16)),
        OfClass("ct", Uids.CTImageStorage, static d => SeedImages.Native(d.Text(new(0x0028, 0x1052), Vr.DS, "-1024").Text(new(0x0028, 0x1053), Vr.DS, "1"), bits: 16)),
        OfClass("mr", Uids.MRImageStorage, static d => SeedImages.Native(d, bits: 16)),
        OfClass("us-multiframe", Uids.UltrasoundMultiFrameImageStorage, static d => SeedImages.Native(d, "RGB", samples: 3, frames: 2)),
        OfClass("nm", Uids.NuclearMedicineImageStorage, static d => SeedImages.Native(d, bits: 16, frames: 2)),
        OfClass("pet", Uids.PositronEmissionTomographyImageStorage, static d => SeedImages.Native(d, bits: 16)),
        OfClass("sc", Uids.SecondaryCaptureImageStorage, static d => SeedImages.Native(d)),
        OfClass("enhanced-ct", Uids.EnhancedCTImageStorage, EnhancedImage),
        OfClass("segmentation", Uids.SegmentationStorage, static d => SeedImages.Native(d, frames: 1)),
        OfClass("rt-dose", Uids.RTDoseStorage, static d => SeedImages.Native(d.Text(new(0x3004, 0x000E), Vr.DS, "0.001"), bits: 16)),
        OfClass("rt-structure", Uids.RTStructureSetStorage, RtStructures),
        OfClass("rt-plan", Uids.RTPlanStorage, static d => d.Text(new(0x300A, 0x0002), Vr.SH, "PLAN")
            .Sequence(new(0x300A, 0x0070), static i => i.Text(new(0x300A, 0x0071), Vr.IS, "1").Text(new(0x300A, 0x0078), Vr.IS, "1"))),
        OfClass("sr", Uids.ComprehensiveSRStorage, StructuredReport),
        OfClass("key-object", Uids.KeyObjectSelectionDocumentStorage, StructuredReport),
        OfClass("presentation-state", Uids.GrayscaleSoftcopyPresentationStateStorage, PresentationState),
        OfClass("ecg", Uids.TwelveLeadECGWaveformStorage, Waveform),
        OfClass("pdf", Uids.EncapsulatedPDFStorage, static d => d.Text(new(0x0042, 0x0012), Vr.LO, "application/pdf")
            .Bytes(new(0x0042, 0x0011), Vr.OB, "%PDF-1.4\n%%EOF\n"u8)),
        OfClass("raw", Uids.RawDataStorage, static d => d.Text(new(0x0009, 0x0010), Vr.LO, "LEADGLASS").Bytes(new(0x0009, 0x1001), Vr.UN, [1, 2, 3, 4])),
        OfClass("directory", Uids.MediaStorageDirectoryStorage, Directory),
    ];

    private static IEnumerable<Seed> Syntaxes() =>
    [
        OfSyntax("implicit", Uids.ImplicitVRLittleEndian, static d => SeedImages.Native(d, bits: 16)),
        OfSyntax("big-endian", Uids.ExplicitVRBigEndian, static d => SeedImages.Native(d, bits: 16)),
        OfSyntax("deflated", Uids.DeflatedExplicitVRLittleEndian, static d => SeedImages.Native(d, bits: 16)),
        OfSyntax("jpeg-baseline", Uids.JPEGBaseline8Bit, static d => SeedImages.Encapsulated(d, Codestreams.JpegBaseline)),
        OfSyntax("jpeg-lossless", Uids.JPEGLosslessSV1, static d => SeedImages.Encapsulated(d, Codestreams.JpegLossless)),
        OfSyntax("rle", Uids.RLELossless, static d => SeedImages.Encapsulated(d, Codestreams.Rle)),
        OfSyntax("rle-multiframe", Uids.RLELossless, static d => SeedImages.Encapsulated(d, Codestreams.Rle, frames: 3)),
    ];

    private static IEnumerable<Seed> Shapes() =>
    [
        new("image-palette.dcm", Capture(SeedImages.Palette)),
        new("image-overlay.dcm", Capture(SeedImages.Overlay)),
        new("image-modality-lut.dcm", Capture(SeedImages.ModalityLut)),
        new("image-ybr-full.dcm", Capture(static d => SeedImages.Native(d, "YBR_FULL", samples: 3))),
        new("text-iso-2022.dcm", Capture(static d => SeedImages.Native(d
            .Text(Tags.SpecificCharacterSet, Vr.CS, "\\ISO 2022 IR 87")
            .Bytes(new(0x0008, 0x1030), Vr.LO, "Test \e$B;n83\e(B"u8)))),
        new("text-utf-8.dcm", Capture(static d => SeedImages.Native(d
            .Text(Tags.SpecificCharacterSet, Vr.CS, "ISO_IR 192")
            .Bytes(new(0x0008, 0x1030), Vr.LO, "Prüfung 試験"u8)))),
        new("vr-all.dcm", SeedFile.Of(Uids.RawDataStorage, Uids.ExplicitVRLittleEndian, EveryVr)),
        new("vr-all-implicit.dcm", SeedFile.Of(Uids.RawDataStorage, Uids.ImplicitVRLittleEndian, EveryVr)),
    ];

    private static Seed OfClass(string name, string sopClass, Action<SeedDataSet> fill) => new($"class-{name}.dcm", SeedFile.Of(sopClass, Uids.ExplicitVRLittleEndian, fill));

    private static Seed OfSyntax(string name, string transferSyntax, Action<SeedDataSet> fill) =>
        new($"syntax-{name}.dcm", SeedFile.Of(Uids.SecondaryCaptureImageStorage, transferSyntax, fill));

    private static byte[] Capture(Action<SeedDataSet> fill) => SeedFile.Of(Uids.SecondaryCaptureImageStorage, Uids.ExplicitVRLittleEndian, fill);

    private static void EnhancedImage(SeedDataSet dataSet)
    {
        SeedImages.Native(dataSet, bits: 16, frames: 2);
        dataSet
            .DelimitedSequence(new(0x5200, 0x9229), static shared => shared.DelimitedSequence(new(0x0028, 0x9110), static i => i.Text(new(0x0028, 0x0030), Vr.DS, "1\\1")))
            .DelimitedSequence(new(0x5200, 0x9230), FrameContent(1), FrameContent(2));

        static Action<SeedDataSet> FrameContent(uint number) => frame => frame.DelimitedSequence(new(0x0020, 0x9111), i => i.Long(new(0x0020, 0x9157), number));
    }

    private static void RtStructures(SeedDataSet dataSet) => dataSet
        .Text(new(0x3006, 0x0002), Vr.SH, "STRUCTURES")
        .Sequence(new(0x3006, 0x0039), static roi => roi.Sequence(new(0x3006, 0x0040), static contour => contour
            .Text(new(0x3006, 0x0042), Vr.CS, "CLOSED_PLANAR")
            .Text(new(0x3006, 0x0046), Vr.IS, "3")
            .Text(new(0x3006, 0x0050), Vr.DS, "0\\0\\0\\1\\0\\0\\0\\1\\0")));

    private static void StructuredReport(SeedDataSet dataSet) => dataSet
        .Text(new(0x0040, 0xA040), Vr.CS, "CONTAINER")
        .Text(new(0x0040, 0xA050), Vr.CS, "SEPARATE")
        .Sequence(Concept, Code)
        .Sequence(new(0x0040, 0xA730),
            static item => item.Text(new(0x0040, 0xA010), Vr.CS, "CONTAINS").Text(new(0x0040, 0xA040), Vr.CS, "TEXT").Sequence(Concept, Code).Text(new(0x0040, 0xA160), Vr.UT, "Nothing"),
            static item => item.Text(new(0x0040, 0xA010), Vr.CS, "CONTAINS").Text(new(0x0040, 0xA040), Vr.CS, "CONTAINER")
                .Sequence(new(0x0040, 0xA730), static inner => inner.Text(new(0x0040, 0xA040), Vr.CS, "TEXT").Text(new(0x0040, 0xA160), Vr.UT, "Deeper")));

    private static void Code(SeedDataSet item) => item
        .Text(new(0x0008, 0x0100), Vr.SH, "121070")
        .Text(new(0x0008, 0x0102), Vr.SH, "DCM")
        .Text(new(0x0008, 0x0104), Vr.LO, "Findings");

    private static void PresentationState(SeedDataSet dataSet) => dataSet
        .Text(new(0x0070, 0x0080), Vr.CS, "STATE")
        .Sequence(new(0x0070, 0x005A), static area => area
            .Bytes(new(0x0070, 0x0052), Vr.SL, [.. ElementBytes.UInt32(area.Encoding, 1), .. ElementBytes.UInt32(area.Encoding, 1)])
            .Bytes(new(0x0070, 0x0053), Vr.SL, [.. ElementBytes.UInt32(area.Encoding, SeedImages.Side), .. ElementBytes.UInt32(area.Encoding, SeedImages.Side)])
            .Text(new(0x0070, 0x0100), Vr.CS, "SCALE TO FIT"))
        .Text(new(0x2050, 0x0020), Vr.CS, "IDENTITY");

    private static void Waveform(SeedDataSet dataSet) => dataSet.Sequence(new(0x5400, 0x0100), static group => group
        .Number(new(0x003A, 0x0005), 1)
        .Long(new(0x003A, 0x0010), 4)
        .Text(new(0x003A, 0x001A), Vr.DS, "500")
        .Number(new(0x5400, 0x1004), 16)
        .Text(new(0x5400, 0x1006), Vr.CS, "SS")
        .Words(new(0x5400, 0x1010), 0, 1, 2, 3));

    // The offsets of a directory count from the first byte of the file: one record, behind everything in front of it. Source: PS3.3 §F.3.
    private static void Directory(SeedDataSet dataSet) => dataSet
        .Text(new(0x0004, 0x1130), Vr.CS, "LEADGLASS")
        .Long(new(0x0004, 0x1200), DirectoryRecordOffset)
        .Long(new(0x0004, 0x1202), DirectoryRecordOffset)
        .Number(new(0x0004, 0x1212), 0)
        .Sequence(new(0x0004, 0x1220), static record => record
            .Long(new(0x0004, 0x1400), 0)
            .Number(new(0x0004, 0x1410), 0xFFFF)
            .Long(new(0x0004, 0x1420), 0)
            .Text(new(0x0004, 0x1430), Vr.CS, "PATIENT")
            .Text(new(0x0010, 0x0010), Vr.PN, "")
            .Text(new(0x0010, 0x0020), Vr.LO, "NOBODY"));

    private const uint DirectoryRecordOffset = 398;

    private static void EveryVr(SeedDataSet dataSet)
    {
        // Private elements: no other place takes any VR.
        dataSet.Text(new(0x0011, 0x0010), Vr.LO, "LEADGLASS");
        ushort element = 0x1000;
        foreach (var rule in VrRule.All.OrderBy(static rule => rule.Vr.Code))
        {
            var tag = new Tag(0x0011, element++);
            if (rule.Vr == Vr.SQ)
                dataSet.Sequence(tag, static item => item.Text(new(0x0008, 0x0100), Vr.SH, "CODE"));
            else
                dataSet.Bytes(tag, rule.Vr, ValueOf(rule.Vr));
        }
    }

    private static byte[] ValueOf(Vr vr) => vr.ToString() switch
    {
        "AE" or "CS" or "LO" or "LT" or "PN" or "SH" or "ST" or "UC" or "UT" => "VALUE"u8.ToArray(),
        "AS" => "030Y"u8.ToArray(),
        "DA" => "20000101"u8.ToArray(),
        "DS" => "1.5"u8.ToArray(),
        "DT" => "20000101120000"u8.ToArray(),
        "IS" => "42"u8.ToArray(),
        "TM" => "120000"u8.ToArray(),
        "UI" => "1.2.840.10008.1.1"u8.ToArray(),
        "UR" => "http://localhost/"u8.ToArray(),
        "US" or "SS" => [1, 0],
        "AT" or "FL" or "OF" or "OL" or "SL" or "UL" or "OW" or "OB" or "UN" => [1, 0, 0, 0],
        _ => [1, 0, 0, 0, 0, 0, 0, 0],
    };
}
