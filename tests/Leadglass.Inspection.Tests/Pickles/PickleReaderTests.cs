using System.Text;
using Leadglass.Inspection.Pickles;

namespace Leadglass.Inspection.Tests.Pickles;

/// <summary>Programs written by hand, one for each way round a scanner that has been published. What they call does nothing.</summary>
public sealed class PickleReaderTests
{
    [Fact]
    public void Opcodes_AreThe68OfPickletools() => Assert.Equal(68, Enum.GetValues<PickleOpcode>().Count(static opcode => PickleOpcodes.ArgumentOf((byte)opcode) != PickleArgument.NotAnOpcode));

    [Theory]
    [InlineData("N.", PickleVerdict.Data)]
    [InlineData("(lp0\nI1\naI2\na.", PickleVerdict.Data)]
    [InlineData("cbuiltins\nprint\n(tR.", PickleVerdict.Dangerous)]
    [InlineData("ccollections\nOrderedDict\n(tR.", PickleVerdict.Constructors)]
    [InlineData("ccollections\nOrderedDict\n(tR(dVa\nI1\nsb.", PickleVerdict.Constructors)]           // its state is set: still an OrderedDict
    [InlineData("cfractions\nFraction\n.", PickleVerdict.Imports)]
    [InlineData("cfractions\nFraction\n(I1\nI2\ntR.", PickleVerdict.Calls)]
    [InlineData("(I1\nI2\nifractions\nFraction\n.", PickleVerdict.Calls)]                        // INST
    [InlineData("(cfractions\nFraction\nI1\nI2\no0N.", PickleVerdict.Calls)]                     // OBJ, and POP hides the result
    [InlineData("cfractions\nFraction\n)\u0081.", PickleVerdict.Calls)]                         // NEWOBJ
    [InlineData("cfractions\nFraction\n)}\u0092.", PickleVerdict.Calls)]                        // NEWOBJ_EX
    [InlineData("cfractions\nFraction\n}b.", PickleVerdict.Calls)]                              // BUILD sets the state of a class
    [InlineData("cfractions\nFraction\n(I1\nla.", PickleVerdict.Calls)]                         // APPEND calls a method of what is no list
    [InlineData("Vfrac\\u0074ions\nVFraction\n\u0093.", PickleVerdict.Imports)]                 // the name is written with an escape
    [InlineData("Vo\\u0073\nVgetpid\n\u0093)R.", PickleVerdict.Dangerous)]
    [InlineData("S'frac\\x74ions'\nS'Fraction'\n\u0093.", PickleVerdict.Imports)]
    [InlineData("S'o\\163'\nS'getpid'\n\u0093)R.", PickleVerdict.Dangerous)]
    [InlineData("Vtorch\nVserialization.os.getpid\n\u0093)R.", PickleVerdict.Dangerous)]         // a dotted name leads to os
    [InlineData("Vos\nVpath.os.path.os.getpid\n\u0093)R.", PickleVerdict.Dangerous)]
    [InlineData("cfractions\nFraction\n(I1\nI2\ntRcfractions\nFraction\n(I1\nI2\ntR\u00FF", PickleVerdict.Calls)]   // breaks off behind the calls
    [InlineData("c__builtin__\nset\n((lI1\natR.", PickleVerdict.Constructors)]
    [InlineData("c__builtin__\neval\n((lI1\natR.", PickleVerdict.Dangerous)]
    [InlineData("cdatetime\nsys.exit\n(tR.", PickleVerdict.Dangerous)]
    [InlineData("Vos\np+7\n0g7\nVgetpid\n\u0093)R.", PickleVerdict.Dangerous)]                   // int() reads a sign
    [InlineData("Vos\np1_0\n0g10\nVgetpid\n\u0093)R.", PickleVerdict.Dangerous)]                 // and underscores
    [InlineData("P123\n.", PickleVerdict.Constructors)]
    [InlineData("\u0082\u0007.", PickleVerdict.Imports)]                                        // EXT1: an extension decides what it is
    public void Verdict_IsByStructure(string program, PickleVerdict expected) => Assert.Equal(expected, PickleReader.Read(Bytes(program)).Verdict);

