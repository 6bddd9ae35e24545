using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Network;
using Leadglass.Exposure.Probing;
using Leadglass.TestKit;
using Leadglass.Tls.Observations;

namespace Leadglass.Exposure.Tests.Probing;

public sealed class TlsQuestionsTests
{
    private static readonly byte[] Accepted = AcceptWith(PresentationContextResultReason.Acceptance);

    // P-DATA-TF, one value in context 1, a command and its last fragment; PS3.7 Table 9.3-12 for the command.
    private static readonly byte[] Echo = Hex.Parse(
        """
        04 00 0000004A  00000046 01 03
        0000 0000 04000000 38000000
        0000 0200 12000000 312E322E3834302E31303030382E312E31 00
        0000 0001 02000000 3000
        0000 1001 02000000 0100
        0000 0008 02000000 0101
        """);

    [Fact]
    public void EchoTo_AcceptedAssociation_IsTheCommandOfTheStandard() => Assert.Equal(Echo, TlsQuestions.EchoTo(Accepted).ToArray());

    [Fact]
    public void EchoTo_AnythingElse_IsNothing() => Assert.All(
        [AcceptWith(PresentationContextResultReason.UserRejection), Hex.Parse("03 00 00000004 00 01 01 07"), Accepted[..40], "HTTP/1.1 400"u8.ToArray(), []],
        reply => Assert.True(TlsQuestions.EchoTo(reply).IsEmpty));

    [Fact]
    public void Dicom_WaitsForTheRestOfAPduAndForNothingElse()
    {
        var isWhole = TlsQuestions.Dicom(new Sentinels(new Random(1))).ApplicationIsWhole!;
        Assert.All(Enumerable.Range(1, Echo.Length - 1), count => Assert.False(isWhole(Echo.AsMemory(0, count))));
        Assert.True(isWhole(Echo));
        // Read as a PDU, its length would be 1,414,541,105 bytes, and the connection would be kept idle for them.
        Assert.True(isWhole("HTTP/1.1 400 Bad Request"u8.ToArray()));
    }

    [Theory]
    [InlineData("0000", Answer.Yes)]
    [InlineData("2201", Answer.No)]     // 0122H: SOP class not supported
    public void EchoInside_IsWhatTheStatusSays(string status, Answer expected) => Assert.Equal(expected, TlsQuestions.EchoInside(Seen(Hex.Parse(
        $"""
        04 00 00000054  00000050 01 03
        0000 0000 04000000 42000000
        0000 0200 12000000 312E322E3834302E31303030382E312E31 00
        0000 0001 02000000 3080
        0000 2001 02000000 0100
        0000 0008 02000000 0101
        0000 0009 02000000 {status}
        """))));

    [Fact]
    public void EchoInside_Silence_IsNoSuccess() => Assert.Equal(Answer.No, TlsQuestions.EchoInside(Seen([])));

    [Fact]
    public void EchoInside_NoAssociation_IsNotKnown() => Assert.Equal(Answer.NotKnown, TlsQuestions.EchoInside(new ServerObservation { SpeaksTls = Answer.Yes, Versions = [] }));

    private static ServerObservation Seen(byte[] next) => new()
    {
        SpeaksTls = Answer.Yes,
        Versions = [],
        ClientAttempts = [new ClientAttempt(ClientCertificateKind.None) { Reply = Accepted, NextReply = next }],
    };

    private static byte[] AcceptWith(PresentationContextResultReason result) =>
        PduWriter.ToBytes(new AssociateAccept { PresentationContexts = [new PresentationContextResult(1, result, Uids.ImplicitVRLittleEndian)] });
}
