using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Network;
using Leadglass.Dicom.UpperLayer;

namespace Leadglass.Dicom.Tests.Support;

/// <summary>Associations over a transport in memory, with a peer that is moved by hand.</summary>
internal static class Associations
{
    public static readonly AssociateRequest Request = new()
    {
        CalledAETitle = "PEER",
        CallingAETitle = "LOCAL",
        PresentationContexts =
        [
            new PresentationContextRequest(1, Uids.Verification, [Uids.ImplicitVRLittleEndian]),
            new PresentationContextRequest(3, Uids.StudyRootQueryRetrieveInformationModelFind, [Uids.ImplicitVRLittleEndian]),
            new PresentationContextRequest(5, Uids.CTImageStorage, [Uids.JPEG2000]),
        ],
    };

    /// <summary>Accepts the first two contexts.</summary>
    public static readonly AssociateAccept Accept = AssociateAccept.Answer(
        Request, new HashSet<string> { Uids.Verification, Uids.StudyRootQueryRetrieveInformationModelFind }, [Uids.ImplicitVRLittleEndian]);

    public static AssociationOptions Options(TimeProvider? time = null) => new() { TimeProvider = time ?? new ManualTime() };

    /// <summary>A requestor whose request was accepted.</summary>
    public static async Task<(Association Local, Peer Peer)> RequestedAsync(AssociationOptions? options = null, AssociateAccept? accept = null)
    {
        var (local, stream) = DuplexStream.CreatePair();
        var peer = new Peer(stream);
        await peer.SendAsync(accept ?? Accept);
        var outcome = await Association.RequestAsync(local, Request, options ?? Options(), TestContext.Current.CancellationToken);
        await peer.ReceiveAsync<AssociateRequest>();
        return (outcome.Association!, peer);
    }

    /// <summary>An acceptor that accepted.</summary>
    public static async Task<(Association Local, Peer Peer)> AcceptedAsync(AssociationOptions? options = null)
    {
        var (local, stream) = DuplexStream.CreatePair();
        var peer = new Peer(stream);
        await peer.SendAsync(Request);
        var incoming = await Association.AcceptAsync(local, options ?? Options(), TestContext.Current.CancellationToken);
        var association = await incoming.Association!.AcceptAsync(Accept, TestContext.Current.CancellationToken);
        await peer.ReceiveAsync<AssociateAccept>();
        return (association, peer);
    }
}
