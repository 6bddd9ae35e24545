using Leadglass.Dicom.Data;
using Leadglass.Dicom.Files;

namespace Leadglass.Bench;

/// <summary>Reads a file into its tree, walks all of it, and prints how many elements, items and fragments there are, and how many kinds of anomaly.</summary>
internal static class FileTree
{
    public static void Run(string path)
    {
        using var file = DicomFile.Open(path);
        var nodes = 0;
        foreach (var tree in new[] { file.Meta, file.DataSet })
        {
            for (var i = 0; i < tree.Count; i++)
                nodes += tree[i].Kind is DataNodeKind.Element or DataNodeKind.Item or DataNodeKind.Fragment ? 1 : 0;
        }
        var kinds = file.Anomalies.Concat(file.Meta.Anomalies).Concat(file.DataSet.Anomalies).Select(static anomaly => anomaly.Kind).Distinct();
        Console.WriteLine($"{nodes} {string.Join(',', kinds)}");
    }
}
