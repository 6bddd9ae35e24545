using System.Net.Security;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Dimse;
using Leadglass.Dicom.Tests.Support;
using Leadglass.Dicom.UpperLayer;

namespace Leadglass.Dicom.Tests.UpperLayer;

/// <summary>The association knows nothing of TLS: any stream will do.</summary>
public class TlsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Association_OverTls_EchoesAndReleases()
    {
        var (requestor, acceptor) = DuplexStream.CreatePair();
        using var certificate = TestCertificate.SelfSigned();
        await using var server = new SslStream(acceptor);
        await using var client = new SslStream(requestor, leaveInnerStreamOpen: false, (_, presented, _, _) => presented!.GetCertHashString() == certificate.GetCertHashString());
        await Task.WhenAll(server.AuthenticateAsServerAsync(certificate), client.AuthenticateAsClientAsync("localhost"));

        var serving = ServeAsync(server);
        var outcome = await Association.RequestAsync(client, Associations.Request, AssociationOptions.Default, Token);
        await using var association = outcome.Association!;
        await association.SendAsync(new DimseMessage(1, new CEchoRequest { MessageId = 1, AffectedSopClassUid = Uids.Verification }), Token);

        Assert.Equal(AssociationEventKind.Message, (await association.ReceiveAsync(Token)).Kind);
        Assert.Equal(ReleaseOutcome.Released, await association.ReleaseAsync(Token));
        await serving;
    }

    private static async Task ServeAsync(Stream transport)
    {
        var incoming = await Association.AcceptAsync(transport, AssociationOptions.Default, Token);
        await using var association = await incoming.Association!.AcceptAsync(Associations.Accept, Token);
        var received = await association.ReceiveAsync(Token);
        await association.SendAsync(
            new DimseMessage(received.Message!.ContextId, new CEchoResponse { MessageIdBeingRespondedTo = 1, Status = DimseStatus.Success }), Token);
        Assert.Equal(AssociationEventKind.ReleaseRequested, (await association.ReceiveAsync(Token)).Kind);
        await association.RespondToReleaseAsync(Token);
    }
}
