using System.Net;
using System.Text;
using System.Threading.Channels;
using Leadglass.Audit.Syslog;
using Leadglass.Audit.Validation;
using Leadglass.EndToEnd.Tests.Peers;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests.Audit;

/// <summary>Our sender with somebody else's receiver, and somebody else's senders with our receiver.</summary>
public sealed class SyslogPeerTests
{
    private static readonly string Samples = Path.Combine(Repository.Root, "tests", "Leadglass.Audit.Tests", "Samples");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [RealPeerFact("bash")]
    public async Task Validate_Pipe_IsReadLikeAFile()
    {
        var message = Path.Combine(Repository.Root, "tests", "Leadglass.Audit.Tests", "Samples", "14-patient-record.xml");
        var leadglass = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "leadglass.exe" : "leadglass");

        var result = await ExternalProgram.RunAsync("bash", ["-c", $"'{leadglass}' audit validate <(cat '{message}')"], Cancellation);

        Assert.True(result.ExitCode == 0, result.AllOutput);
    }

    [RealPeerFact(Rsyslog.Programs)]
    public async Task Send_ThroughRsyslogOverTls_EveryMessageArrivesAsItWas()
    {
        await using var receiving = new Receiving();
        using var tls = new TlsFiles();
        await using var rsyslog = await Rsyslog.StartAsync(tls, receiving.Endpoint, Cancellation);

        await SentArriveAsync(["--to", $"tls://localhost:{rsyslog.Tls.Port}", "--ca", rsyslog.Authority], receiving);
    }

    [RealPeerFact(SyslogNg.Programs)]
    public async Task Send_ThroughSyslogNgOverTls_EveryMessageArrivesAsItWas()
    {
        await using var receiving = new Receiving();
        using var tls = new TlsFiles();
        await using var peer = await SyslogNg.StartAsync(tls, receiving.Endpoint, Cancellation);

        await SentArriveAsync(["--to", $"tls://localhost:{peer.Endpoint.Port}", "--ca", peer.Authority], receiving);
    }

    [RealPeerFact(SyslogNg.Programs)]
    public async Task SyslogNgThatForwardsOverTls_WithItsCertificate_IsReadAsItWasSent()
    {
        using var tls = new TlsFiles();
        await using var receiving = new Receiving(tls);
        await using var peer = await SyslogNg.StartForwardingAsync(tls, receiving.Tls, Cancellation);

        Assert.Equal(SyslogTransport.Tls, (await SentArriveAsync(["--to", $"tcp://127.0.0.1:{peer.Endpoint.Port}"], receiving)).Transport);
    }

    [RealPeerTheory("logger")]
    [InlineData("--tcp", "--octet-count", false)]
    [InlineData("--tcp", "--rfc5424", true)]
    [InlineData("--udp", "--rfc5424", false)]
    public async Task Logger_OverTcpAndUdp_IsReadAsItsHeaderSays(string transport, string framing, bool withoutLength)
    {
        await using var receiving = new Receiving();
        var xml = File.ReadAllText(Path.Combine(Samples, "14-patient-record.xml")).ReplaceLineEndings("");

        var port = transport == "--udp" ? receiving.Udp.Port : receiving.Endpoint.Port;
        var logged = await ExternalProgram.RunAsync(
            "logger",
            ["--server", "127.0.0.1", "--port", $"{port}", transport, framing, "--rfc5424", "--msgid", "DICOM+RFC3881", "--priority", "authpriv.notice", "--tag", "viewer", "--size", "32KiB", xml],
            Cancellation);

        Assert.True(logged.ExitCode == 0, logged.Errors);
        var received = await receiving.NextAsync();
        Assert.Equal((85, "viewer", "DICOM+RFC3881"), (received.Syslog?.Message?.Priority ?? 0, received.Syslog?.Message?.AppName, received.Syslog?.Message?.MessageId));
        Assert.Equal(withoutLength, received.FrameAnomaly is not null);
        Assert.Equal(AuditVerdict.Standard, AuditValidator.Examine(received.Content.Span).Verdict);
    }

    [RealPeerFact(Rsyslog.Programs)]
    public async Task RsyslogThatForwardsOverTls_WithItsCertificate_IsReadAsItWasSent()
    {
        using var tls = new TlsFiles();
        await using var receiving = new Receiving(tls);
        await using var rsyslog = await Rsyslog.StartForwardingAsync(tls, receiving.Tls, Cancellation);
        var file = Path.Combine(Samples, "04-data-export-usb.xml");

        var sent = await Product.RunAsync(["audit", "send", "--to", $"tcp://127.0.0.1:{rsyslog.Tcp.Port}", file]);

        Assert.True(sent.ExitCode == 0, sent.Errors);
        var received = await receiving.NextAsync();
        Assert.Equal((SyslogTransport.Tls, null), (received.Transport, received.FrameAnomaly));
        Assert.Equal(File.ReadAllText(file).TrimEnd('\n'), Encoding.UTF8.GetString(received.Content.Span).TrimEnd('\n'));
    }

    [RealPeerTheory("openssl")]
    [InlineData("-tls1_2")]
    [InlineData("-tls1_3")]
    public async Task OpenSsl_WithoutTheCertificateThatIsAskedFor_IsRefusedAndTheNextIsServed(string version)
    {
        using var tls = new TlsFiles();
        using var folder = new TemporaryFolder();
        tls.WriteTo(folder);
        folder.Write("client.pem", tls.Client.ExportCertificatePem());
        folder.Write("client.key", tls.ClientKey);
        await using var receiving = new Receiving(tls);
        string[] connect = ["s_client", "-connect", $"127.0.0.1:{receiving.Tls.Port}", "-CAfile", folder.File("ca.pem"), version];

        // A program that needs an answer to end: it sees what the receiver says to a sender without certificate.
        var refused = await ExternalProgram.RunAsync("openssl", [.. connect, "-ign_eof"], Cancellation);
        var served = await ExternalProgram.RunAsync("openssl", [.. connect, "-cert", folder.File("client.pem"), "-key", folder.File("client.key")], Cancellation);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.True(served.ExitCode == 0, served.Errors);
        Assert.Contains("Verify return code: 0 (ok)", served.Output, StringComparison.Ordinal);
    }

    /// <summary>Sends the samples that keep the standard, and takes them at the other end of whoever is in between.</summary>
    /// <returns>The last of them.</returns>
    private static async Task<ReceivedMessage> SentArriveAsync(string[] to, Receiving receiving)
    {
        var files = Directory.GetFiles(Samples).Where(path => Path.GetFileName(path)[0] is '0' or '1').Order(StringComparer.Ordinal).ToArray();

        var sent = await Product.RunAsync(["audit", "send", .. to, .. files]);

        Assert.True(sent.ExitCode == 0, sent.Errors);
        Assert.Equal($"Sent {files.Length} messages.", sent.Output.Trim());
        ReceivedMessage? received = null;
        foreach (var file in files)
        {
            // They drop the line feed at the end of a message; nothing else may differ.
            received = await receiving.NextAsync();
            Assert.Equal(File.ReadAllText(file).TrimEnd('\n'), Encoding.UTF8.GetString(received.Content.Span).TrimEnd('\n'));
            Assert.Null(received.FrameAnomaly);
            Assert.Equal(AuditVerdict.Standard, AuditValidator.Examine(received.Content.Span).Verdict);
        }

        return received!;
    }

    /// <summary>Our receiver with a queue behind it.</summary>
    private sealed class Receiving : IAsyncDisposable
    {
        private readonly Channel<ReceivedMessage> _received = Channel.CreateUnbounded<ReceivedMessage>();
        private readonly SyslogReceiver _receiver;

        public Receiving(TlsFiles? tls = null) => _receiver = SyslogReceiver.Start(
            new SyslogReceiverOptions
            {
                Udp = new IPEndPoint(IPAddress.Loopback, 0),
                Tcp = new IPEndPoint(IPAddress.Loopback, 0),
                Tls = tls is null ? null : new IPEndPoint(IPAddress.Loopback, 0),
                Certificates = tls is null ? null : [tls.Ecdsa],
                ClientAuthorities = tls is null ? null : [tls.Authority],
            },
            message => _received.Writer.WriteAsync(message));

        public IPEndPoint Endpoint => _receiver.Tcp!;

        public IPEndPoint Tls => _receiver.Tls!;

        public IPEndPoint Udp => _receiver.Udp!;

        public async Task<ReceivedMessage> NextAsync() => await _received.Reader.ReadAsync(Cancellation);

        public ValueTask DisposeAsync() => _receiver.DisposeAsync();
    }
}
