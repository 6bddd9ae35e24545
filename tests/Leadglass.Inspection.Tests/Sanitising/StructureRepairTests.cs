using Leadglass.Dicom.Data;
using Leadglass.Inspection.Files;
using Leadglass.Inspection.Policies;
using Leadglass.Inspection.Sanitising;
using static Leadglass.Inspection.Tests.Support.DicomBytes;
using IOFile = System.IO.File;

namespace Leadglass.Inspection.Tests.Sanitising;

/// <summary>Each repair alone: done when the policy names it, left when it does not, and not done where it would be a guess.</summary>
public sealed class StructureRepairTests : IDisposable
{
    private static readonly byte[] Comment = Element(0x0010, 0x4000, "LT", Text("fine"));
    private static readonly byte[] Number = Element(0x0020, 0x0010, "SH", Text("1 "));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Repair, what is wrong, and the bytes that are right, by hand.</summary>
    public static TheoryData<StructureRepairs, string> Cases => [.. Files.Keys];

    private static Dictionary<(StructureRepairs, string), (byte[] Before, byte[] After)> Files { get; } = new()
    {
        [(StructureRepairs.Order, "two elements exchanged")] = (File(elements: [Number, Comment, Pixels]), File(elements: [Comment, Number, Pixels])),
        [(StructureRepairs.Order, "pixel data first")] = (File(elements: [Pixels, Comment, Number]), File(elements: [Comment, Number, Pixels])),
        [(StructureRepairs.Order, "inside an item")] = (File(elements: [Nested([.. Number, .. Comment]), Pixels]), File(elements: [Nested([.. Comment, .. Number]), Pixels])),
        [(StructureRepairs.Order, "inside an item that moves")] = (File(elements: [Nested([.. Number, .. Comment]), Comment]), File(elements: [Comment, Nested([.. Comment, .. Number])])),
        [(StructureRepairs.Order, "with a group length")] = (File(elements: [Number, Element(0x0010, 0x0000, "UL", [12, 0, 0, 0]), Comment]), File(elements: [Comment, Number])),
        [(StructureRepairs.Duplicates, "the same twice")] = (File(elements: [Comment, Comment, Pixels]), File(elements: [Comment, Pixels])),
        [(StructureRepairs.Groups, "a command element")] = (WithFirst(Element(0x0000, 0x0002, "UI", Text("1.2."))), File(elements: [Comment])),
        [(StructureRepairs.Meta, "another instance")] = (File(metaInstance: "2.25.2", elements: [Comment]), File(elements: [Comment])),
        [(StructureRepairs.GroupLengths, "of the File Meta Information")] = (WithMetaLength(File(elements: [Comment]), 10), File(elements: [Comment])),
        [(StructureRepairs.GroupLengths, "of another group")] = (File(elements: [Element(0x0010, 0x0000, "UL", [99, 0, 0, 0]), Comment, Number]), File(elements: [Comment, Number])),
        [(StructureRepairs.Padding, "a text")] = (File(elements: [Odd("LT", "fine!"), Pixels]), File(elements: [Element(0x0010, 0x4000, "LT", Text("fine! ")), Pixels])),
        [(StructureRepairs.Padding, "bytes")] = (File(elements: [Odd("OB", "fine!"), Pixels]), File(elements: [Element(0x0010, 0x4000, "OB", Text("fine!\0")), Pixels])),
        [(StructureRepairs.Lengths, "past the end")] = (File(elements: [Element(0x0010, 0x4000, "LT", Text("fine, cut"))])[..^2], File(elements: [Element(0x0010, 0x4000, "LT", Text("fine, cu"))])),
        [(StructureRepairs.OffsetTables, "a frame each")] = (File(elements: [Frames(2), Fragments([0x77, 0x0], 8, 4)]), File(elements: [Frames(2), Fragments([0, 16], 8, 4)])),
        [(StructureRepairs.OffsetTables, "too few entries")] = (File(elements: [Frames(3), Fragments([0, 16], 8, 4, 4)]), File(elements: [Frames(3), Fragments([0, 16, 28], 8, 4, 4)])),
        [(StructureRepairs.OffsetTables, "one frame of two fragments")] = (File(elements: [Frames(1), Fragments([0x1000], 8, 4)]), File(elements: [Frames(1), Fragments([0], 8, 4)])),
        [(StructureRepairs.OffsetTables, "extended")] = (
            File(elements: [Frames(2), Table(0x0001, 0, 99), Table(0x0002, 8, 3), Fragments([], 8, 4)]),
            File(elements: [Frames(2), Table(0x0001, 0, 16), Table(0x0002, 8, 3), Fragments([], 8, 4)])), // three bytes and padding
        [(StructureRepairs.OffsetTables, "two tables")] = (
            File(elements: [Frames(2), Table(0x0001, 0, 16), Table(0x0002, 8, 4), Fragments([0, 16], 8, 4)]),
            File(elements: [Frames(2), Table(0x0001, 0, 16), Table(0x0002, 8, 4), Fragments([], 8, 4)])),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Repair_IsDoneWhenThePolicyNamesIt(StructureRepairs repair, string what)
    {
        var (before, after) = Files[(repair, what)];
        var (result, copy) = Sanitise(before, repair);
        Assert.True(result.Outcome == SanitiseOutcome.Delivered, string.Join("; ", result.Reasons));
        Assert.Equal(Convert.ToHexString(after), Convert.ToHexString(copy!));
        Assert.NotEmpty(result.Actions);
        Assert.All(result.Actions, static action => Assert.NotEmpty(action.Reason));
        // Nothing is left, not even of the least severity.
        Assert.DoesNotContain(SitePolicy.Default.Judge(FileInspector.Inspect(ByteSource.From(copy!)), "copy"), static finding => finding.IsProblem);

        var (untouched, same) = Sanitise(before, StructureRepairs.All & ~repair);
        Assert.True(same is null || same.AsSpan().SequenceEqual(before), string.Join("; ", untouched.Actions));
    }

    public static TheoryData<string> Guesses => [.. Undecidable.Keys];

    private static Dictionary<string, byte[]> Undecidable { get; } = new()
    {
        ["two different elements with one tag"] = File(elements: [Comment, Element(0x0010, 0x4000, "LT", Text("other ")), Pixels]),
        ["two different elements with one tag, out of order"] = File(elements: [Comment, Number, Element(0x0010, 0x4000, "LT", Text("other ")), Pixels]),
        ["a private element in front of its creator"] = File(elements: [Number, Element(0x0009, 0x1010, "OB", [1, 2]), Element(0x0009, 0x0010, "LO", Text("ACME 1"))]),
        ["a number of odd length"] = File(elements: [Odd("US", "abc"), Pixels]),
        ["pixel data of odd length"] = [.. File(elements: [Comment]), .. Hex.Parse("E07F1000 4F42 0000 03000000 000000")],
        ["two frames in three fragments"] = File(elements: [Frames(2), Fragments([0, 99], 8, 4, 4)]),
        ["a table for three frames where one is declared"] = File(elements: [Frames(1), Fragments([0, 16, 99], 8, 4, 4)]),
        ["fewer fragments than frames"] = File(elements: [Frames(3), Fragments([0, 99], 8, 4)]),
    };

    [Theory]
    [MemberData(nameof(Guesses))]
    public void Guess_IsNotMade(string what)
    {
        var (result, copy) = Sanitise(Undecidable[what], StructureRepairs.All);
        Assert.Empty(result.Actions);
        Assert.True(copy is null || copy.AsSpan().SequenceEqual(Undecidable[what]));
    }

    [Fact]
    public void OrderAndRemoval_WorkTogether()
    {
        var bad = Nested([.. Number, .. Element(0x0010, 0x2000, "LO", Text("<script>1</script>")), .. Comment]);
        var (result, copy) = Sanitise(File(elements: [Pixels, bad, Comment]), StructureRepairs.Order);
        Assert.Equal(Convert.ToHexString(File(elements: [Comment, Nested([.. Element(0x0010, 0x2000, "LO", []), .. Comment, .. Number]), Pixels])), Convert.ToHexString(copy!));
        Assert.Equal(SanitiseOutcome.Delivered, result.Outcome);
        Assert.Equal(3, result.Actions.Count);
    }

    private static byte[] Pixels => Element(0x7FE0, 0x0010, "OB", [1, 2, 3, 4]);

    private static byte[] Nested(byte[] inner) => Element(0x0040, 0xA730, "SQ", [0xFE, 0xFF, 0x00, 0xE0, .. BitConverter.GetBytes(inner.Length), .. inner]);

    private static byte[] Frames(int number) => Element(0x0028, 0x0008, "IS", Text(number.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static byte[] Table(ushort element, params long[] entries) =>
        [.. Hex.Parse("E07F"), .. BitConverter.GetBytes(element), .. "OV"u8, 0, 0, .. BitConverter.GetBytes(8 * entries.Length), .. entries.SelectMany(BitConverter.GetBytes)];

    /// <summary>Encapsulated pixel data: the basic offset table, and fragments of these lengths.</summary>
    private static byte[] Fragments(int[] offsets, params int[] lengths) =>
    [
        .. Hex.Parse("E07F1000 4F42 0000 FFFFFFFF FEFF00E0"), .. BitConverter.GetBytes(4 * offsets.Length), .. offsets.SelectMany(BitConverter.GetBytes),
        .. lengths.SelectMany(static length => (byte[])[.. Hex.Parse("FEFF00E0"), .. BitConverter.GetBytes(length), .. new byte[length]]), .. Hex.Parse("FEFFDDE0 00000000"),
    ];

    /// <summary>(0010,4000) with as many bytes as told, an odd number.</summary>
    private static byte[] Odd(string vr, string value) =>
        [.. Hex.Parse("10000040"), .. Text(vr), .. vr == "OB" ? [0, 0, .. BitConverter.GetBytes(value.Length)] : BitConverter.GetBytes((ushort)value.Length), .. Text(value)];

    /// <summary>An element in front of the first of the data set.</summary>
    private static byte[] WithFirst(byte[] element)
    {
        var file = File(elements: [Comment]);
        var at = file.AsSpan().IndexOf(Hex.Parse("08001600"));
        return [.. file[..at], .. element, .. file[at..]];
    }

    private static byte[] WithMetaLength(byte[] file, int length)
    {
        BitConverter.TryWriteBytes(file.AsSpan(140), length); // preamble, prefix, and the header of (0002,0000)
        return file;
    }

    private (SanitisedFile Result, byte[]? Copy) Sanitise(byte[] bytes, StructureRepairs repairs)
    {
        var (input, output) = (_folder.File("in.dcm"), _folder.File("out.dcm"));
        IOFile.WriteAllBytes(input, bytes);
        IOFile.Delete(output);
        var result = new Sanitiser(new SitePolicy { Structure = repairs }).Sanitise(input, output);
        return (result, IOFile.Exists(output) ? IOFile.ReadAllBytes(output) : null);
    }
}
