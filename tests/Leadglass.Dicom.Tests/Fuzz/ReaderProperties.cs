using FsCheck;
using Property = Leadglass.TestKit.Property;

namespace Leadglass.Dicom.Tests.Fuzz;

/// <summary>The properties of every reader, over bytes that are nearly right and over any bytes at all.</summary>
public class ReaderProperties
{
    private const int Count = 5000;

    [Fact]
    public void Pdu_AnyBytes_AreReadLosslesslyOrNotAtAll() => Holds(Mutations.Of(Mutations.Pdus), bytes => FuzzBodies.Pdu(bytes));

    [Fact]
    public void CommandSet_AnyBytes_AreReadLosslesslyOrNotAtAll() => Holds(Mutations.Of(Mutations.CommandSets), bytes => FuzzBodies.CommandSet(bytes));

    [Fact]
    public void DataSet_AnyBytes_AreReadLosslesslyOrNotAtAll() => Holds(Mutations.Of(Mutations.DataSets), bytes => FuzzBodies.DataSet(bytes));

    [Fact]
    public void DataTree_AnyBytes_AreCoveredByNodes() => Holds(Mutations.Of([.. Mutations.DataSets, .. Mutations.Files]), bytes => FuzzBodies.DataTree(bytes));

    [Fact]
    public void File_AnyBytes_AreCoveredByItsParts() => Holds(Mutations.Of(Mutations.Files), bytes => FuzzBodies.File(bytes));

    [Fact]
    public void Association_AnyBytes_EndInSta1() => Holds(Mutations.Of(Mutations.Conversations), bytes => FuzzBodies.Association(bytes));

    [Fact]
    public void EveryReader_RandomBytes_NeverThrows() => Holds(ArbitraryBytes.Any(), bytes =>
    {
        FuzzBodies.Pdu(bytes);
        FuzzBodies.CommandSet(bytes);
        FuzzBodies.DataSet(bytes);
        FuzzBodies.DataTree(bytes);
        FuzzBodies.File(bytes);
        FuzzBodies.Association(bytes);
    });

    private static void Holds(Gen<byte[]> values, Action<byte[]> body) => Property.Check(values, body, Count);
}
