using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Leadglass.Audit.Syslog;
using Leadglass.Audit.Validation;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests.Audit;

/// <summary>Alerts of a running service, on their three ways.</summary>
public sealed class AlertTests
{
    private static readonly string Export = File.ReadAllText(Path.Combine(Repository.Root, "tests", "Leadglass.Audit.Tests", "Samples", "04-data-export-usb.xml")).ReplaceLineEndings("");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [RealPeerFact("logger")]
    public async Task ExportThatLoggerReports_IsPrintedSentAndPostedOnceAlsoAfterTheServiceWasKilled()
    {
        using var folder = new TemporaryFolder();
        await using var hook = new Hook();
        var alarms = Channel.CreateUnbounded<ReceivedMessage>();
        await using var collector = SyslogReceiver.Start(new SyslogReceiverOptions { Tcp = new IPEndPoint(IPAddress.Loopback, 0) }, message => alarms.Writer.WriteAsync(message));
        string[] alerting = ["--alerts", "--alert-webhook", $"http://{hook.Endpoint}/alerts", "--alert-syslog", $"tcp://{collector.Tcp}"];

        var (server, port) = await ServeAsync(folder.File("audit.db"), alerting);
        await using (server)
        {
            await LogAsync(port, Export);
            var posted = JsonDocument.Parse(await hook.NextAsync()).RootElement;
            Assert.Equal("LG-AUD-112", posted.GetProperty("rule").GetString());
            var alarm = AuditValidator.Examine((await alarms.Reader.ReadAsync(Cancellation)).Content.Span);
            Assert.Equal((AuditVerdict.Standard, "110113"), (alarm.Verdict, alarm.Message?.Event.Id?.Code));
            await LogAsync(port, Export); // the same user goes on
            await server.WritesAsync("ALERT  medium  LG-AUD-112", Cancellation);
        } // SIGKILL

        (server, port) = await ServeAsync(folder.File("audit.db"), alerting);
        await using (server)
        {
            await LogAsync(port, Export.Replace("smith@", "jones@", StringComparison.Ordinal));
            Assert.Contains("jones@example.org", await hook.NextAsync(), StringComparison.Ordinal);
            Assert.False(hook.HasMore);
        }

        var verified = await Product.RunAsync("audit", "verify", folder.File("audit.db"));
        Assert.True(verified.ExitCode == 0, verified.Output);
    }

    private static async Task<(ExternalProgram Server, int Port)> ServeAsync(string store, string[] alerting)
    {
        var (server, ports) = await ExternalProgram.StartServerAsync(
            1,
            ports => ExternalProgram.Start(
                Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "leadglass.exe" : "leadglass"),
                ["audit", "serve", "--store", store, "--tcp", $"{ports[0]}", "--bind", "127.0.0.1", .. alerting]),
            Cancellation);
        return (server, ports[0]);
    }

    private static async Task LogAsync(int port, string xml)
    {
        var logged = await ExternalProgram.RunAsync(
            "logger",
            ["--server", "127.0.0.1", "--port", $"{port}", "--tcp", "--octet-count", "--rfc5424", "--msgid", "DICOM+RFC3881", "--priority", "authpriv.notice", "--tag", "viewer", "--size", "32KiB", xml],
            Cancellation);
        Assert.True(logged.ExitCode == 0, logged.Errors);
    }

    /// <summary>A webhook on loopback that takes everything.</summary>
    private sealed class Hook : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Channel<string> _posted = Channel.CreateUnbounded<string>();
        private readonly Task _serving;

        public Hook()
        {
            _listener.Start();
            _serving = ServeAsync();
        }

        public EndPoint Endpoint => _listener.LocalEndpoint;

        public bool HasMore => _posted.Reader.TryPeek(out _);

        public async Task<string> NextAsync() => await _posted.Reader.ReadAsync(Cancellation);

        public async ValueTask DisposeAsync()
        {
            _listener.Dispose();
            await _serving;
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
                    var length = 0;
                    while (await reader.ReadLineAsync() is { Length: > 0 } line)
                        length = line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase) ? int.Parse(line.AsSpan(15)) : length;
                    var body = new char[length];
                    await reader.ReadBlockAsync(body);
                    await client.GetStream().WriteAsync("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray());
                    _posted.Writer.TryWrite(new string(body));
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
