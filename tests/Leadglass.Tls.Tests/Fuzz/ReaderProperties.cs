using Leadglass.FuzzTargets;
using Leadglass.TestKit;
using Leadglass.Tls.Messages;
using Leadglass.Tls.Tests.Support;

namespace Leadglass.Tls.Tests.Fuzz;

/// <summary>The properties of every reader, with a fixed seed: the same inputs on every run.</summary>
public sealed class ReaderProperties
{
    private const int Many = 1000;

    private static readonly byte[][] Flights =
    [
        Captured.OpenSslClientHello, Captured.GnuTlsClientHello, Captured.DcmtkClientHello, Captured.EcdheFlight, Captured.AnonymousFlight,
        Captured.RetryFlight, Captured.AlertFlight,
    ];

    private static readonly byte[][] Messages = [.. Flights.SelectMany(Fragments), Hex.Parse("16 000007  01 000003 AABBCC"), Hex.Parse("04 000008  00001C20 0002 1234")];

    private static readonly byte[][] Ssl2Messages =
    [
        Hex.Parse("80 1F 01 0002 0006 0000 0010 010080 0700C0 000102030405060708090A0B0C0D0E0F"),
        Hex.Parse("80 21 04 00 01 0002 0003 0003 0010 AABBCC 020080 000102030405060708090A0B0C0D0E0F"),
    ];

    [Fact]
    public void Vectors_AsTheyAre_AreReadLosslessly()
    {
        Assert.All(Flights, static flight => TlsTargets.Connection(flight));
        Assert.All(Messages, static message => TlsTargets.Handshake(message));
        Assert.All(Ssl2Messages, static message => TlsTargets.Ssl2(message));
    }

    [Fact]
    public void Record_AnyBytes_AreReadLosslesslyOrNotAtAll() => Property.Check(ArbitraryBytes.Near(Flights), TlsTargets.Record, Many);

    [Fact]
    public void Handshake_AnyBytes_AreReadLosslesslyOrNotAtAll() => Property.Check(ArbitraryBytes.Near(Messages), TlsTargets.Handshake, Many);

    [Fact]
    public void Ssl2_AnyBytes_AreReadLosslesslyOrNotAtAll() => Property.Check(ArbitraryBytes.Near(Ssl2Messages), TlsTargets.Ssl2, Many);

    [Fact]
    public void Connection_AnyBytes_MeanTheSameInAnyPieces() => Property.Check(ArbitraryBytes.Near(Flights), TlsTargets.Connection, Many);

    [Fact]
    public void AllReaders_RandomBytes_NeverThrow() => Property.Check(
        ArbitraryBytes.Any(),
        static bytes =>
        {
            TlsTargets.Record(bytes);
            TlsTargets.Handshake(bytes);
            TlsTargets.Ssl2(bytes);
            TlsTargets.Connection(bytes);
            TlsTargets.Extension(bytes);
        },
        Many);

    private static IEnumerable<byte[]> Fragments(byte[] flight)
    {
        for (var rest = flight.AsMemory(); !rest.IsEmpty;)
        {
            var result = RecordReader.Read(rest);
            if (result.Record is not { } record)
                yield break;
            yield return record.Fragment.ToArray();
            rest = rest[result.Consumed..];
        }
    }
}
