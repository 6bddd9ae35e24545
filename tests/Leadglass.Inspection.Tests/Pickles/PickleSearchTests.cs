using System.Text;
using Leadglass.Inspection.Pickles;

namespace Leadglass.Inspection.Tests.Pickles;

public sealed class PickleSearchTests
{
    [Theory]
    [InlineData("cfractions\nFraction\n(I1\nI2\ntR.")]
    [InlineData("(cfractions\nFraction\nI1\no.")]
    [InlineData("(I1\nI2\nifractions\nFraction\n.")]
    [InlineData("\u0080\u0002cfractions\nFraction\nq\u0000)\u0081.")]
    [InlineData("\u008C\u0009fractions\u0094\u008C\u0008Fraction\u0094\u0093)R.")]                              // no protocol header at all
    [InlineData("Vfractions\nVFraction\n\u0093)R.")]
    [InlineData("S'fractions'\np0\nS\"Fraction\"\n\u0094\u0093)R.")]
    [InlineData("Vfractions\n\u008C\u0008Fraction\u0093)R.")]
    [InlineData("X\u0009\0\0\0fractionsX\u0008\0\0\0Fraction\u0093)R.")]
    public void Find_BetweenOtherBytes_IsFoundWithWhatItCalls(string program)
    {
        var find = Assert.Single(PickleSearch.Find([.. new byte[300], .. PickleReaderTests.Bytes(program), .. new byte[100]]));
        Assert.Equal(300, find.Offset);
        Assert.Equal(PickleVerdict.Calls, find.Program.Verdict);
    }

    [Theory]
    [InlineData("a line")]      // the i would be INST
    [InlineData("(a line")]     // and here it has a mark
    [InlineData("mimic")]
    public void Find_BehindText_IsFoundAlthoughLettersOfTheTextAreInstructions(string before) =>
        Assert.Contains(PickleSearch.Find([.. new byte[300], .. Encoding.ASCII.GetBytes(before), .. PickleReaderTests.Bytes("cfractions\nFraction\n(I1\nI2\ntR.")]),
            static find => find.Program.Verdict == PickleVerdict.Calls);

    [Fact]
    public void Find_Stacked_FindsEach()
    {
        var one = PickleReaderTests.Bytes("\u0080\u0002]q\0K\u0001a.");
        var two = PickleReaderTests.Bytes("\u0080\u0002cfractions\nFraction\n)R.");
        var finds = PickleSearch.Find([.. one, .. two]);
        Assert.Equal([0, one.Length], finds.Select(static find => (int)find.Offset));
    }

    [Fact]
    public void Find_PickleInsideAPickle_IsFoundWithItsDepth()
    {
        var inner = PickleReaderTests.Bytes("\u0080\u0003cfractions\nFraction\n)R.");
        byte[] outer = [0x80, 3, (byte)'C', (byte)inner.Length, .. inner, (byte)'.'];   // SHORT_BINBYTES: the inner one sleeps
        Assert.Equal([(0L, 0, PickleVerdict.Data), (4L, 1, PickleVerdict.Calls)], PickleSearch.Find(outer).Select(static find => (find.Offset, find.Depth, find.Program.Verdict)));
    }

    [Theory]
    [InlineData("N.")]
    [InlineData("clinical\nhistory\nRemarkable. No change since (2019).\n")]
    [InlineData("chest\nabdomen\nIndication: cough.\n")]
    [InlineData("indication\ncough\ncomparison\nnone\n")]
    [InlineData("Impression:\ncyst\nunchanged\n(stable)\n")]
    public void Find_Reports_AreNoPickles(string text) => Assert.Empty(PickleSearch.Find(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData("\u0080\u0002\u0082\u0065)R\u00FF")]      // the call of an extension code: seven bytes, which random data brings along
    [InlineData("\u0080\u0002\u0083\u0065\u0001.")]
    [InlineData("\u0080\u0002ca\nb\n)R\u00FF")]
    [InlineData("\u0080\u0002N.")]
    public void Find_TooLittleEvidenceBetweenOtherBytes_FindsNothing(string program) =>
        Assert.Empty(PickleSearch.Find([.. new byte[300], .. PickleReaderTests.Bytes(program), .. new byte[100]]));

    [Fact]
    public void Find_RandomBytes_FindsNothing()
    {
        var bytes = new byte[32 << 20];
        new Random(20_260_102).NextBytes(bytes);
        Assert.Empty(PickleSearch.Find(bytes));
    }

    [Theory]
    [InlineData("\u0080\u0004")]
    [InlineData("\u0080\u0002(")]
    [InlineData("ca\nb\n")]
    [InlineData("Va\nVb\n")]
    [InlineData("VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV\n")]
    [InlineData("(")]
    public void Find_ManyBeginnings_EndsInLinearWork(string beginning) =>
        Assert.Empty(PickleSearch.Find(PickleReaderTests.Bytes(string.Concat(Enumerable.Repeat(beginning, 200_000)))));
}
