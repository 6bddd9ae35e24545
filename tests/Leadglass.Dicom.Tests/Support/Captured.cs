namespace Leadglass.Dicom.Tests.Support;

/// <summary>PDUs of a real peer, captured on loopback: DCMTK 3.6.7 of Debian 12.</summary>
internal static class Captured
{
    /// <summary><c>echoscu -aet CT1 -aec ARCHIVE</c>. Note FFH in a reserved byte of the presentation context.</summary>
    public static readonly byte[] EchoscuRequest = Hex.Parse(
        """
        01 00 000000CD                                                    # A-ASSOCIATE-RQ, 205 bytes
        0001 0000                                                         # protocol version 1, reserved
        41524348495645202020202020202020                                  # called  ARCHIVE
        43543120202020202020202020202020                                  # calling CT1
        0000000000000000000000000000000000000000000000000000000000000000  # reserved
        10 00 0015 312E322E3834302E31303030382E332E312E312E31             # application context 1.2.840.10008.3.1.1.1
        20 00 002E 01 00 FF 00                                            # presentation context 1, FFH where 00H is sent
           30 00 0011 312E322E3834302E31303030382E312E31                  # abstract syntax 1.2.840.10008.1.1
           40 00 0011 312E322E3834302E31303030382E312E32                  # transfer syntax 1.2.840.10008.1.2
        50 00 003A                                                        # user information
           51 00 0004 00004000                                            # maximum length 16384
           52 00 001B 312E322E3237362E302E373233303031302E332E302E332E362E37  # 1.2.276.0.7230010.3.0.3.6.7
           55 00 000F 4F464649535F44434D544B5F333637                      # OFFIS_DCMTK_367
        """);

    /// <summary><c>storescp</c>, to a request for Verification (1) and Study Root FIND (3).</summary>
    public static readonly byte[] StorescpAccept = Hex.Parse(
        """
        02 00 000000D5                                                    # A-ASSOCIATE-AC, 213 bytes
        0001 0000                                                         # protocol version 1, reserved
        414E592D534350202020202020202020                                  # echo of called ANY-SCP
        4C454144474C41535320202020202020                                  # echo of calling LEADGLASS
        0000000000000000000000000000000000000000000000000000000000000000  # reserved
        10 00 0015 312E322E3834302E31303030382E332E312E312E31             # application context
        21 00 0019 01 00 00 00                                            # context 1: acceptance
           40 00 0011 312E322E3834302E31303030382E312E32                  # implicit VR little endian
        21 00 0019 03 00 03 00                                            # context 3: abstract-syntax-not-supported
           40 00 0011 312E322E3834302E31303030382E312E32
        50 00 003A
           51 00 0004 00004000
           52 00 001B 312E322E3237362E302E373233303031302E332E302E332E362E37
           55 00 000F 4F464649535F44434D544B5F333637
        """);

    /// <summary><c>storescp</c>, to an application context name it does not know.</summary>
    public static readonly byte[] StorescpReject = Hex.Parse("03 00 00000004 00 01 01 02");

    /// <summary><c>storescp</c>, to an A-RELEASE-RQ without an association.</summary>
    public static readonly byte[] StorescpAbort = Hex.Parse("07 00 00000004 0000 00 00");

    /// <summary><c>storescp</c>, to a C-ECHO.</summary>
    public static readonly byte[] StorescpEchoResponse = Hex.Parse(
        """
        04 00 00000054                                                    # P-DATA-TF
        00000050 01 03                                                    # PDV, context 1, command and last fragment
        0000 0000 04000000 42000000                                       # group length 66
        0000 0200 12000000 312E322E3834302E31303030382E312E3100           # affected SOP class: Verification
        0000 0001 02000000 3080                                           # C-ECHO-RSP
        0000 2001 02000000 0100                                           # responds to message 1
        0000 0008 02000000 0101                                           # no data set
        0000 0009 02000000 0000                                           # success
        """);

    /// <summary><c>findscu -S</c>: the command of a C-FIND-RQ with priority low.</summary>
    public static readonly byte[] FindscuCommand = Hex.Parse(
        """
        0000 0000 04000000 4C000000                                       # group length 76
        0000 0200 1C000000 312E322E3834302E31303030382E352E312E342E312E322E322E3100  # Study Root FIND
        0000 0001 02000000 2000                                           # C-FIND-RQ
        0000 1001 02000000 0100                                           # message 1
        0000 0007 02000000 0200                                           # priority low
        0000 0008 02000000 0100                                           # a data set follows: DCMTK says 0001H
        """);

    /// <summary><c>findscu -k 0008,0052=STUDY -k 0020,000D=1.2.3 -k (0008,1110)[0].0008,1150</c>: its identifier, explicit VR little endian.</summary>
    public static readonly byte[] FindscuIdentifier = Hex.Parse(
        """
        0800 5200 4353 0600 535455445920                                  # (0008,0052) CS "STUDY "
        0800 1011 5351 0000 10000000                                      # (0008,1110) SQ, 16 bytes
           FEFF 00E0 08000000                                             #   item, 8 bytes
              0800 5011 5549 0000                                         #     (0008,1150) UI, empty
        2000 0D00 5549 0600 312E322E3300                                  # (0020,000D) UI 1.2.3
        """);
}
