using Leadglass.Dicom.Network;

namespace Leadglass.Dicom.Tests.Network;

public class PduHeaderTests
{
    [Fact]
    public void TryRead_HttpRequest_IsUnknownType()
    {
        Assert.False(PduHeader.TryRead("GET / HTTP/1.1\r\n\r\n"u8.ToArray(), uint.MaxValue, out _, out var fault));
        Assert.Equal(HeaderFault.UnknownType, fault);
    }

    [Theory]
    [InlineData("16 03 01 02 00 01")] // TLS ClientHello
    [InlineData("53 53 48 2D 32 2E")] // SSH-2.
    [InlineData("00 00 00 00 00 04")] // below the first type
    [InlineData("08 00 00 00 00 04")] // above the last type
    public void TryRead_OtherFirstBytes_AreUnknownTypes(string hex)
    {
        Assert.False(PduHeader.TryRead(Hex.Parse(hex), uint.MaxValue, out _, out var fault));
        Assert.Equal(HeaderFault.UnknownType, fault);
    }

    [Fact]
    public void TryRead_LengthAboveTheLimit_IsTooLong()
    {
        var header = Hex.Parse("01 00 00 00 40 01"); // A-ASSOCIATE-RQ, 16385 bytes
        Assert.False(PduHeader.TryRead(header, 16384, out _, out var fault));
        Assert.Equal(HeaderFault.TooLong, fault);
        Assert.True(PduHeader.TryRead(header, 16385, out _, out _));
    }

    [Fact]
    public void TryRead_FiveBytes_AreIncomplete()
    {
        Assert.False(PduHeader.TryRead(Hex.Parse("04 00 00 00 00"), uint.MaxValue, out _, out var fault));
        Assert.Equal(HeaderFault.Incomplete, fault);
    }

    [Fact]
    public void TryRead_DataTransfer_GivesTypeReservedAndLength()
    {
        Assert.True(PduHeader.TryRead(Hex.Parse("04 7F 12 34 56 78"), uint.MaxValue, out var header, out _));
        Assert.Equal(new PduHeader(PduType.DataTransfer, 0x7F, 0x12345678), header);
    }
}
