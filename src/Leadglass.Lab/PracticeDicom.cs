using System.Buffers.Binary;
using System.Text;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Network;

namespace Leadglass.Lab;

/// <summary>Makes small DICOM files in explicit VR little endian. Source: PS3.10 §7.1.</summary>
internal static class PracticeDicom
{
    private const int PreambleLength = 128;
    private const ushort Side = 64;

    /// <summary>UIDs are derived from a UUID, the one of the CD and those that follow it. Source: PS3.5 §B.2.</summary>
    private static readonly UInt128 FirstUuid = new(0xB3C7E1F492D64A58, 0x9E0B71C5D2A80000);

    /// <summary>An element behind the pixel data whose length is a quarter of a gigabyte, and whose value is eight bytes.</summary>
    public static ReadOnlySpan<byte> OverlongElement =>
    [
        0xE1, 0x7F, 0x10, 0x10,  // (7FE1,1010)
        (byte)'O', (byte)'B', 0, 0,
        0x00, 0x00, 0x00, 0x10,  // 268,435,456 bytes
        1, 2, 3, 4, 5, 6, 7, 8,
    ];

    /// <summary>A secondary capture of a grey wedge that any viewer shows.</summary>
    /// <param name="number">Tells the objects of the CD apart.</param>
    /// <param name="preamble">At most 128 bytes; zero without.</param>
    /// <param name="private">Value of a private element, if there is to be one.</param>
    public static byte[] Image(int number, ReadOnlyMemory<byte> preamble = default, byte[]? @private = null)
    {
        var pixels = new byte[Side * Side];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(i % Side * 4);
        return File(preamble, Uids.SecondaryCaptureImageStorage, number,
        [
            .. Identification(Uids.SecondaryCaptureImageStorage, number, "OT"),
            .. @private is null ? [] : Private(@private),
            new DataElement(Tags.SamplesPerPixel, 1),
            new DataElement(Tags.PhotometricInterpretation, "MONOCHROME2"),
            new DataElement(Tags.Rows, Side),
            new DataElement(Tags.Columns, Side),
            new DataElement(Tags.BitsAllocated, 8),
            new DataElement(Tags.BitsStored, 8),
            new DataElement(Tags.HighBit, 7),
            new DataElement(Tags.PixelRepresentation, 0),
            new DataElement(Tags.PixelData, Vr.OB, pixels),
        ]);
    }

    /// <summary>An encapsulated document.</summary>
    /// <param name="number">Tells the objects of the CD apart.</param>
    /// <param name="sopClass">The storage class of its kind.</param>
    /// <param name="mimeType">What it is said to be.</param>
    /// <param name="document">The document.</param>
    public static byte[] Document(int number, string sopClass, string mimeType, byte[] document) => File(default, sopClass, number,
    [
        .. Identification(sopClass, number, "DOC"),
        new DataElement(new Tag(0x0042, 0x0010), Vr.ST, "Practice report"u8.ToArray()),
        new DataElement(new Tag(0x0042, 0x0011), Vr.OB, document),
        new DataElement(new Tag(0x0042, 0x0012), Vr.LO, Encoding.ASCII.GetBytes(mimeType)),
    ]);

    /// <summary>A DICOMDIR with one record, whose offsets are right. Source: PS3.3 §F.3.2.</summary>
    /// <param name="fileId">The Referenced File ID, its components separated by a backslash.</param>
    public static byte[] Directory(string fileId)
    {
        // Offsets have a fixed size: a file made with zeros says where the record is.
        var record = WithRecordAt(0).AsSpan().IndexOf<byte>([0xFE, 0xFF, 0x00, 0xE0]);
        return WithRecordAt((uint)record);

        byte[] WithRecordAt(uint offset) => File(default, Uids.MediaStorageDirectoryStorage, 0,
        [
            new DataElement(new Tag(0x0004, 0x1130), Vr.CS, "PRACTICE"u8.ToArray()),
            Offset(Tags.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity, offset),
            Offset(Tags.OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity, offset),
            new DataElement(new Tag(0x0004, 0x1212), 0),
            new DataElement(Tags.DirectoryRecordSequence,
            [
                new Item(
                    Offset(Tags.OffsetOfTheNextDirectoryRecord, 0),
                    new DataElement(Tags.RecordInUseFlag, 0xFFFF),
                    Offset(Tags.OffsetOfReferencedLowerLevelDirectoryEntity, 0),
                    new DataElement(Tags.DirectoryRecordType, "PRIVATE"),
                    new DataElement(Tags.ReferencedFileId, fileId)),
            ]),
        ]);
    }

    private static DataElement[] Identification(string sopClass, int number, string modality) =>
    [
        new(Tags.SopClassUid, sopClass),
        new(Tags.SopInstanceUid, Uid(number)),
        new(Tags.Modality, modality),
        new(Tags.PatientName, "PRACTICE^CD"),
        new(Tags.PatientId, "PRACTICE"),
        new(Tags.StudyInstanceUid, Uid(1000)),
        new(Tags.SeriesInstanceUid, Uid(1001)),
    ];

    private static DataElement[] Private(byte[] value) =>
    [
        new(new Tag(0x0009, 0x0010), Vr.LO, "LEADGLASS PRACTICE"u8.ToArray()),
        new(new Tag(0x0009, 0x1010), Vr.OB, value),
    ];

    private static byte[] File(ReadOnlyMemory<byte> preamble, string sopClass, int number, DataElement[] elements)
    {
        var meta = Encoded(
        [
            new DataElement(new Tag(0x0002, 0x0001), Vr.OB, new byte[] { 0, 1 }),
            new DataElement(Tags.MediaStorageSopClassUid, sopClass),
            new DataElement(Tags.MediaStorageSopInstanceUid, Uid(number)),
            new DataElement(Tags.TransferSyntaxUid, Uids.ExplicitVRLittleEndian),
            new DataElement(Tags.ImplementationClassUid, Implementation.ClassUid),
        ]);
        var groupLength = Encoded([Offset(new Tag(0x0002, 0x0000), (uint)meta.Length)]);
        return [.. preamble.Span, .. new byte[PreambleLength - preamble.Length], .. "DICM"u8, .. groupLength, .. meta, .. Encoded(elements)];
    }

    private static byte[] Encoded(DataElement[] elements) => DataSetWriter.ToBytes(new DataSet(elements), DataSetEncoding.ExplicitLittleEndian);

    private static DataElement Offset(Tag tag, uint value)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return new DataElement(tag, Vr.UL, bytes);
    }

    private static string Uid(int number) => $"2.25.{FirstUuid + (UInt128)number}";
}
