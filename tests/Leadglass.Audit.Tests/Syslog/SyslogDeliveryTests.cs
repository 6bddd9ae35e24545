using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Channels;
using Leadglass.Audit.Syslog;
using Leadglass.TestKit;

namespace Leadglass.Audit.Tests.Syslog;

/// <summary>Sender and receiver over loopback, together and each against something rougher.</summary>
public sealed class SyslogDeliveryTests
{
    private static readonly IPEndPoint Free = new(IPAddress.Loopback, 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static byte[] Message(int number) => Encoding.UTF8.GetBytes($"<85>1 - - - - - - {number} ü");

    [Theory]
    [InlineData(SyslogTransport.Udp)]
    [InlineData(SyslogTransport.Tcp)]
    [InlineData(SyslogTransport.Tls)]
    public async Task EveryMessage_ArrivesInItsOrder(SyslogTransport transport)
    {
        await using var receiving = new Receiving();
        await using var sender = receiving.Sender(transport);

        for (var number = 0; number < 50; number++)
        {
            Assert.Null(await sender.SendAsync(Message(number), Cancellation));
            var received = await receiving.NextAsync();
            Assert.Equal(Message(number), received.Octets.ToArray());
            Assert.Null(received.FrameAnomaly);
            Assert.Equal(transport, received.Transport);
        }

        Assert.Null(await sender.CloseAsync(Cancellation));
    }

    [Fact]
    public async Task MebibyteOverTls_ArrivesWhole()
    {
        await using var receiving = new Receiving();
        await using var sender = receiving.Sender(SyslogTransport.Tls);
        byte[] message = [.. Message(1), .. new byte[1 << 20]];

        Assert.Null(await sender.SendAsync(message, Cancellation));

        Assert.Equal(message, (await receiving.NextAsync()).Octets.ToArray());
    }

    [Fact]
    public async Task OneOctetAtATime_ArrivesWhole()
    {
        await using var receiving = new Receiving();
        using var client = new TcpClient();
        await client.ConnectAsync(receiving.Receiver.Tcp!, Cancellation);

        client.NoDelay = true;
        foreach (var octet in SyslogWriter.Frame(Message(7)))
            await client.GetStream().WriteAsync(new[] { octet }, Cancellation);

        Assert.Equal(Message(7), (await receiving.NextAsync()).Octets.ToArray());
    }

    [Fact]
    public async Task LengthBeyondTheLimit_IsHandedOutAndEndsTheConnection()
    {
        await using var receiving = new Receiving();
        using var client = new TcpClient();
        await client.ConnectAsync(receiving.Receiver.Tcp!, Cancellation);

        await client.GetStream().WriteAsync("2000000000 <85>1 "u8.ToArray(), Cancellation);

        Assert.Equal("MSG-LEN", (await receiving.NextAsync()).FrameAnomaly?.Field);
        Assert.Equal(0, await ReadOrZeroAsync(client));
    }

    [Fact]
    public async Task SenderThatSpeaksNoTls_CostsNobodyElseAnything()
    {
        await using var receiving = new Receiving();
        using var client = new TcpClient();
        await client.ConnectAsync(receiving.Receiver.Tls!, Cancellation);
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray(), Cancellation);
        await using var sender = receiving.Sender(SyslogTransport.Tls);

        Assert.Null(await sender.SendAsync(Message(1), Cancellation));

        Assert.Equal(Message(1), (await receiving.NextAsync()).Octets.ToArray());
    }

