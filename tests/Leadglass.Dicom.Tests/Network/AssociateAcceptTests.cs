using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Network;
using Leadglass.Dicom.Tests.Support;

namespace Leadglass.Dicom.Tests.Network;

public class AssociateAcceptTests
{
    [Fact]
    public void Read_StorescpOfDcmtk_GivesTheAnswersInWireOrder()
    {
        var result = PduReader.Read(Captured.StorescpAccept, Conformance.Strict);
        var accept = Assert.IsType<AssociateAccept>(result.Pdu);

        Assert.Empty(result.Anomalies);
        Assert.Equal([1, 3], accept.PresentationContexts.Select(context => (int)context.Id));
        Assert.True(accept.PresentationContexts[0].IsAccepted);
        Assert.Equal(PresentationContextResultReason.AbstractSyntaxNotSupported, accept.PresentationContexts[1].Result);
        Assert.Equal("OFFIS_DCMTK_367", accept.ImplementationVersionName);
        Assert.Null(accept.UserIdentityResponse);
        Assert.Equal(Captured.StorescpAccept, PduWriter.ToBytes(accept));
    }

    [Fact]
    public void Read_RejectedContextWithoutTransferSyntax_IsReportedAndKept()
    {
        byte[] bytes = [.. Captured.StorescpAccept, .. Hex.Parse("21 00 0004 05 00 01 00")];
        bytes[5] += 8;
        var result = PduReader.Read(bytes);

        Assert.Contains(result.Anomalies, anomaly => anomaly.Clause == "PS3.8 §9.3.3.2");
        var context = ((AssociateAccept)result.Pdu!).PresentationContexts[2];
        Assert.Equal("", context.TransferSyntax);
        Assert.Equal(bytes, PduWriter.ToBytes(result.Pdu!));
    }

    [Fact]
    public void Answer_EchoesTitlesAndAnswersEachContext()
    {
        var request = new AssociateRequest
        {
            CalledAETitle = "ARCHIVE",
            CallingAETitle = "CT1",
            PresentationContexts =
            [
                new PresentationContextRequest(1, Uids.Verification, [Uids.ExplicitVRBigEndian, Uids.ImplicitVRLittleEndian]),
                new PresentationContextRequest(3, Uids.Verification, [Uids.JPEG2000]),
                new PresentationContextRequest(5, Uids.CTImageStorage, [Uids.ImplicitVRLittleEndian]),
            ],
        };

        var accept = AssociateAccept.Answer(
            request, new HashSet<string> { Uids.Verification }, [Uids.ExplicitVRLittleEndian, Uids.ImplicitVRLittleEndian]);

        Assert.Equal("ARCHIVE", accept.CalledAETitle);
        Assert.Equal("CT1", accept.CallingAETitle);
        Assert.Equal(
            [PresentationContextResultReason.Acceptance, PresentationContextResultReason.TransferSyntaxesNotSupported, PresentationContextResultReason.AbstractSyntaxNotSupported],
            accept.PresentationContexts.Select(context => context.Result));
        Assert.Equal(Uids.ImplicitVRLittleEndian, accept.PresentationContexts[0].TransferSyntax);
        Assert.Empty(PduReader.Read(PduWriter.ToBytes(accept), Conformance.Strict).Anomalies);
    }
}
