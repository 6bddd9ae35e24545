using Leadglass.Dicom.Network;

namespace Leadglass.Dicom.Tests.Support;

/// <summary>The other end of a transport, moved by hand: reads and writes whole PDUs, or any bytes.</summary>
internal sealed class Peer(DuplexStream stream)
{
    /// <summary>A guard and not a wait: a test that passes never comes near it, one that would hang fails.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<byte> _received = [];

    public DuplexStream Stream => stream;

    public ValueTask SendAsync(params byte[] bytes) => stream.WriteAsync(bytes);

    public ValueTask SendAsync(Pdu pdu) => SendAsync(PduWriter.ToBytes(pdu));

    /// <summary>The next PDU, as bytes.</summary>
    public async Task<byte[]> ReceiveBytesAsync()
    {
        var buffer = new byte[4096];
        while (true)
        {
            var received = _received.ToArray();
            if (PduHeader.TryRead(received, uint.MaxValue, out var header, out _) && received.Length >= PduHeader.Size + header.Length)
            {
                var size = PduHeader.Size + (int)header.Length;
                _received.RemoveRange(0, size);
                return received[..size];
            }
            var count = await stream.ReadAsync(buffer).AsTask().WaitAsync(Patience);
            Assert.True(count > 0, "The transport ended where a PDU was expected.");
            _received.AddRange(buffer.AsSpan(0, count));
        }
    }

    public async Task<TPdu> ReceiveAsync<TPdu>() where TPdu : Pdu => Assert.IsType<TPdu>(PduReader.Read(await ReceiveBytesAsync()).Pdu);

    /// <summary>Asserts that the local side closes without another byte.</summary>
    public async Task ReceiveEndAsync()
    {
        Assert.Empty(_received);
        Assert.Equal(0, await stream.ReadAsync(new byte[1]).AsTask().WaitAsync(Patience));
    }

    public void Close() => stream.Dispose();

    public void Reset() => stream.Reset();
}
