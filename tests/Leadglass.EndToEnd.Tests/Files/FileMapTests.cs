using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Inspection.Maps;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests.Files;

/// <summary>The map of a file against what DCMTK lists, and against the bytes at the offsets that it names.</summary>
public sealed class FileMapTests
{
    private const string Corpus = "/usr/lib/python3/dist-packages/pydicom/data/test_files";

    [RealPeerTheory($"{Dcmdump.Program} {Corpus}/CT_small.dcm")]
    [InlineData("CT_small.dcm")]                     // explicit VR little endian, private elements, trailing padding
    [InlineData("rtplan.dcm")]                       // implicit VR, nested sequences
    [InlineData("ExplVR_BigEnd.dcm")]                // explicit VR big endian
    [InlineData("SC_rgb_rle_2frame.dcm")]            // fragments with an offset table
    [InlineData("JPEG2000-embedded-sequence-delimiter.dcm")]
    [InlineData("reportsi.dcm")]                     // items of undefined length
    public async Task Map_HasTheTagsVrsAndLengthsOfDcmdump_AndItsOffsetsLeadThere(string name)
    {
        var path = Path.Combine(Corpus, name);
        var list = await Dcmdump.ListAsync(path, TestContext.Current.CancellationToken);
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var parts = FileMapper.Map(ByteSource.From(bytes)).Parts.SkipWhile(static part => part.Path is "preamble" or "prefix").ToList();
        Assert.DoesNotContain(parts, static part => part.LeftOut > 0);
        Assert.Equal(list!.Count, parts.Count);
        foreach (var (line, part) in list.Zip(parts))
        {
            var (tag, vr, length) = line.Split(' ') is [var one, var two, var three] ? (one, two, three) : throw new InvalidOperationException(line);
            Assert.Contains(tag, TagsAt(bytes, part.Offset));
            Assert.EndsWith(part.Path.EndsWith(']') ? "(FFFE,E000)" : part.Path.Split('.')[^1], tag, StringComparison.Ordinal);
            // Encapsulated pixel data is OB to dcmdump, whatever is written; items and fragments have no VR.
            if (vr != "--" && length != "u/l")
                Assert.Equal(vr, part.Vr);
            // The header has 8 bytes, or 12 where VR and length take 8.
            if (length != "u/l")
                Assert.Contains(part.Length - long.Parse(length, System.Globalization.CultureInfo.InvariantCulture), new long[] { 8, 12 });
            else
                Assert.Contains("undefined length", part.Note, StringComparison.Ordinal);
        }
    }

    /// <summary>The tag that stands at an offset, in both byte orders.</summary>
    private static string[] TagsAt(byte[] bytes, long offset)
    {
        var at = bytes.AsSpan((int)offset, 4);
        return [new Tag((uint)(at[1] << 24 | at[0] << 16 | at[3] << 8 | at[2])).ToString(), new Tag((uint)(at[0] << 24 | at[1] << 16 | at[2] << 8 | at[3])).ToString()];
    }
}
