using Leadglass.Dicom.Data;

namespace Leadglass.Dicom.Tests.Support;

/// <summary>Levels of a tree as lists, for assertions.</summary>
internal static class NodeLists
{
    public static List<DataNode> ToList(this DataNodeList level)
    {
        var nodes = new List<DataNode>();
        foreach (var node in level)
            nodes.Add(node);
        return nodes;
    }
}
