using Leadglass.Dicom.Data;
using Leadglass.Inspection.Contents;
using Leadglass.Inspection.Files;
using Leadglass.Inspection.Tests.Contents;
using Leadglass.Inspection.Tests.Support;

namespace Leadglass.Inspection.Tests.Files;

/// <summary>Every kind of content in every place of a file that it can stand at. What is left out is left out here, by name and with its reason.</summary>
public sealed class DetectionMatrixTests
{
    public static TheoryData<string> Places => [.. HidingPlace.All.Select(static place => place.Name)];

    public static TheoryData<string> SoundPlaces => [.. HidingPlace.All.Where(static place => place.IsSoundDicom).Select(static place => place.Name)];

    [Theory]
    [MemberData(nameof(Places))]
    public void EveryKind_IsFoundThere(string name)
    {
        var place = HidingPlace.All.First(place => place.Name == name);
        var missed = new List<string>();
        var contents = Contents(place).ToList();
        Assert.InRange(contents.Count, 50, 200);
        foreach (var (kind, hidden) in contents)
        {
            var file = place.Build(hidden);
            var seen = FileInspector.Inspect(ByteSource.From(file));
            var found = seen.Discoveries.Where(found => found.Kind == kind && found.Place.Layers.SequenceEqual(place.Layer is null ? [] : [place.Layer])).ToList();
            var offset = found.Exists(static found => found.Place.IsExpanded) ? -1 : file.AsSpan().IndexOf(hidden);
            // A value of odd length is padded by a byte, which is not part of what hides.
            if (!found.Exists(found => (place.Path is null || found.Place.Path == place.Path) && (offset < 0 || found.Place.Offset == offset)
                && (place.Path is null or "preamble" || place.IsFurtherBehind || found.Place.ValueLength == hidden.Length + (hidden.Length % 2))))
                missed.Add($"{kind.Id} ({Convert.ToHexString(hidden.AsSpan(0, 8))}) at byte {offset}: {string.Join("; ", seen.Discoveries)}");
        }

        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }

    /// <summary>A TAR header has its mark at byte 257, where a DICOM file has its elements. What has little evidence of its own is looked for at the start of a value only.</summary>
    [Fact]
    public void WhatIsLeftOut_IsNamed()
    {
        Assert.Equal([ContentKinds.Tar], LeftOut("preamble"));
        Assert.Equal([ContentKinds.DosProgram, ContentKinds.Zlib, ContentKinds.SafeTensors, ContentKinds.Onnx], LeftOut("behind other bytes of a private OB").Where(static kind => kind.Class is not (ContentClass.Image or ContentClass.Media)));
        Assert.All(HidingPlace.All.Where(static place => place.Path != "preamble" && !place.IsFurtherBehind), static place =>
            Assert.All(LeftOut(place.Name), static kind => Assert.True(kind.Class is ContentClass.Image or ContentClass.Media)));
    }

    /// <summary>Whoever receives such a file with everyday tools sees nothing wrong with it.</summary>
    [RealPeerTheory("dcmdump")]
    [MemberData(nameof(SoundPlaces))]
    public async Task Dcmdump_AcceptsTheFiles(string name)
    {
        using var folder = new TemporaryFolder();
        var place = HidingPlace.All.First(place => place.Name == name);
        foreach (var (index, (_, hidden)) in Contents(place).Index())
            await File.WriteAllBytesAsync(folder.File($"{index}.dcm"), place.Build(hidden), TestContext.Current.CancellationToken);
        var dump = await ExternalProgram.RunAsync("dcmdump", ["--quiet", "--stop-on-error", "--scan-directories", folder.Path], TestContext.Current.CancellationToken);
        Assert.True(dump.ExitCode == 0, dump.AllOutput);
    }

    /// <summary>Bytes that belong to no element are an element without sense to dcmdump, and it gives up.</summary>
    [RealPeerFact("dcmdump")]
    public async Task Dcmdump_RefusesBytesOutsideOfElements()
    {
        using var folder = new TemporaryFolder();
        foreach (var place in HidingPlace.All.Where(static place => !place.IsSoundDicom))
        {
            var file = folder.File("a.dcm");
            await File.WriteAllBytesAsync(file, place.Build(ContentVectors.Pe()), TestContext.Current.CancellationToken);
            Assert.NotEqual(0, (await ExternalProgram.RunAsync("dcmdump", ["--quiet", file], TestContext.Current.CancellationToken)).ExitCode);
        }
    }

    private static IEnumerable<ContentKind> LeftOut(string place) =>
        typeof(ContentKinds).GetProperties().Select(static property => (ContentKind)property.GetValue(null)!)
            .Except(Contents(HidingPlace.All.First(known => known.Name == place)).Select(static content => content.Kind));

    private static IEnumerable<(ContentKind Kind, byte[] Hidden)> Contents(HidingPlace place) =>
        from content in ContentVectors.Anywhere.Concat(ContentVectors.Pickles).Concat(place.IsFurtherBehind ? [] : ContentVectors.StartOnly)
        // Pictures and sound belong into DICOM files: only at the very start do they make the file something else as well.
        where content.Kind.Class is not (ContentClass.Image or ContentClass.Media) || place.Path == "preamble"
        // Runs of digits that are shorter than what a wrapped payload needs are words and numbers.
        let hidden = place.Wrap(place.Layer is null ? content.Bytes : [.. content.Bytes, .. new byte[64]])
        where hidden.Length <= place.Most
        select (content.Kind, hidden);
}
