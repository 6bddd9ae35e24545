namespace Leadglass.TestKit.Tests;

public sealed class HexTests
{
    [Fact]
    public void Parse_CommentsAndFreeSpacing_AreIgnored() =>
        Assert.Equal<byte[]>([0x01, 0x00, 0xAB, 0xCD], Hex.Parse("""
            01 00   # A-ASSOCIATE-RQ, 4 bytes
            ab CD   // either case
            """));

    [Theory]
    [InlineData("0")]
    [InlineData("01 0g")]
    [InlineData("0 1")]
    [InlineData("0x01")]
    public void Parse_NotHexadecimalPairs_Throws(string text) => Assert.Throws<FormatException>(() => Hex.Parse(text));

    [Fact]
    public void Format_Bytes_CanBeParsedAgain() => Assert.Equal("00 0A FF", Hex.Format(Hex.Parse("000aff")));
}
