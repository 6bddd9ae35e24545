using System.IO.Pipelines;
using Leadglass.Fuzzing.Native;
using Leadglass.TestKit;

namespace Leadglass.Fuzzing.Tests.Native;

/// <summary>Both greetings, word by word. The words are those of AFL++ (include/types.h), 32 bits in little endian.</summary>
public sealed class ForkServerProtocolTests
{
    [Theory]
    // 0x80000001 enabled, 0x40000000 map size, (10 - 1) << 1 in bits 1 to 23.
    [InlineData("130000C0", "", 10, false, "")]
    // and 0x01000000 input in shared memory: accepted with 0x81000001.
    [InlineData("130000C1", "01000081", 10, true, "")]
    // 0x10000000 dictionary: accepted with 0x90000001, then its length and the words, each behind its length.
    [InlineData("130000D0 03000000 024142", "01000090", 10, false, "024142")]
    // both: 0x91000001
    [InlineData("130000D1 03000000 024142", "01000091", 10, true, "024142")]
    // all four bits of 0x0F000000 are a mark of some versions, and no options.
    [InlineData("130000CF", "", 10, false, "")]
    // the largest map that the word has room for: 0x00FFFFFE.
    [InlineData("FFFFFFC0", "", 8388608, false, "")]
    // enabled without a map size; and AFL itself, which has no options.
    [InlineData("01000080", "", 65536, false, "")]
    [InlineData("00000000", "", 65536, false, "")]
    public void Greet_UpTo421_OneWordOfOptions(string said, string answered, int mapSize, bool sharesInput, string dictionary)
    {
        var (terms, orders) = Greet(said);

        Assert.Equal(answered.Replace(" ", "", StringComparison.Ordinal), orders);
        Assert.Equal((mapSize, sharesInput, dictionary), (terms.MapSize, terms.SharesInput, Convert.ToHexString(terms.Dictionary)));
    }

    [Theory]
    // "AFL" and version 1, answered by the complement; options: map size (1); the size; the version again.
    [InlineData("014C4641 01000000 39300000 014C4641", "FEB3B9BE", 12345, false, "")]
    // map size and input in shared memory (2), which has no value.
    [InlineData("014C4641 03000000 39300000 014C4641", "FEB3B9BE", 12345, true, "")]
    // and a dictionary (0x800): length and words behind the map size.
    [InlineData("014C4641 03080000 39300000 03000000 024142 014C4641", "FEB3B9BE", 12345, true, "024142")]
    public void Greet_From422_VersionOptionsValuesVersion(string said, string answered, int mapSize, bool sharesInput, string dictionary)
    {
        var (terms, orders) = Greet(said);

        Assert.Equal(answered, orders);
        Assert.Equal((mapSize, sharesInput, dictionary), (terms.MapSize, terms.SharesInput, Convert.ToHexString(terms.Dictionary)));
    }

    [Theory]
    [InlineData("", "ended before")]
    [InlineData("0100", "ended before")]
    // 0xF800008F with the code 1 in bits 8 to 23: more counters than room; 8: shmat.
    [InlineData("8F0100F8", "more counters")]
    [InlineData("8F0800F8", "cannot open the shared memory")]
    // 0xEFFE0000 and the code, from 4.22.
    [InlineData("0100FEEF", "more counters")]
    [InlineData("024C4641", "version 2")]
    [InlineData("014C4641 05000000", "options that are not known")]
    [InlineData("014C4641 01000000 00000000", "0 counters")]
    [InlineData("014C4641 01000000 01008000", "8388609 counters")]
    [InlineData("014C4641 01000000 39300000 00000000", "did not end its greeting")]
    [InlineData("014C4641 00080000 FFFFFFFF", "4294967295 bytes")]
    [InlineData("014C4641 00080000 03000000 0241", "ended before")]
    public void Greet_WhatIsNoGreeting_IsToldAndNothingIsTakenForOne(string said, string told)
    {
        var failure = Assert.Throws<ForkServerException>(() => Greet(said));

        Assert.Contains(told, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OrderThenChildThenStatus_InAnyPieces()
    {
        var said = new Pipe();
        var orders = new MemoryStream();
        var protocol = new ForkServerProtocol(orders, said.Reader.AsStream());

        protocol.Order(wasKilled: true);
        Assert.Equal("01000000", Convert.ToHexString(orders.ToArray()));
        Assert.Null(protocol.Child);

        // 0x00012345, in two pieces; meanwhile another thread may ask for the child.
        var ending = Task.Run(protocol.End, TestContext.Current.CancellationToken);
        await said.Writer.WriteAsync(Hex.Parse("4523"), TestContext.Current.CancellationToken);
        Assert.Null(protocol.Child);
        await said.Writer.WriteAsync(Hex.Parse("0100"), TestContext.Current.CancellationToken);
        // SIGSEGV with a core: 0x8B.
        await said.Writer.WriteAsync(Hex.Parse("8B000000"), TestContext.Current.CancellationToken);
        Assert.True(await ending);
        Assert.Equal((0x12345, 0x8B), (protocol.Child, protocol.Status));

        protocol.Order(wasKilled: false);
        await said.Writer.CompleteAsync();
        Assert.False(protocol.End());
        Assert.Equal("0100000000000000", Convert.ToHexString(orders.ToArray()));
    }

    private static (ForkServerTerms Terms, string Orders) Greet(string said)
    {
        var orders = new MemoryStream();
        var terms = new ForkServerProtocol(orders, new MemoryStream(Hex.Parse(said))).Greet();
        return (terms, Convert.ToHexString(orders.ToArray()));
    }
}
