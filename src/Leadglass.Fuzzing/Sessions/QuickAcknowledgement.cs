using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>
/// Acknowledges what was received at once. Servers that write a PDU in two pieces wait for the acknowledgement of the first (Nagle), and Linux
/// delays that by 40 ms: without this, a conversation takes forty times as long.
/// </summary>
internal static class QuickAcknowledgement
{
    private const int Tcp = 6;
    private const int Quickack = 12;    // TCP_QUICKACK of Linux; it has to be set again after each read

    private static readonly bool IsLinux = OperatingSystem.IsLinux();

    public static void Arm(Socket socket)
    {
        if (!IsLinux)
            return;
        try
        {
            socket.SetRawSocketOption(Tcp, Quickack, MemoryMarshal.AsBytes<int>([1]));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The connection is gone: nothing is left to hasten.
        }
    }
}
