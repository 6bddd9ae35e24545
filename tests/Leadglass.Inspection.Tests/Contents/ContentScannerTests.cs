using Leadglass.Inspection.Contents;

namespace Leadglass.Inspection.Tests.Contents;

public sealed class ContentScannerTests
{
    public static TheoryData<string, byte[]> Anywhere => [.. ContentVectors.Anywhere.Select(static v => (v.Kind.Id, v.Bytes))];

    public static TheoryData<string, byte[]> AtStart => [.. ContentVectors.Anywhere.Concat(ContentVectors.StartOnly).Select(static v => (v.Kind.Id, v.Bytes))];

    [Theory]
    [MemberData(nameof(AtStart))]
    public void AtStart_EveryKind_IsRecognised(string kind, byte[] bytes) =>
        Assert.Contains(kind, ContentScanner.AtStart([.. bytes, .. new byte[64]]).Select(static match => match.Kind.Id));

    [Theory]
    [MemberData(nameof(AtStart))]
    public void AtStart_KindCutAnywhere_IsLookedAtWithoutFault(string kind, byte[] bytes)
    {
        Assert.NotEmpty(kind);
        for (var length = 0; length < Math.Min(bytes.Length, 600); length++)
            ContentScanner.AtStart(bytes.AsSpan(0, length));
    }

    [Theory]
    [MemberData(nameof(Anywhere))]
    public void Scan_KindBetweenOtherBytes_IsFoundAtItsOffset(string kind, byte[] bytes)
    {
        var window = new byte[1001 + bytes.Length + 700];
        bytes.CopyTo(window, 1001);
        Assert.Contains((kind, 1001), ContentScanner.Scan(window).Select(static match => (match.Kind.Id, match.Offset)));
    }

    [Theory]
    [MemberData(nameof(Anywhere))]
    public void Scan_KindBehindWhatIsReported_IsLeftToTheNextWindow(string kind, byte[] bytes)
    {
        var window = new byte[1001 + bytes.Length + 700];
        bytes.CopyTo(window, 1001);
        Assert.DoesNotContain((kind, 1001), ContentScanner.Scan(window, reported: 1001).Select(static match => (match.Kind.Id, match.Offset)));
    }

    [Fact]
    public void Kinds_HaveOneIdEachAndAVectorEach()
    {
        var kinds = typeof(ContentKinds).GetProperties().Select(static property => (ContentKind)property.GetValue(null)!).ToList();
        Assert.Equal(kinds.Count, kinds.Select(static kind => kind.Id).Distinct().Count());
        Assert.Empty(kinds.Except(ContentVectors.Anywhere.Concat(ContentVectors.Pickles).Concat(ContentVectors.StartOnly).Select(static v => v.Kind)));
    }

    [Theory]
    [InlineData("4D5A but no header behind it")]
    [InlineData("PK is a name here, Rar! too, and %PDF is no version")]
    [InlineData("<htmlx> <scripture> javascript is a language; #! is no path; <?phpx")]
    [InlineData("O:3:\"toolong\":1:{}")]
    public void Scan_TextThatOnlyResembles_FindsNothing(string text) => Assert.Empty(ContentScanner.Scan(System.Text.Encoding.ASCII.GetBytes(text.PadRight(400))));

    [Fact]
    public void Scan_PeWithoutItsHeader_FindsNothing()
    {
        var bytes = ContentVectors.Pe();
        bytes[0x80] = (byte)'Q';
        Assert.Empty(ContentScanner.Scan([.. bytes, .. new byte[100]]));
    }

    [Fact]
    public void Scan_TarWithWrongChecksum_FindsNothing()
    {
        var bytes = ContentVectors.Anywhere.First(static v => v.Kind == ContentKinds.Tar).Bytes;
        bytes[0] ^= 1;
        Assert.Empty(ContentScanner.Scan(bytes));
    }

    [Fact]
    public void Scan_ProgramsOfThisMachine_AreRecognised()
    {
        var assembly = File.ReadAllBytes(typeof(ContentScannerTests).Assembly.Location);
        Assert.Equal(ContentKinds.WindowsProgram, Assert.Single(ContentScanner.AtStart(assembly)).Kind);
        if (OperatingSystem.IsLinux())
            Assert.Equal(ContentKinds.Elf, Assert.Single(ContentScanner.AtStart(File.ReadAllBytes(Environment.ProcessPath!))).Kind);
    }

    [Fact]
    public void Scan_RandomBytes_FindsNothing()
    {
        var bytes = new byte[32 << 20];
        new Random(20_260_101).NextBytes(bytes);
        Assert.Empty(ContentScanner.Scan(bytes));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(16)]
    public void Scan_SmoothNoisyPixels_FindsNothing(int bits)
    {
        // A ramp with a little noise, in words as images have them: many small high bytes, many zeros, every low byte in turn.
        var random = new Random(bits);
        var bytes = new byte[8 << 20];
        for (var i = 0; i < bytes.Length / 2; i++)
        {
            var value = (int)((Math.Sin(i / 700.0) + 1) / 2 * ((1 << bits) - 1)) + random.Next(3);
            BitConverter.TryWriteBytes(bytes.AsSpan(i * 2), (ushort)(i / 4096 % 3 == 0 ? 0 : value));
        }

        Assert.Empty(ContentScanner.Scan(bytes));
    }

    [Fact]
    public void AnyBytes_NeverThrow() => Property.Check(ArbitraryBytes.Any(), static bytes =>
    {
        ContentScanner.AtStart(bytes);
        ContentScanner.Scan(bytes);
    });

    [Fact]
    public void NearlyRightBytes_NeverThrow() => Property.Check(
        ArbitraryBytes.Near([.. ContentVectors.Anywhere.Concat(ContentVectors.StartOnly).Select(static v => v.Bytes)]),
        static bytes =>
        {
            ContentScanner.AtStart(bytes);
            ContentScanner.Scan(bytes);
        },
        count: 1500);
}
