using Leadglass.Dicom.Data;
using Leadglass.Dicom.Tests.Support;
using Property = Leadglass.TestKit.Property;

namespace Leadglass.Dicom.Tests.Data;

public class DataTreeProperties
{
    [Fact]
    public void Read_ValidDataSetInExplicitVr_GivesItsElementsWithoutAnomaly() => Property.Check(DataSets.Any(), dataSet =>
    {
        var tree = DataTree.Read(DataSetWriter.ToBytes(dataSet, DataSetEncoding.ExplicitLittleEndian), DataSetEncoding.ExplicitLittleEndian);

        Assert.Empty(tree.Anomalies);
        AssertSame(dataSet, tree.Top);
    });

    [Fact]
    public void Remove_AnyNodeOfAValidDataSet_LeavesAValidOne() => Property.Check(DataSets.Any(), dataSet =>
    {
        var tree = DataTree.Read(DataSetWriter.ToBytes(dataSet, DataSetEncoding.ExplicitLittleEndian), DataSetEncoding.ExplicitLittleEndian);
        for (var i = 0; i < tree.Count; i++)
        {
            var edit = new DataTreeEdit(tree);
            edit.Remove(tree[i]);
            using var written = new MemoryStream();
            edit.WriteTo(written);

            var read = DataTree.Read(written.ToArray(), DataSetEncoding.ExplicitLittleEndian);
            Assert.Empty(read.Anomalies);
            Assert.Equal(tree.Count - 1 - DescendantsOf(tree[i]), read.Count);
        }
    });

    private static int DescendantsOf(DataNode node) => node.Children.ToList().Sum(child => 1 + DescendantsOf(child));

    private static void AssertSame(DataSet expected, DataNodeList actual)
    {
        var nodes = actual.ToList();
        Assert.Equal(expected.Select(element => (element.Tag, element.Vr)), nodes.Select(node => (node.Tag, node.Vr)));
        foreach (var (element, node) in expected.Zip(nodes))
        {
            Assert.Equal(element.HasUndefinedLength, node.HasUndefinedLength);
            if (element.Items is not { } items)
            {
                Assert.Equal(element.Value.ToArray(), node.ReadValue(1000));
                continue;
            }
            var inside = node.Children.ToList();
            Assert.Equal(items.Select(item => item.HasUndefinedLength), inside.Select(item => item.HasUndefinedLength));
            foreach (var (item, itemNode) in items.Zip(inside))
                AssertSame(item.DataSet, itemNode.Children);
        }
    }
}
