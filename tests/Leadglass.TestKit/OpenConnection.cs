using System.Net.Sockets;

namespace Leadglass.TestKit;

/// <summary>Asks whether the other side of a connection still holds it.</summary>
public static class OpenConnection
{
    private const int IpProtocolTcp = 6;
    private const int TcpInfo = 11;
    private const byte Established = 1;

    /// <summary>Whether it does, as the kernel knows it.</summary>
    public static bool IsOpen(Socket socket)
    {
        try
        {
            return OperatingSystem.IsLinux() ? State(socket) == Established : !(socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0);
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            return false;
        }
    }

    // The state is the first byte of tcp_info. Unlike Poll, it tells a FIN that waits behind bytes that nobody has read.
    private static byte State(Socket socket)
    {
        Span<byte> info = stackalloc byte[1];
        socket.GetRawSocketOption(IpProtocolTcp, TcpInfo, info);
        return info[0];
    }
}
