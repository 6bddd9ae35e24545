using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;
using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Fuzzing.Campaign;

/// <summary>Which forms of data the cases of a campaign were made of.</summary>
/// <param name="TransferSyntaxes">UIDs of the transfer syntaxes of the seeds.</param>
/// <param name="Vrs">Value representations that are written in them.</param>
public sealed record DataCoverage(IReadOnlyList<string> TransferSyntaxes, IReadOnlyList<string> Vrs)
{
    /// <summary>Looks into the seeds; null where none of them is a file of DICOM.</summary>
    internal static DataCoverage? Of(IReadOnlyList<Seed> seeds)
    {
        var syntaxes = new SortedSet<string>(StringComparer.Ordinal);
        var vrs = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var seed in seeds)
        {
            using var file = DicomFile.Read(ByteSource.From(seed.Bytes), DataSetLimits.Default);
            if (file.TransferSyntax is not { } syntax)
                continue;
            syntaxes.Add(syntax);
            foreach (var tree in new[] { file.Meta, file.DataSet })
            {
                for (var i = 0; i < tree.Count; i++)
                {
                    if (tree[i].WrittenVr is { Rule: not null } vr)
                        vrs.Add(vr.ToString());
                }
            }
        }
        return syntaxes.Count == 0 ? null : new DataCoverage([.. syntaxes], [.. vrs]);
    }
}
