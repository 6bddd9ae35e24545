using Leadglass.TestKit;
using Leadglass.Tls.Messages;

namespace Leadglass.Tls.Tests.Messages;

public sealed class VectorReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0003 AABB")]
    public void TryTakeVector_LengthPastTheEnd_TakesNothing(string hex)
    {
        var reader = new VectorReader(Hex.Parse(hex));

        Assert.False(reader.TryTakeVector(2, out var content));

        Assert.Equal((0, true), (reader.Position, content.IsEmpty));
    }

    [Fact]
    public void TryTakeUInt16Vector_OddLength_TakesNothing()
    {
        var reader = new VectorReader(Hex.Parse("0003 AABBCC"));

        Assert.False(reader.TryTakeUInt16Vector(2, out _));

        Assert.Equal(0, reader.Position);
    }

    [Fact]
    public void TryTakeVector_ThreeBytesOfLength_TakesItsContent()
    {
        var reader = new VectorReader(Hex.Parse("000002 AABB CC"));

        Assert.True(reader.TryTakeVector(3, out var content));

        Assert.Equal([0xAA, 0xBB], content.ToArray());
        Assert.Equal([0xCC], reader.Rest.ToArray());
    }
}
