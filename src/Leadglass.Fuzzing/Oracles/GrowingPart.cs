using Leadglass.Dicom.Data;
using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Oracles;

/// <summary>A value of a file that can be made longer and shorter, with all lengths around it repaired.</summary>
internal sealed class GrowingPart
{
    private const int MostNodes = 4096;
    private const int LongestValue = 2 << 20;

    private readonly ReadOnlyMemory<byte> _file;
    private readonly int _index;

    private GrowingPart(ReadOnlyMemory<byte> file, int index) => (_file, _index) = (file, index);

    /// <summary>The longest values of a file, the longest first.</summary>
    public static IReadOnlyList<GrowingPart> LongestOf(ReadOnlyMemory<byte> bytes, int most)
    {
        using var file = DicomFile.Read(ByteSource.From(bytes), DataSetLimits.Default);
        return
        [
            .. Enumerable.Range(0, Math.Min(file.DataSet.Count, MostNodes))
                .Where(i => file.DataSet[i] is { Value: { IsEmpty: false, Length: <= LongestValue } })
                .OrderByDescending(i => file.DataSet[i].Value.Length)
                .Take(most)
                .Select(i => new GrowingPart(bytes, i)),
        ];
    }

    /// <summary>The file with this value so many quarters as long as it is; null where that cannot be written.</summary>
    public ReadOnlyMemory<byte>? Scaled(int quarters)
    {
        using var file = DicomFile.Read(ByteSource.From(_file), DataSetLimits.Default);
        var node = file.DataSet[_index];
        var value = node.ReadValue(LongestValue);
        var scaled = new byte[value.Length * quarters / 4 / 2 * 2];
        for (var i = 0; i < scaled.Length; i++)
            scaled[i] = value[i % value.Length];
        var edit = new DicomFileEdit(file);
        edit.DataSet.ReplaceValue(node, scaled);
        using var stream = new MemoryStream();
        try
        {
            edit.WriteTo(stream);
            return stream.ToArray();
        }
        catch (InvalidOperationException)
        {
            return null;    // a repaired length does not fit its field
        }
    }
}
