using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Probing;

namespace Leadglass.Bench;

/// <summary>Examines a TLS server and prints its suites, a line "VERSION CODE" each; the seconds of every examination go to standard error.</summary>
internal static class TlsEnumeration
{
    public static async Task RunAsync(int port, int times)
    {
        ServerObservation? seen = null;
        for (var i = 0; i < times; i++)
        {
            var from = Stopwatch.GetTimestamp();
            seen = await ServerProbe.ExamineAsync(token => ConnectAsync(port, token), new ServerProbeOptions());
            Console.Error.WriteLine(Stopwatch.GetElapsedTime(from).TotalSeconds.ToString("F3", CultureInfo.InvariantCulture));
        }

        foreach (var version in seen!.Versions)
        {
            foreach (var offered in version.Suites)
                Console.WriteLine($"{(int)version.Version:X4} {offered.Suite.Code:X4}");
        }
    }

    private static async ValueTask<Stream?> ConnectAsync(int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, LingerState = new LingerOption(enable: true, seconds: 0) };
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