    [Theory]
    [InlineData("I1\n", PickleEnd.Truncated)]
    [InlineData("Vunfinished", PickleEnd.Truncated)]
    [InlineData("X\u00FF\u00FF\u00FF\u00FFabc", PickleEnd.Truncated)]
    [InlineData("\u00FF", PickleEnd.InvalidOpcode)]
    [InlineData("R", PickleEnd.StackUnderflow)]
    [InlineData(".", PickleEnd.StackUnderflow)]
    [InlineData("cfractions\nFraction\n)(R", PickleEnd.StackUnderflow)]   // what lies below a mark is out of reach
    [InlineData("t", PickleEnd.StackUnderflow)]
    [InlineData("I1\n)R.", PickleEnd.WrongType)]                // a number is not called
    [InlineData("I1\nVx\n\u0093.", PickleEnd.WrongType)]        // a number names no module
    [InlineData("g7\n.", PickleEnd.UnknownMemo)]
    [InlineData("h\u0007.", PickleEnd.UnknownMemo)]
    [InlineData("I1x?\n.", PickleEnd.InvalidArgument)]
    [InlineData("S'no end\n.", PickleEnd.InvalidArgument)]
    [InlineData("cno name!\nx\n.", PickleEnd.InvalidArgument)]
    [InlineData("\u0080\u0006N.", PickleEnd.InvalidArgument)]   // protocol 6 does not exist
    public void End_SaysWhy(string program, PickleEnd expected) => Assert.Equal(expected, PickleReader.Read(Bytes(program)).End);

    [Fact]
    public void MemoAndStack_AreFollowed_NotGuessedFromTheLastTexts()
    {
        // fractions and Fraction are memoized, other texts come in between, and DUP and POP hide which two are used.
        var program = PickleReader.Read(Bytes("Vfractions\np0\n0VFraction\np1\n0Vjson\nVdumps\n00g0\ng1\n\u0093)R."));
        Assert.Equal(["fractions.Fraction"], program.Imports.Select(static import => import.ToString()));
        Assert.Equal(PickleEnd.Stop, program.End);
        Assert.Equal("fractions.Fraction", Assert.Single(program.Calls).Import?.ToString());
    }

    [Fact]
    public void ResultOfACall_WhenCalled_IsACallOfSomethingUnknown()
    {
        var program = PickleReader.Read(Bytes("cfunctools\npartial\n(tR)R."));
        Assert.Equal(2, program.CallCount);
        Assert.Null(program.Calls[1].Import);
    }

    [Fact]
    public void Framing_LyingFrameAndSecondProto_AreCountedAndReadOn()
    {
        var program = PickleReader.Read(Bytes("\u0080\u0004\u0095\u00FF\u00FF\0\0\0\0\0\0\u0080\u0002N."));
        Assert.Equal((PickleEnd.Stop, 2, false), (program.End, program.FramingFaults, program.IsFramed));
    }

    [Fact]
    public void HugeMemoIndex_CostsNoMemory()
    {
        var program = PickleReader.Read(Bytes("Nr\u00FF\u00FF\u00FF\u00FFj\u00FF\u00FF\u00FF\u00FF."));
        Assert.Equal(PickleEnd.Stop, program.End);
    }

    [Fact]
    public void Limits_StopMarksValuesAndOpcodes()
    {
        var limits = new PickleLimits { Values = 100, Opcodes = 1000 };
        Assert.Equal(PickleEnd.Limit, PickleReader.Read(Bytes(new string('(', 500)), limits).End);
        Assert.Equal(PickleEnd.Limit, PickleReader.Read(Bytes(new string('N', 500)), limits).End);
        Assert.Equal(PickleEnd.Limit, PickleReader.Read(Bytes(string.Concat(Enumerable.Repeat("N0", 5000))), limits).End);
    }

    [Fact]
    public void AnyBytes_NeverThrow() => Property.Check(ArbitraryBytes.Any(), static bytes =>
    {
        var program = PickleReader.Read(bytes);
        Assert.InRange(program.Length, 0, bytes.Length);
        _ = program.Verdict;
        PickleSearch.Find(bytes);
    });

    [Fact]
    public void NearlyRightBytes_NeverThrow() => Property.Check(
        ArbitraryBytes.Near(Bytes("Vfrac\\u0074ions\np0\n0S'a\\x41'\ng0\n\u0093)R."), Bytes("(I1\nifractions\nFraction\n}(Va\nL5L\nubl."), Bytes("\u0080\u0004\u0095\u0009\0\0\0\0\0\0\0]\u0094(K\u0001K\u0002e.")),
        static bytes =>
        {
            _ = PickleReader.Read(bytes).Verdict;
            PickleSearch.Find(bytes);
        },
        count: 2000);

    internal static byte[] Bytes(string program) => Encoding.Latin1.GetBytes(program);
}
