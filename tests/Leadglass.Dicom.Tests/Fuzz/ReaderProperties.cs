using FsCheck;
using FsCheck.Fluent;

namespace Leadglass.Dicom.Tests.Fuzz;

/// <summary>The properties of every reader, with a fixed seed: the same inputs on every run.</summary>
public class ReaderProperties
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(5000).WithReplay(20260301, 19930301);

    private delegate void Body(ReadOnlySpan<byte> data);

    private static void Holds(Body body, byte[][] seeds) =>
        Check.One(Fixed, Prop.ForAll(Mutations.Of(seeds).ToArbitrary(), bytes => body(bytes)));

    [Fact]
    public void Pdu_AnyBytes_AreReadLosslesslyOrNotAtAll() => Holds(FuzzBodies.Pdu, Mutations.Pdus);

    [Fact]
    public void CommandSet_AnyBytes_AreReadLosslesslyOrNotAtAll() => Holds(FuzzBodies.CommandSet, Mutations.CommandSets);

    [Fact]
    public void DataSet_AnyBytes_AreReadLosslesslyOrNotAtAll() => Holds(FuzzBodies.DataSet, Mutations.DataSets);

    [Fact]
    public void Association_AnyBytes_EndInSta1() => Holds(FuzzBodies.Association, Mutations.Conversations);

    [Fact]
    public void AllReaders_RandomBytes_NeverThrow() =>
        Check.One(Fixed, Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            FuzzBodies.Pdu(bytes);
            FuzzBodies.CommandSet(bytes);
            FuzzBodies.DataSet(bytes);
            FuzzBodies.Association(bytes);
        }));
}
