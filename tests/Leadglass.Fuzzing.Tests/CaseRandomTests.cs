namespace Leadglass.Fuzzing.Tests;

public sealed class CaseRandomTests
{
    // SplitMix64 from state 0 begins with E220A8397B1DCDAF, its published reference value; this is xoshiro256** over that
    // chain, computed by a program of its own in another language. It pins the sequence against any version of .NET and any edit.
    [Theory]
    [InlineData(0UL, 0L, 0, 0x8C4986F3F0E565D5UL)]
    [InlineData(1UL, 7L, 2, 0x036DA13B12C745B6UL)]
    public void Next_OfASeedAndIndex_IsPinned(ulong seed, long index, int step, ulong expected) => Assert.Equal(expected, new CaseRandom(seed, index, step).Next());

    [Fact]
    public void Next_OfNeighbouringCases_HasNothingInCommon()
    {
        var first = Enumerable.Range(0, 1000).Select(static i => new CaseRandom(5, i).Next()).ToHashSet();

        Assert.Equal(1000, first.Count);
        Assert.DoesNotContain(new CaseRandom(6, 0).Next(), first);
        Assert.DoesNotContain(new CaseRandom(5, 0, 1).Next(), first);
    }

    [Fact]
    public void Below_ManyTimes_ReachesEveryNumberAndNoOther()
    {
        var random = new CaseRandom(1, 1);

        Assert.Equal([0, 1, 2], Enumerable.Range(0, 200).Select(_ => random.Below(3)).Distinct().Order());
    }
}
