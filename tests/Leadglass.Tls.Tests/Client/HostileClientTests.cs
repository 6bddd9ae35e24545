using System.Net;
using System.Net.Sockets;
using Leadglass.TestKit;
using Leadglass.Tls.Client;
using Leadglass.Tls.Messages;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Tests.Client;

/// <summary>Clients that lie, stall and flood: the recorder lets go of each, and hears the next.</summary>
public sealed class HostileClientTests(ClientRecorderTests.Lab lab) : IClassFixture<ClientRecorderTests.Lab>
{
    /// <summary>Far more than the recorder may take: who can send so much was not let go.</summary>
    private const int Flood = 256 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    private static readonly byte[] Hello = HandshakeWriter.ToRecords(
        new ClientHello
        {
            LegacyVersion = TlsVersion.Tls12,
            Random = new byte[32],
            Suites = [0xC02F, 0xC02B],
            Compressions = new byte[] { 0 },
            Extensions = [ExtensionWriter.Groups([NamedGroup.Secp256r1]), ExtensionWriter.Schemes([SignatureScheme.EcdsaSecp256r1Sha256])],
        },
        TlsVersion.Tls10);

    private static readonly Dictionary<string, (byte[] Bytes, bool Endless)> Hostile = new()
    {
        ["half a hello, then silence"] = (Hello[..40], false),
        ["record that lies about its length"] = (Hex.Parse("16 0301 4000 01 000046"), false),
        ["message that lies about its length"] = (Hex.Parse("16 0301 0004 01 FFFFFF"), false),
        ["half an SSL 2.0 hello"] = (Hex.Parse("FF FF 01 00 02"), false),
        ["a hello without end"] = ([.. Hex.Parse("16 0301 4000  01 FFFFFF"), .. new byte[0x4000 - 4]], true),
        ["empty records without end"] = (Hex.Parse("16 0301 0000"), true),
        ["warnings without end"] = (Hex.Parse("15 0301 0002 01 5A"), true),
        ["encrypted records without end"] = ([.. Hex.Parse("17 0303 4000"), .. new byte[0x4000]], true),
        ["zeros without end"] = (new byte[4096], true),
    };

    public static TheoryData<string> Kinds => [.. Hostile.Keys];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Run_HostileClient_IsLetGoAndPlaysNoStep(string kind)
    {
        using var listener = Listen();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var recorder = lab.Recorder(Patience);
        await using var steps = recorder.RunAsync(listener, clear: null, over.Token).GetAsyncEnumerator(Cancellation);

        var first = steps.MoveNextAsync().AsTask();
        var (bytes, endless) = Hostile[kind];
        await SayAsync(listener, bytes, endless);
        await SayAsync(listener, Hello, endless: false);

        Assert.True(await first);
        Assert.Equal(ClientStep.ProtocolVersionAlert, steps.Current.Step);
        Assert.Equal(1, recorder.Observation.Strays);
    }

    [Fact]
    public async Task Run_HelloOneByteAtATime_IsHeard()
    {
        using var listener = Listen();
        var recorder = lab.Recorder();
        await using var steps = recorder.RunAsync(listener, clear: null, Cancellation).GetAsyncEnumerator(Cancellation);

        var first = steps.MoveNextAsync().AsTask();
        using var client = await ConnectAsync(listener);
        client.NoDelay = true;
        foreach (var one in Hello)
            await client.GetStream().WriteAsync(new[] { one }, Cancellation);

        Assert.True(await first);
        Assert.Equal(0xC02F, steps.Current.Hello!.Offer.Suites[0].Code);
    }

    [Fact]
    public async Task Run_ClientThatFloodsAfterItsHello_IsLetGoInEveryStep()
    {
        using var listener = Listen();
        var recorder = lab.Recorder(Patience);
        var recording = PlayAllAsync();
        while (!recording.IsCompleted)
            await SayAsync(listener, [.. Hello, .. Hex.Parse("16 0303 4000"), .. new byte[0x4000]], endless: true);
        await recording;

        Assert.DoesNotContain(recorder.Observation.Steps, static step => step.Outcome is StepOutcome.Spoke or StepOutcome.NotTested);

        async Task PlayAllAsync()
        {
            await foreach (var _ in recorder.RunAsync(listener, clear: null, Cancellation))
            {
            }

            listener.Stop();
        }
    }

    /// <summary>Says its word, over and over where it is endless, and stays until it is let go.</summary>
    private static async Task SayAsync(TcpListener listener, byte[] word, bool endless)
    {
        try
        {
            using var client = await ConnectAsync(listener);
            var stream = client.GetStream();
            var said = 0;
            do
            {
                await stream.WriteAsync(word, Cancellation);
                said += word.Length;
                Assert.True(said < Flood, "the recorder takes all that it is sent");
            }
            while (endless);
            await stream.CopyToAsync(Stream.Null, Cancellation);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // Let go.
        }
    }

    private static async Task<TcpClient> ConnectAsync(TcpListener listener)
    {
        var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, Cancellation);
        return client;
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }
}
