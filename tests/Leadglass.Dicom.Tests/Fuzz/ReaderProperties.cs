using FsCheck;
using Leadglass.FuzzTargets;
using Property = Leadglass.TestKit.Property;

namespace Leadglass.Dicom.Tests.Fuzz;

/// <summary>The properties of every reader, over bytes that are nearly right and over any bytes at all.</summary>
public class ReaderProperties
{
    private const int Count = 5000;

    [Fact]
    public void Pdu_AnyBytes_AreReadLosslesslyOrNotAtAll() => Holds(Mutations.Of(Mutations.Pdus), bytes => DicomTargets.Pdu(bytes));

    [Fact]
    public void CommandSet_AnyBytes_AreReadLosslesslyOrNotAtAll() => Holds(Mutations.Of(Mutations.CommandSets), bytes => DicomTargets.CommandSet(bytes));

    [Fact]
    public void DataSet_AnyBytes_AreReadLosslesslyOrNotAtAll() => Holds(Mutations.Of(Mutations.DataSets), bytes => DicomTargets.DataSet(bytes));

    [Fact]
    public void DataTree_AnyBytes_AreCoveredByNodes() => Holds(Mutations.Of([.. Mutations.DataSets, .. Mutations.Files]), bytes => DicomTargets.DataTree(bytes));

    [Fact]
    public void File_AnyBytes_AreCoveredByItsParts() => Holds(Mutations.Of(Mutations.Files), bytes => DicomTargets.File(bytes));

    [Fact]
    public void Association_AnyBytes_EndInSta1() => Holds(Mutations.Of(Mutations.Conversations), bytes => DicomTargets.Association(bytes));

    [Fact]
    public void EveryReader_RandomBytes_NeverThrows() => Holds(ArbitraryBytes.Any(), bytes =>
    {
        DicomTargets.Pdu(bytes);
        DicomTargets.CommandSet(bytes);
        DicomTargets.DataSet(bytes);
        DicomTargets.DataTree(bytes);
        DicomTargets.File(bytes);
        DicomTargets.Association(bytes);
    });

    private static void Holds(Gen<byte[]> values, Action<byte[]> body) => Property.Check(values, body, Count);
}
