using System.Net;
using System.Net.Sockets;
using Leadglass.Cli.Commands;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Dimse;
using Leadglass.Dicom.Network;
using Leadglass.Dicom.UpperLayer;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Commands;

/// <summary>What a recorded client may say, and for how long.</summary>
public sealed class DicomConversationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hold_ClientThatVerifiesWithoutEnd_IsLetGoAndVerified()
    {
        var time = new ManualTime();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, Cancellation);
        using var accepted = await listener.AcceptTcpClientAsync(Cancellation);
        var holding = new DicomConversation(time).HoldAsync(accepted.GetStream(), Cancellation);

        var outcome = await Association.RequestAsync(client.GetStream(), new AssociateRequest
        {
            CalledAETitle = "RECORDER",
            CallingAETitle = "CT1",
            PresentationContexts = [new PresentationContextRequest(1, Uids.Verification, [Uids.ImplicitVRLittleEndian])],
        }, AssociationOptions.Default, Cancellation);
        await using var association = outcome.Association!;
        for (ushort id = 1; !holding.IsCompleted; id++)
        {
            Assert.True(id < 100, "the client may go on for ever");
            if (await association.SendAsync(new DimseMessage(1, new CEchoRequest { MessageId = id, AffectedSopClassUid = Uids.Verification }, null), Cancellation) != SendOutcome.Sent)
                break;
            if ((await association.ReceiveAsync(Cancellation)).Message is null)
                break;
            // Less than any wait for one PDU.
            time.Advance(TimeSpan.FromSeconds(1));
        }

        var seen = await holding;
        Assert.True(seen.Verified);
        Assert.Contains(new("callingAE", "CT1"), seen.Facts);
    }
}
