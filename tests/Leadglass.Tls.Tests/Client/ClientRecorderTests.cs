using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Leadglass.Tls.Authority;
using Leadglass.Tls.Pki;
using Leadglass.Tls.Client;

namespace Leadglass.Tls.Tests.Client;

/// <summary>The recorder with clients of this platform, careful and careless ones.</summary>
public sealed class ClientRecorderTests(ClientRecorderTests.Lab lab) : IClassFixture<ClientRecorderTests.Lab>
{
    private static readonly byte[] Word = "hello"u8.ToArray();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ClientThatVerifies_RefusesWhatIsWrongAndAcceptsWhatIsGood()
    {
        var seen = await RecordAsync(port => ConnectAsync(port, verifies: true, SslProtocols.Tls12 | SslProtocols.Tls13));

        Assert.All(
            [ClientStep.UnknownAuthority, ClientStep.Expired, ClientStep.NotYetValid, ClientStep.WrongName, ClientStep.WrongUsage, ClientStep.IncompleteChain],
            step => Assert.False(seen[step].Outcome == StepOutcome.Spoke, $"{step}: {seen[step].Outcome}"));
        Assert.All(
            [ClientStep.Tls10, ClientStep.UnofferedSuite, ClientStep.NoRenegotiationInfo, ClientStep.Compression, ClientStep.DowngradeMark],
            step => Assert.Equal(StepOutcome.Refused, seen[step].Outcome));
        Assert.Equal(StepOutcome.Spoke, seen[ClientStep.Good].Outcome);
        Assert.Equal(TlsVersion.Tls13, seen[ClientStep.Good].Handshake!.Version);
        Assert.Equal("hello", seen[ClientStep.Good].Inside!.Facts.Single().Value);
        Assert.Empty(seen.ClearText);
    }

    [Fact]
    public async Task Run_ClientThatAcceptsAnything_IsSeenToAcceptEveryCertificate()
    {
        var seen = await RecordAsync(port => ConnectAsync(port, verifies: false, SslProtocols.Tls12));

        Assert.All(ClientSteps.All.Where(static step => step.ShowsCertificate()), step => Assert.Equal(StepOutcome.Spoke, seen[step].Outcome));
        // It offers no TLS 1.3, so the mark of a downgrade means nothing to it.
        Assert.Equal(StepOutcome.NotApplicable, seen[ClientStep.DowngradeMark].Outcome);
        // The same connection then went on with the next step: nobody pressed the button for nothing.
        Assert.Equal(seen[ClientStep.DowngradeMark].Hello!.Message.Random.ToArray(), seen[ClientStep.UnknownAuthority].Hello!.Message.Random.ToArray());
    }

    [Fact]
    public async Task Run_ClientWithACertificate_ShowsItWhenAsked()
    {
        using var own = lab.Authority.Issuing.Issue(new LeafRequest("MODALITY") { Usage = LeafUsage.Client });

        var seen = await RecordAsync(port => ConnectAsync(port, verifies: false, SslProtocols.Tls12, own));

        Assert.Equal(own.RawData, seen[ClientStep.Good].ClientChain[0].ToArray());
    }

    [Fact]
    public async Task Run_ClientThatComesBackWithLess_IsRecordedWithBothHellos()
    {
        var attempts = 0;
        var seen = await RecordAsync(port => ConnectAsync(port, verifies: true, ++attempts == 1 ? SslProtocols.Tls12 | SslProtocols.Tls13 : SslProtocols.Tls12));

        Assert.Equal(TlsVersion.Tls13, seen[ClientStep.ProtocolVersionAlert].Hello!.Highest);
        Assert.Equal(TlsVersion.Tls12, seen[ClientStep.HandshakeFailureAlert].Hello!.Highest);
    }

    [Fact]
    public async Task Run_ClearTextToEitherPort_IsRecordedWithTheStepBeforeAndPlaysNone()
    {
        byte[] associate = [0x01, 0x00, 0x00, 0x00, 0x00, 0x04, 0x00, 0x01, 0x00, 0x00];    // PS3.8 §9.3.2: the beginning of an A-ASSOCIATE-RQ
        using var listener = Listen();
        using var clear = Listen();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var recorder = lab.Recorder();
        await using var steps = recorder.RunAsync(listener, clear, over.Token).GetAsyncEnumerator(Cancellation);

        var first = steps.MoveNextAsync().AsTask();
        await ConnectAsync(PortOf(listener), verifies: true, SslProtocols.Tls13);
        Assert.True(await first);
        await SayAsync(clear, associate);
        var second = steps.MoveNextAsync().AsTask();
        await SayAsync(listener, associate);
        await ConnectAsync(PortOf(listener), verifies: true, SslProtocols.Tls13);
        Assert.True(await second);
        await over.CancelAsync();
        Assert.False(await steps.MoveNextAsync());

        var seen = recorder.Observation;
        Assert.Equal([(false, 1), (true, 1)], seen.ClearText.Select(static text => (text.OnTlsPort, text.StepsBefore)).Order());
        Assert.Equal(2, seen.Steps.Count(static step => step.Outcome != StepOutcome.NotTested));
    }

