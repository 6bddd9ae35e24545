using System.Text;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Leadglass.Inspection.Documents;

/// <summary>Finds in the 3D models that DICOM encapsulates what names outside files: Wavefront OBJ and MTL, STL.</summary>
public static class ModelScanner
{
    private const int StlHeader = 84;
    private const int StlTriangle = 50;

    /// <summary>Scans OBJ or MTL text.</summary>
    /// <param name="text">The document.</param>
    public static DocumentFacts ScanText(ReadOnlySpan<byte> text)
    {
        var (paths, files) = (0, 0);
        foreach (var range in text.Split((byte)'\n'))
        {
            var line = text[range].Trim(" \t\r"u8);
            if (!NamesAFile(line))
                continue;
            files++;
            var name = Encoding.Latin1.GetString(line[Math.Max(line.LastIndexOf((byte)' '), 0)..]).Trim();
            if (name.Contains("://", StringComparison.Ordinal) || name.Contains("..", StringComparison.Ordinal) || name.StartsWith('/') || name.StartsWith('\\') || name.Contains(":\\", StringComparison.Ordinal))
                paths++;
        }

        return new DocumentFacts(
            paths == 0 ? [] : [$"names {paths} files by an address or a path outside its folder"],
            files == 0 ? [] : [$"names {files} other files (mtllib, map_…)"],
            []);
    }

    /// <summary>Scans STL: a binary one has exactly the bytes that its number of triangles asks for.</summary>
    /// <param name="stl">The document, without the padding of its element as far as that is known.</param>
    public static DocumentFacts ScanStl(ReadOnlySpan<byte> stl)
    {
        if (stl.Length < StlHeader || stl.StartsWith("solid"u8) && stl[..Math.Min(stl.Length, 1024)].IndexOf("facet"u8) > 0)
            return DocumentFacts.None;
        var wanted = StlHeader + (long)ReadUInt32LittleEndian(stl[80..]) * StlTriangle;
        return wanted > stl.Length ? DocumentFacts.None with { NotSeen = [$"{wanted - stl.Length:N0} bytes of triangles are missing"] }
            : stl.Length - wanted > 1 ? DocumentFacts.None with { Active = [$"{stl.Length - wanted:N0} bytes follow the last triangle"] }
            : DocumentFacts.None;
    }

    private static bool NamesAFile(ReadOnlySpan<byte> line) =>
        line.StartsWith("mtllib "u8) || line.StartsWith("map_"u8) || line.StartsWith("bump "u8) || line.StartsWith("disp "u8) || line.StartsWith("decal "u8) || line.StartsWith("refl "u8);
}