    [Fact]
    public async Task WritingOnlyClientOverTls12_ThatClosesAbruptly_LosesNothing()
    {
        // It never reads. With TLS 1.3 the session tickets that lie unread would turn its close into a reset: see SyslogReceiverOptions.Protocols.
        const int Many = 2_000;
        await using var receiving = new Receiving();
        var client = new TcpClient();
        await client.ConnectAsync(receiving.Receiver.Tls!, Cancellation);
        var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = SslProtocols.Tls12 }, Cancellation);

        for (var number = 0; number < Many; number++)
            await tls.WriteAsync(SyslogWriter.Frame(Message(number)), Cancellation);
        client.Close(); // no close_notify

        for (var number = 0; number < Many; number++)
            Assert.Equal(Message(number), (await receiving.NextAsync()).Octets.ToArray());
    }

    [Fact]
    public async Task ReceiverThatClosesInBetween_LeavesTheMessagesInTheSpool()
    {
        using var folder = new TemporaryFolder();
        var spool = new SyslogSpool(folder.Path);
        spool.Add(Message(1));
        using var listener = new TcpListener(Free);
        listener.Start();
        await using var sender = new SyslogSender(new SyslogSenderOptions { Receiver = (IPEndPoint)listener.LocalEndpoint, Transport = SyslogTransport.Tcp });

        Assert.Null(await sender.SendAsync(Message(0), Cancellation));
        (await listener.AcceptSocketAsync(Cancellation)).Close();
        while (sender.IsConnected)
            await Task.Yield();
        var forwarding = spool.ForwardAsync(sender, Cancellation);
        (await listener.AcceptSocketAsync(Cancellation)).Shutdown(SocketShutdown.Send);

        Assert.NotNull(await forwarding);
        Assert.Equal(1, spool.Count);
    }

    [Fact]
    public async Task CertificateOfAStranger_IsNotTrusted()
    {
        await using var receiving = new Receiving();
        using var stranger = TestCertificate.SelfSigned("CN=stranger");
        await using var sender = new SyslogSender(new SyslogSenderOptions { Receiver = receiving.Receiver.Tls!, Transport = SyslogTransport.Tls, Authorities = [stranger] });

        Assert.NotNull(await sender.SendAsync(Message(1), Cancellation));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SenderWithoutTheCertificateThatIsAskedFor_DeliversNothingAndKeepsItsMessage(bool hasAnother)
    {
        using var folder = new TemporaryFolder();
        var spool = new SyslogSpool(folder.Path);
        spool.Add(Message(1));
        using var server = TestCertificate.SelfSigned("CN=localhost");
        using var trusted = TestCertificate.SelfSigned("CN=trusted");
        using var stranger = TestCertificate.SelfSigned("CN=stranger");
        var received = 0;
        await using var receiver = SyslogReceiver.Start(
            new SyslogReceiverOptions { Tls = Free, Certificates = [server], ClientAuthorities = [trusted] },
            _ =>
            {
                Interlocked.Increment(ref received);
                return ValueTask.CompletedTask;
            });
        await using var sender = new SyslogSender(new SyslogSenderOptions
        {
            Receiver = receiver.Tls!,
            Transport = SyslogTransport.Tls,
            Authorities = [server],
            Certificate = hasAnother ? stranger : null,
        });

        // With TLS 1.3 the sender may write before it hears that nobody listens.
        Assert.NotNull(await spool.ForwardAsync(sender, Cancellation));

        Assert.Equal(1, spool.Count);
        Assert.Equal(0, received);
    }

    [Fact]
    public async Task SpoolWithoutReceiver_KeepsEverythingAndSendsItLaterInOrder()
    {
        using var folder = new TemporaryFolder();
        var spool = new SyslogSpool(folder.Path);
        for (var number = 0; number < 12; number++)
            spool.Add(Message(number));
        var closed = new TcpListener(Free);
        closed.Start();
        var nobody = (IPEndPoint)closed.LocalEndpoint;
        closed.Stop();
        await using (var sender = new SyslogSender(new SyslogSenderOptions { Receiver = nobody, Transport = SyslogTransport.Tcp }))
            Assert.NotNull(await spool.ForwardAsync(sender, Cancellation));
        Assert.Equal(12, spool.Count);

        await using var receiving = new Receiving();
        var resumed = new SyslogSpool(folder.Path); // as after a restart
        resumed.Add(Message(12));
        await using (var sender = receiving.Sender(SyslogTransport.Tls))
            Assert.Null(await resumed.ForwardAsync(sender, Cancellation));

        Assert.Equal(0, resumed.Count);
        for (var number = 0; number <= 12; number++)
            Assert.Equal(Message(number), (await receiving.NextAsync()).Octets.ToArray());
    }

    [Fact]
    public async Task ReceiverThatResetsTheConnection_LeavesTheMessageInTheSpool()
    {
        using var folder = new TemporaryFolder();
        var spool = new SyslogSpool(folder.Path);
        spool.Add(Message(1));
        using var listener = new TcpListener(Free);
        listener.Start();
        await using var sender = new SyslogSender(new SyslogSenderOptions { Receiver = (IPEndPoint)listener.LocalEndpoint, Transport = SyslogTransport.Tcp });

        var forwarding = spool.ForwardAsync(sender, Cancellation);
        using (var peer = await listener.AcceptSocketAsync(Cancellation))
            peer.Close(timeout: 0); // a reset: nothing was read

        Assert.NotNull(await forwarding);
        Assert.Equal(1, spool.Count);
    }

    [Fact]
    public void FullSpool_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var spool = new SyslogSpool(folder.Path, mostMessages: 1);
        spool.Add(Message(1));

        Assert.Throws<IOException>(() => spool.Add(Message(2)));
    }

    private static async Task<int> ReadOrZeroAsync(TcpClient client)
    {
        try
        {
            return await client.GetStream().ReadAsync(new byte[1], Cancellation);
        }
        catch (IOException)
        {
            return 0; // reset: it had not read everything
        }
    }

    /// <summary>A receiver on every transport with a queue behind it.</summary>
    private sealed class Receiving : IAsyncDisposable
    {
        private readonly Channel<ReceivedMessage> _received = Channel.CreateUnbounded<ReceivedMessage>();
        private readonly X509Certificate2 _certificate = TestCertificate.SelfSigned("CN=localhost");

        public Receiving() => Receiver = SyslogReceiver.Start(
            new SyslogReceiverOptions { Udp = Free, Tcp = Free, Tls = Free, Certificates = [_certificate] },
            message => _received.Writer.WriteAsync(message));

        public SyslogReceiver Receiver { get; }

        public SyslogSender Sender(SyslogTransport transport) => new(new SyslogSenderOptions
        {
            Receiver = (transport switch { SyslogTransport.Udp => Receiver.Udp, SyslogTransport.Tls => Receiver.Tls, _ => Receiver.Tcp })!,
            Transport = transport,
            Authorities = [_certificate],
        });

        public async Task<ReceivedMessage> NextAsync() => await _received.Reader.ReadAsync(Cancellation);

        public async ValueTask DisposeAsync()
        {
            await Receiver.DisposeAsync();
            _certificate.Dispose();
        }
    }
}
