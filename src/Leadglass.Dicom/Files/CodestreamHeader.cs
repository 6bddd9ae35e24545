using Leadglass.Dicom.Data;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Leadglass.Dicom.Files;

/// <summary>What the header of a JPEG, JPEG-LS or JPEG 2000 codestream says about its image. Sources: ISO/IEC 10918-1 §B.2.2, 14495-1 §C.2.2, 15444-1 §A.5.1.</summary>
/// <param name="Rows">Lines; 0 where a JPEG says them only behind its first scan.</param>
/// <param name="Columns">Samples a line.</param>
/// <param name="Samples">Components.</param>
/// <param name="Bits">Bits of a sample of the first component.</param>
internal readonly record struct CodestreamHeader(long Rows, long Columns, int Samples, int Bits)
{
    private const int JpegFrameHeader = 10;
    private const int SizHeader = 43;

    /// <summary>Reads the header of a codestream; null where the bytes begin none, or its header does not end inside them.</summary>
    public static CodestreamHeader? Read(SourceWindow bytes, ByteRange range)
    {
        var start = bytes.Look(range.Offset, Math.Min(range.Length, SizHeader));
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51]))
            return start.Length < SizHeader ? null : OfJpeg2000(start);
        return start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? OfJpeg(bytes, ByteRange.Between(range.Offset + 2, range.End)) : null;
    }

    private static CodestreamHeader OfJpeg2000(ReadOnlySpan<byte> siz) => new(
        (long)ReadUInt32BigEndian(siz[12..]) - ReadUInt32BigEndian(siz[20..]),
        (long)ReadUInt32BigEndian(siz[8..]) - ReadUInt32BigEndian(siz[16..]),
        ReadUInt16BigEndian(siz[40..]),
        (siz[42] & 0x7F) + 1);

    private static CodestreamHeader? OfJpeg(SourceWindow bytes, ByteRange segments)
    {
        var at = segments.Offset;
        while (at < segments.End)
        {
            var segment = bytes.Look(at, Math.Min(segments.End - at, JpegFrameHeader));
            if (segment.Length < 4 || segment[0] != 0xFF)
                return null;
            if (IsFrameHeader(segment[1]))
                return segment.Length < JpegFrameHeader ? null : new(ReadUInt16BigEndian(segment[5..]), ReadUInt16BigEndian(segment[7..]), segment[9], segment[4]);
            // 0xFF before a marker is fill; segments without a length, and the scan, do not come before the frame header.
            var length = segment[1] == 0xFF ? -1 : ReadUInt16BigEndian(segment[2..]);
            if (segment[1] is 0x00 or >= 0xD0 and <= 0xDA or 0x01 || length is 0 or 1)
                return null;
            at += 2 + length;
        }

        return null;
    }

    /// <summary>SOF0 to SOF15 without DHT, JPG and DAC; SOF55 of JPEG-LS.</summary>
    private static bool IsFrameHeader(byte marker) => marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC or 0xF7;
}
