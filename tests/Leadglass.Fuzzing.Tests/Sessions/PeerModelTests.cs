using Leadglass.Dicom.Network;
using Leadglass.Fuzzing.Sessions;

namespace Leadglass.Fuzzing.Tests.Sessions;

/// <summary>The cells expected here are read off PS3.8 Table 9-10.</summary>
public sealed class PeerModelTests
{
    [Fact]
    public void Cells_OfAConversationInGoodOrder_AreThoseOfTheTable()
    {
        var model = new PeerModel(acceptor: true);
        model.Connected();
        model.Sent(PduWriter.ToBytes(new AssociateRequest()));
        model.Heard(PduType.AssociateAccept);
        model.Sent(PduWriter.ToBytes(new DataTransfer([])));
        model.Heard(PduType.DataTransfer);
        model.Sent(PduWriter.ToBytes(new ReleaseRequest()));
        model.Heard(PduType.ReleaseResponse);
        model.Closed();

        Assert.Equal(["cell Sta1 Evt5", "cell Sta13 Evt17", "cell Sta2 Evt6", "cell Sta3 Evt7", "cell Sta6 Evt10", "cell Sta6 Evt12", "cell Sta6 Evt9", "cell Sta8 Evt14"], model.Cells);
    }

    [Fact]
    public void Sent_InPieces_IsOneEvent()
    {
        var model = new PeerModel(acceptor: true);
        model.Connected();
        foreach (var piece in PduWriter.ToBytes(new AssociateRequest()))
            model.Sent([piece]);

        Assert.Equal(["cell Sta1 Evt5", "cell Sta2 Evt6"], model.Cells);
    }

    [Fact]
    public void Sent_WhatIsNoPdu_IsInvalidOnceAndNothingAfterIt()
    {
        var model = new PeerModel(acceptor: true);
        model.Connected();
        model.Sent([0xFF, 0, 0, 0, 0, 0]);
        model.Sent(PduWriter.ToBytes(new AssociateRequest()));

        Assert.Equal(["cell Sta1 Evt5", "cell Sta2 Evt19"], model.Cells);
    }

    /// <summary>A PDU whose inside cannot be read is Evt19 whatever its type says.</summary>
    [Fact]
    public void Sent_BrokenRequest_IsInvalid()
    {
        var model = new PeerModel(acceptor: true);
        model.Connected();
        model.Sent([1, 0, 0, 0, 0, 2, 0, 1]);

        Assert.Contains("cell Sta2 Evt19", model.Cells);
    }
}
