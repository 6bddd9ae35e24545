using System.Text;

namespace Leadglass.Findings.Tests;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("PACS1", "PACS1")]
    [InlineData("\e[31mred", @"\u{1B}[31mred")]
    [InlineData("a\0b", @"a\u{0}b")]
    [InlineData("tab\tline\r\n", @"tab\u{9}line\u{D}\u{A}")]
    [InlineData("\u007F", @"\u{7F}")]
    [InlineData("\u009B31m", @"\u{9B}31m")] // the one-byte form of ESC [
    [InlineData("abc\u202Efdp.exe", @"abc\u{202E}fdp.exe")]
    [InlineData("\u2066x\u2069", @"\u{2066}x\u{2069}")]
    [InlineData("a\u200Bb", @"a\u{200B}b")]
    [InlineData("\uFEFFx", @"\u{FEFF}x")]
    [InlineData("a\u2028b\u2029c", @"a\u{2028}b\u{2029}c")]
    [InlineData("x\uFE0F", @"x\u{FE0F}")]
    [InlineData("\U000E0041", @"\u{E0041}")] // a tag character: invisible ASCII
    [InlineData("\uE000", @"\u{E000}")]
    [InlineData("\u3164", @"\u{3164}")]
    [InlineData("\uFFFE", @"\u{FFFE}")]
    public void Of_WhatCannotBeSeen_IsWrittenOut(string text, string visible) => Assert.Equal(visible, VisibleText.Of(text));

    [Theory]
    [InlineData('\uD800')]
    [InlineData('\uDC00')]
    public void Of_LoneSurrogate_IsWrittenOut(char surrogate) => Assert.Equal($@"a\u{{{(int)surrogate:X}}}b", VisibleText.Of($"a{surrogate}b"));

    [Theory]
    [InlineData("Universitätsklinikum Zürich")]
    [InlineData("大学病院 ソフトウェア")]
    [InlineData("Больница №1")]
    [InlineData("مستشفى")]
    [InlineData("e\u0301")] // a combining accent belongs to its letter
    [InlineData("10 µm, ±2 °C, “quoted”")]
    [InlineData("😀")]
    public void Of_OrdinaryWriting_StaysAsItIs(string text) => Assert.Equal(text, VisibleText.Of(text));

    /// <summary>UAX #9 Bidi_Control, and the Default_Ignorable_Code_Point ranges of Unicode's DerivedCoreProperties.txt.</summary>
    [Theory]
    [InlineData(0x0000, 0x001F)]
    [InlineData(0x007F, 0x009F)]
    [InlineData(0x00AD, 0x00AD)]
    [InlineData(0x034F, 0x034F)]
    [InlineData(0x061C, 0x061C)]
    [InlineData(0x115F, 0x1160)]
    [InlineData(0x17B4, 0x17B5)]
    [InlineData(0x180B, 0x180F)]
    [InlineData(0x200B, 0x200F)]
    [InlineData(0x2028, 0x202E)]
    [InlineData(0x2060, 0x206F)]
    [InlineData(0x3164, 0x3164)]
    [InlineData(0xFE00, 0xFE0F)]
    [InlineData(0xFEFF, 0xFEFF)]
    [InlineData(0xFFA0, 0xFFA0)]
    [InlineData(0xFFF0, 0xFFF8)]
    [InlineData(0x1BCA0, 0x1BCA3)]
    [InlineData(0x1D173, 0x1D17A)]
    [InlineData(0xE0000, 0xE0FFF)]
    public void Of_EveryCodePointOfAnInvisibleRange_IsWrittenOut(int first, int last)
    {
        for (var codePoint = first; codePoint <= last; codePoint++)
            Assert.Equal($@"\u{{{codePoint:X}}}", VisibleText.Of(new Rune(codePoint).ToString()));
    }

    [Fact]
    public void Ascii_EveryCodePoint_LeavesPrintableAsciiOnly()
    {
        var everything = new StringBuilder();
        for (var codePoint = 0; codePoint <= 0x10FFFF; codePoint += codePoint == 0xD7FF ? 0x801 : 1)
            everything.Append(new Rune(codePoint));
        Assert.False(VisibleText.Ascii(everything.ToString()).AsSpan().ContainsAnyExceptInRange(' ', '~'));
    }
}
