using System.Net;
using System.Net.Sockets;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Dimse;
using Leadglass.Dicom.Network;
using Leadglass.Dicom.UpperLayer;

namespace Leadglass.Lab.Tests;

public sealed class PracticeHospitalTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_EverySystem_ListensOnLoopbackOnly()
    {
        await using var hospital = await PracticeHospital.OpenAsync();

        Assert.True(hospital.Systems.Count >= 10);
        Assert.All(hospital.Systems, s => Assert.True(IPAddress.IsLoopback(s.Endpoint.Address)));
        Assert.Equal(hospital.Systems.Count, hospital.Systems.Select(s => s.Endpoint.Port).Distinct().Count());
        Assert.Equal(hospital.Systems.Count, hospital.Systems.Select(s => s.Name).Distinct().Count());
        Assert.All(hospital.Systems, s => Assert.NotEmpty(s.Lesson));
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.0.2.1")]
    public async Task Server_ThatOthersCouldReach_IsRefused(string address)
    {
        var endpoint = new IPEndPoint(IPAddress.Parse(address), 0);

        Assert.Throws<ArgumentException>(() => new SilentServer(endpoint));
        Assert.Throws<ArgumentException>(() => new DicomServer("ARCHIVE", new(), endpoint));
        await Assert.ThrowsAsync<ArgumentException>(() => WebServer.StartAsync(WebBehaviour.NotDicom, endpoint));
    }

    [Fact]
    public async Task Open_FromAPort_CountsUpFromThere()
    {
        var first = FreeRange(30);
        await using var hospital = await PracticeHospital.OpenAsync(first);

        Assert.Equal(Enumerable.Range(first, hospital.Systems.Count), hospital.Systems.Select(s => s.Endpoint.Port));
    }

    [Fact]
    public async Task Open_WhereAPortIsTaken_FailsAndLeavesNothingOpen()
    {
        var first = FreeRange(30);
        using var squatter = new TcpListener(IPAddress.Loopback, first + 17);   // amid the web servers, after every DICOM server
        squatter.Start();

        var failure = await Record.ExceptionAsync(() => PracticeHospital.OpenAsync(first));
        Assert.True(failure is IOException or SocketException, failure?.GetType().Name);

        squatter.Stop();
        await using var hospital = await PracticeHospital.OpenAsync(first);
        Assert.Equal(first, hospital.Systems[0].Endpoint.Port);
    }

    [Fact]
    public async Task Close_EndsConversationsAndFreesThePorts()
    {
        var hospital = await PracticeHospital.OpenAsync();
        var endpoint = hospital.Systems.Single(s => s.Name == "HUNG").Endpoint;
        using var client = new TcpClient();
        await client.ConnectAsync(endpoint, Token);
        await hospital.DisposeAsync();

        using var late = new TcpClient();
        var failure = await Assert.ThrowsAsync<SocketException>(() => late.ConnectAsync(endpoint, Token).AsTask());
        Assert.Equal(SocketError.ConnectionRefused, failure.SocketErrorCode);
    }

    [Fact]
    public async Task Archive_GivenAnImage_AbortsAndKeepsNothing()
    {
        await using var association = await AssociateAsync("ARCHIVE", Uids.SecondaryCaptureImageStorage);
        var store = new CStoreRequest { MessageId = 1, AffectedSopClassUid = Uids.SecondaryCaptureImageStorage, AffectedSopInstanceUid = "2.25.1" };

        Assert.Equal(SendOutcome.Sent, await association.SendAsync(new DimseMessage(1, store, new byte[8]), Token));
        Assert.Equal(AssociationEventKind.Aborted, (await association.ReceiveAsync(Token)).Kind);
    }

    [Theory]
    [InlineData("practice", true)]
    [InlineData("somebody", false)]
    public async Task Doorman_LetsInWhomHeKnows(string user, bool accepted)
    {
        await using var hospital = await PracticeHospital.OpenAsync();
        var request = Request(Uids.Verification);
        request = request with { UserInformation = [.. request.UserInformation, UserIdentityRequest.ForUserName(user, positiveResponseRequested: true)] };
        var outcome = await RequestAsync(hospital, "DOORMAN", request);

        Assert.Equal(accepted, outcome.Accept?.UserIdentityResponse is not null);
        Assert.Equal(accepted ? null : "1/2/1", outcome.Reject is { } reject ? $"{(byte)reject.Result}/{(byte)reject.Source}/{(byte)reject.Reason}" : null);
        if (outcome.Association is { } association)
            await association.DisposeAsync();
    }

    [Fact]
    public async Task Leaky_ReturnsTheKeyItselfAndNoPatient()
    {
        await using var association = await AssociateAsync("LEAKY", Uids.StudyRootQueryRetrieveInformationModelFind);
        byte[] key = [8, 0, 0x52, 0, .. "CS"u8, 6, 0, .. "STUDY "u8];
        await association.SendAsync(new DimseMessage(1, new CFindRequest { MessageId = 1, AffectedSopClassUid = Uids.StudyRootQueryRetrieveInformationModelFind }, key), Token);

        Assert.Equal(key, (await association.ReceiveAsync(Token)).Message!.Data!.Value.ToArray());
    }

    private static int FreeRange(int count)
    {
        // Below the ports that systems hand out. Whoever takes one in between makes the test fail, not lie.
        for (var first = 20_000; first < 32_000; first += count)
        {
            if (Enumerable.Range(first, count).All(IsFree))
                return first;
        }

        throw new InvalidOperationException("No range of free ports.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static AssociateRequest Request(string abstractSyntax) => new()
    {
        CalledAETitle = "ANY",
        CallingAETitle = "STUDENT",
        PresentationContexts = [new PresentationContextRequest(1, abstractSyntax, [Uids.ExplicitVRLittleEndian])],
    };

    private static async Task<OwnedAssociation> AssociateAsync(string system, string abstractSyntax)
    {
        var hospital = await PracticeHospital.OpenAsync();
        return new OwnedAssociation(hospital, (await RequestAsync(hospital, system, Request(abstractSyntax))).Association!);
    }

    private static async Task<AssociationOutcome> RequestAsync(PracticeHospital hospital, string system, AssociateRequest request)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(hospital.Systems.Single(s => s.Name == system).Endpoint, Token);
        return await Association.RequestAsync(new NetworkStream(socket, ownsSocket: true), request, AssociationOptions.Default, Token);
    }

    private sealed class OwnedAssociation(PracticeHospital hospital, Association association) : IAsyncDisposable
    {
        public Task<SendOutcome> SendAsync(DimseMessage message, CancellationToken cancellation) => association.SendAsync(message, cancellation);

        public Task<AssociationEvent> ReceiveAsync(CancellationToken cancellation) => association.ReceiveAsync(cancellation);

        public async ValueTask DisposeAsync()
        {
            await association.DisposeAsync();
            await hospital.DisposeAsync();
        }
    }
}
