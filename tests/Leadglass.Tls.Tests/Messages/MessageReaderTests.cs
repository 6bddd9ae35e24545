using Leadglass.TestKit;
using Leadglass.Tls.Messages;

namespace Leadglass.Tls.Tests.Messages;

public sealed class MessageReaderTests
{
    // alert (21), TLS 1.2, 2 bytes: fatal (2), handshake_failure (40)
    private static readonly byte[] Alert = Hex.Parse("15 0303 0002 02 28");

    [Fact]
    public void Feed_MoreThanTheLimitInOnePiece_GivesWhatCameBeforeAsInManyPieces()
    {
        byte[] flood = [.. Alert, .. new byte[MessageReader.MostBytes]];

        Assert.Equal(Read(flood, 1), Read(flood, flood.Length));
        Assert.Equal((1, true), Read(flood, flood.Length));
    }

    private static (int Messages, bool IsBroken) Read(byte[] bytes, int size)
    {
        var reader = new MessageReader();
        foreach (var piece in bytes.Chunk(size))
            reader.Feed(piece);
        var messages = 0;
        while (reader.TryRead(out _))
            messages++;
        return (messages, reader.IsBroken);
    }
}
