using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Leadglass.TestKit;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Probing;

namespace Leadglass.Tls.Tests.Probing;

/// <summary>What the first words inside TLS tell about who is let in.</summary>
public sealed class FullHandshakeTests
{
    private static readonly ServerProbeOptions Options = new()
    {
        ApplicationData = "hello"u8.ToArray(),
        ApplicationFarewell = "goodbye"u8.ToArray(),
        Timeout = TimeSpan.FromMinutes(1),
    };

    [Fact]
    public async Task Run_ServerHangsUpAfterItsAnswer_IsStillAdmitted()
    {
        var attempt = await RunAsync(Options, breaksAfterAnswer: true);

        Assert.Equal((Answer.Yes, ClientAdmission.Admitted, "HELLO"), (attempt.Requested, attempt.Admission, Encoding.ASCII.GetString(attempt.Reply.Span)));
    }

    [Fact]
    public async Task Run_WithSomethingToSayNext_KeepsItsAnswer()
    {
        var attempt = await RunAsync(Options with { ApplicationNext = static reply => reply }, breaksAfterAnswer: false);

        Assert.Equal("HELLO", Encoding.ASCII.GetString(attempt.NextReply.Span));
    }

    [Fact]
    public async Task Run_NothingToSayNext_HearsNothingMore() =>
        Assert.True((await RunAsync(Options with { ApplicationNext = static _ => default }, breaksAfterAnswer: false)).NextReply.IsEmpty);

    /// <summary>A server that asks for a client certificate, lets everybody in and answers in capital letters.</summary>
    private static async Task<ClientAttempt> RunAsync(ServerProbeOptions options, bool breaksAfterAnswer)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, cancellation);
        await using var connection = new Breakable(client.GetStream());
        var serving = ServeAsync();

        var attempt = await new FullHandshake(options, ClientCertificateKind.None, null).RunAsync(connection, SslProtocols.Tls12, [], cancellation);

        await serving;
        return attempt;

        async Task ServeAsync()
        {
            using var certificate = TestCertificate.SelfSigned();
            using var accepted = await listener.AcceptTcpClientAsync(cancellation);
            await using var tls = new SslStream(accepted.GetStream(), false, static (_, _, _, _) => true);
            await tls.AuthenticateAsServerAsync(certificate, clientCertificateRequired: true, SslProtocols.Tls12, checkCertificateRevocation: false);
            var heard = new byte[64];
            try
            {
                while (await tls.ReadAsync(heard, cancellation) is > 0 and var count)
                {
                    connection.IsBroken = breaksAfterAnswer;
                    var answer = Encoding.ASCII.GetString(heard, 0, count).ToUpperInvariant();
                    await tls.WriteAsync(Encoding.ASCII.GetBytes(answer), cancellation);
                }
            }
            catch (IOException)
            {
                // The client has what it came for.
            }
        }
    }

    private sealed class Breakable(Stream inner) : ForwardingStream(inner)
    {
        public bool IsBroken { get; set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            IsBroken ? throw new IOException("The server has hung up.") : base.WriteAsync(buffer, cancellationToken);
    }
}
