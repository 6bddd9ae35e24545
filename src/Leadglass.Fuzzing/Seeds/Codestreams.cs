namespace Leadglass.Fuzzing.Seeds;

/// <summary>The smallest compressed images: 8 x 8 samples of 8 bits, all the same. Source: ITU-T T.81, PS3.5 Annex G.</summary>
internal static class Codestreams
{
    /// <summary>JPEG baseline (process 1): one block whose coefficients are all zero.</summary>
    public static byte[] JpegBaseline { get; } =
    [
        0xFF, 0xD8,                                                         // SOI
        0xFF, 0xDB, 0x00, 0x43, 0x00, .. Enumerable.Repeat((byte)16, 64),   // DQT, table 0
        0xFF, 0xC0, 0x00, 0x0B, 8, 0, 8, 0, 8, 1, 1, 0x11, 0,               // SOF0: 8 bits, 8 lines, 8 samples, one component
        .. HuffmanTable(0x00),                                              // DC: the code 0 means category 0
        .. HuffmanTable(0x10),                                              // AC: the code 0 means end of block
        0xFF, 0xDA, 0x00, 0x08, 1, 1, 0x00, 0, 63, 0x00,                    // SOS
        0b0011_1111,                                                        // DC 0, end of block, padding of ones
        0xFF, 0xD9,                                                         // EOI
    ];

    /// <summary>JPEG lossless, first-order prediction (process 14, selection value 1): 64 differences of zero.</summary>
    public static byte[] JpegLossless { get; } =
    [
        0xFF, 0xD8,                                                         // SOI
        0xFF, 0xC3, 0x00, 0x0B, 8, 0, 8, 0, 8, 1, 1, 0x11, 0,               // SOF3
        .. HuffmanTable(0x00),
        0xFF, 0xDA, 0x00, 0x08, 1, 1, 0x00, 1, 0, 0x00,                     // SOS: predictor 1
        0, 0, 0, 0, 0, 0, 0, 0,                                             // one bit a sample
        0xFF, 0xD9,                                                         // EOI
    ];

    /// <summary>RLE: one segment, which is one run of 64 bytes.</summary>
    public static byte[] Rle { get; } =
    [
        1, 0, 0, 0,                                                         // number of segments
        64, 0, 0, 0,                                                        // offset of the first one
        .. new byte[56],                                                    // 14 offsets that are not used
        unchecked((byte)-63), 0x80,                                         // the next byte 64 times
    ];

    /// <summary>A table with one code of one bit for the value 0. Source: ITU-T T.81 §B.2.4.2.</summary>
    private static byte[] HuffmanTable(byte classAndDestination) => [0xFF, 0xC4, 0x00, 0x14, classAndDestination, 1, .. new byte[15], 0];
}
