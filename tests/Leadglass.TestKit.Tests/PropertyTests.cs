namespace Leadglass.TestKit.Tests;

public sealed class PropertyTests
{
    [Fact]
    public void Check_SameGeneratorTwice_SeesTheSameValues()
    {
        List<byte[]> first = [], second = [];
        Property.Check(ArbitraryBytes.Any(), first.Add);
        Property.Check(ArbitraryBytes.Any(), second.Add);

        Assert.Equal(500, first.Count);
        Assert.Equal(first, second);
    }

    [Fact]
    public void Check_ClaimIsFalseOnce_Throws() =>
        Assert.ThrowsAny<Exception>(() => Property.Check(ArbitraryBytes.Any(), bytes => bytes.Length < 20));

    [Fact]
    public void Check_AssertionFailsOnce_Throws() =>
        Assert.ThrowsAny<Exception>(() => Property.Check(ArbitraryBytes.Any(), (byte[] bytes) => Assert.InRange(bytes.Length, 0, 20)));

    [Fact]
    public void Near_ValidVector_StaysWithinFourBytesOfItsLengthOrIsCut()
    {
        var vector = Hex.Parse("01 02 03 04 05 06 07 08");
        Property.Check(ArbitraryBytes.Near(vector), bytes => bytes.Length <= vector.Length + 4);
    }
}