    [Fact]
    public async Task Run_ConnectionsThatSayNothingOrNonsense_PlayNoStep()
    {
        using var listener = Listen();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var recorder = lab.Recorder();
        await using var steps = recorder.RunAsync(listener, clear: null, over.Token).GetAsyncEnumerator(Cancellation);

        var first = steps.MoveNextAsync().AsTask();
        await SayAsync(listener, []);
        await SayAsync(listener, "GET / HTTP/1.1\r\n\r\n"u8.ToArray());
        await SayAsync(listener, [0x16, 0x03, 0x01, 0xFF, 0xFF, 0x01]);     // a record longer than any may be
        await ConnectAsync(PortOf(listener), verifies: true, SslProtocols.Tls13);

        Assert.True(await first);
        Assert.Equal(ClientStep.ProtocolVersionAlert, steps.Current.Step);
        Assert.Equal(3, recorder.Observation.Strays);
    }

    [Fact]
    public async Task Run_CancelledBeforeAnyConnection_EndsAndHasTestedNothing()
    {
        using var listener = Listen();
        using var over = new CancellationTokenSource();
        var recorder = lab.Recorder();
        await over.CancelAsync();

        await foreach (var _ in recorder.RunAsync(listener, clear: null, over.Token))
            Assert.Fail("a step was played");

        Assert.All(recorder.Observation.Steps, static step => Assert.Equal(StepOutcome.NotTested, step.Outcome));
    }

    [Fact]
    public async Task Run_StrayFromElsewhereFirst_NamesTheClientAndNotTheStray()
    {
        Assert.SkipWhen(OperatingSystem.IsMacOS(), "Only 127.0.0.1 is there.");
        using var listener = Listen();
        var recorder = lab.Recorder();
        await using var steps = recorder.RunAsync(listener, clear: null, Cancellation).GetAsyncEnumerator(Cancellation);

        var first = steps.MoveNextAsync().AsTask();
        // As a monitor does that looks whether a port is open.
        using (var stray = new TcpClient(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0)))
            await stray.ConnectAsync(IPAddress.Loopback, PortOf(listener), Cancellation);
        await ConnectAsync(PortOf(listener), verifies: true, SslProtocols.Tls12);
        Assert.True(await first);

        Assert.Equal((1, "127.0.0.1"), (recorder.Observation.Strays, recorder.Observation.Address));
    }

    /// <summary>Connects, one after the other, until every step was played.</summary>
    private async Task<ClientObservation> RecordAsync(Func<int, Task> connect)
    {
        using var listener = Listen();
        var port = PortOf(listener);
        var recorder = lab.Recorder();
        var recording = PlayAllAsync();
        while (!recording.IsCompleted)
            await connect(port);
        await recording;
        return recorder.Observation;

        async Task PlayAllAsync()
        {
            await foreach (var _ in recorder.RunAsync(listener, clear: null, Cancellation))
            {
            }

            // A connection that came too late is reset, so that its client does not wait.
            listener.Stop();
        }
    }

    private async Task ConnectAsync(int port, bool verifies, SslProtocols protocols, X509Certificate2? own = null)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, Cancellation);
            await using var tls = new SslStream(client.GetStream());
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.Add(lab.Root);
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                EnabledSslProtocols = protocols,
                CertificateChainPolicy = policy,
                ClientCertificates = own is null ? null : [own],
                RemoteCertificateValidationCallback = verifies ? null : static (_, _, _, _) => true,
            }, Cancellation);
            await tls.WriteAsync(Word, Cancellation);
            await tls.ShutdownAsync();
            Assert.Equal(0, await tls.ReadAsync(new byte[1], Cancellation));
        }
        catch (Exception e) when (e is AuthenticationException or IOException or SocketException)
        {
            // Refused, by one side or the other: the recorder says by which.
        }
    }

    private static async Task SayAsync(TcpListener listener, byte[] words)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, PortOf(listener), Cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(words, Cancellation);
        try
        {
            client.Client.Shutdown(SocketShutdown.Send);
            await stream.ReadExactlyAsync(new byte[1], Cancellation);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // The recorder has taken it and closed, by whatever means.
        }
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>An authority, made once.</summary>
    public sealed class Lab : IDisposable
    {
        public LabAuthority Authority { get; } = LabAuthority.Create("recorder test", TimeProvider.System) with { ListsRevokedExample = true };

        public X509Certificate2 Root => Authority.Root.Certificate;

        public ClientRecorder Recorder(TimeSpan? patience = null) => new(new ClientRecorderOptions
        {
            Authority = Authority,
            Names = ["localhost", "127.0.0.1"],
            Converse = ListenAsync,
            Patience = patience ?? TimeSpan.FromSeconds(5),
        });

        public void Dispose() => Authority.Dispose();

        private static async Task<ConversationObservation> ListenAsync(Stream stream, CancellationToken cancellationToken)
        {
            using var text = new MemoryStream();
            await stream.CopyToAsync(text, cancellationToken);
            return new ConversationObservation { Spoke = text.Length > 0, Facts = [new("word", System.Text.Encoding.Latin1.GetString(text.ToArray()))] };
        }
    }
}
