namespace Leadglass.Dicom.Tests.Support;

/// <summary>Vectors worked out by hand from the standard.</summary>
internal static class Vectors
{
    /// <summary>A C-ECHO-RQ as a P-DATA-TF of 80 bytes. Source: PS3.7 §9.3.5.1, PS3.8 §9.3.5.</summary>
    public static readonly byte[] EchoRequestPdu = Hex.Parse(
        """
        04 00 0000004A                                                    # P-DATA-TF, 74 bytes
        00000046 01 03                                                    # PDV of 70 bytes, context 1, command and last fragment
        0000 0000 04000000 38000000                                       # group length 56
        0000 0200 12000000 312E322E3834302E31303030382E312E3100           # affected SOP class: Verification, padded
        0000 0001 02000000 3000                                           # C-ECHO-RQ
        0000 1001 02000000 0100                                           # message 1
        0000 0008 02000000 0101                                           # no data set
        """);

    /// <summary>A request with every item and sub-item that the standard defines, and one that it does not. Source: PS3.8 §9.3.2, PS3.7 §D.3.3.</summary>
    public static readonly byte[] FullRequestPdu = Hex.Parse(
        """
        01 00 000000FA                                                    # A-ASSOCIATE-RQ, 250 bytes
        0001 0000
        43414C4C454420202020202020202020                                  # called  CALLED
        43414C4C494E47202020202020202020                                  # calling CALLING
        0000000000000000000000000000000000000000000000000000000000000000
        10 00 0015 312E322E3834302E31303030382E332E312E312E31             # application context
        20 00 0019 01 00 00 00                                            # presentation context 1
           30 00 0003 312E32                                              # abstract syntax 1.2
           40 00 0003 312E33                                              # transfer syntaxes 1.3 and 1.4
           40 00 0003 312E34
        50 00 007C                                                        # user information
           51 00 0004 00004000                                            # maximum length 16384
           52 00 0003 312E35                                              # implementation class UID 1.5
           53 00 0004 0000 0000                                           # asynchronous operations, unlimited
           54 00 0007 0003 312E32 01 01                                   # roles for 1.2: SCU and SCP
           55 00 0004 4E414D45                                            # version NAME
           56 00 0007 0003 312E32 01 02                                   # extended negotiation for 1.2
           57 00 0011 0003 312E32 0003 312E36 0005 0003 312E37            # common extended negotiation for 1.2
           58 00 0011 02 01 0005 616C696365 0006 733363726574             # alice / s3cret, answer wanted
           59 00 0002 0000                                                # a response, which no request has
           5A 00 0013 00112233445566778899AABBCCDDEEFF001122              # unknown
        """);

    /// <summary>Sequences of all kinds and encapsulated pixel data, explicit VR little endian. Source: PS3.5 §7.5 and §A.4.</summary>
    public static readonly byte[] NestedDataSet = Hex.Parse(
        """
        0800 0500 4353 0A00 49534F5F495220313030                          # (0008,0005) ISO_IR 100
        0800 1011 5351 0000 FFFFFFFF                                      # (0008,1110) SQ, undefined length
           FEFF 00E0 FFFFFFFF                                             #   item, undefined length
              0800 5011 5549 0400 312E3200                                #     (0008,1150) 1.2
              0800 9911 5351 0000 14000000                                #     (0008,1199) SQ, 20 bytes
                 FEFF 00E0 0C000000                                       #       item, 12 bytes
                    0800 5511 5549 0400 312E3300                          #         (0008,1155) 1.3
           FEFF 0DE0 00000000
        FEFF DDE0 00000000
        0900 1000 4C4F 0400 41434D45                                      # private creator ACME
        0900 0110 554E 0000 FFFFFFFF                                      # UN, undefined length: implicit VR inside
           FEFF 00E0 0A000000 0800 5011 02000000 3100
        FEFF DDE0 00000000
        2800 1000 5553 0200 0002                                          # rows 512
        E07F 1000 4F42 0000 FFFFFFFF                                      # encapsulated pixel data
           FEFF 00E0 00000000
           FEFF 00E0 04000000 FFD8FFD9
        FEFF DDE0 00000000
        """);
}
