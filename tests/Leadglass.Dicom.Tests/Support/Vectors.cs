namespace Leadglass.Dicom.Tests.Support;

/// <summary>Vectors worked out by hand from the standard.</summary>
internal static class Vectors
{
    /// <summary>A C-ECHO-RQ as a P-DATA-TF of 80 bytes. Source: PS3.7 §9.3.5.1, PS3.8 §9.3.5.</summary>
    public static readonly byte[] EchoRequestPdu = Wire.Hex(
        """
        04 00 0000004A                                                    # P-DATA-TF, 74 bytes
        00000046 01 03                                                    # PDV of 70 bytes, context 1, command and last fragment
        0000 0000 04000000 38000000                                       # group length 56
        0000 0200 12000000 312E322E3834302E31303030382E312E3100           # affected SOP class: Verification, padded
        0000 0001 02000000 3000                                           # C-ECHO-RQ
        0000 1001 02000000 0100                                           # message 1
        0000 0008 02000000 0101                                           # no data set
        """);
}
