using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Fuzzing.Tests.Campaign;

public sealed class CorpusMergeTests
{
    [Fact]
    public async Task Run_OverlappingFiles_KeepsTheFewestThatReachEverything()
    {
        // "abcd" and "ef" reach all six parts; each of the others reaches nothing besides, "ace" not even when it came first.
        var merge = await RunAsync("ab", "cd", "abcd", "ef", "ace", "abcd", "f");

        Assert.Equal(["abcd", "ef"], merge.Kept.Select(static seed => Text(seed)).Order(StringComparer.Ordinal));
        Assert.Equal((6, 6), (merge.Different, merge.Covered));
    }

    [Fact]
    public async Task Run_OfFilesThatReachTheSame_KeepsTheShortest()
    {
        // Two and three times count as the same.
        Assert.Equal("aabb", Text(Assert.Single((await RunAsync("aaabbb", "aabb", "aaabb")).Kept)));
    }

    [Fact]
    public async Task Run_AboutHowOftenAPartRan_IsReachedToo()
    {
        // Four to seven times is something else than once; six is not something else than five.
        var merge = await RunAsync("a", "aaaaa", "aaaaaa");

        Assert.Equal(["a", "aaaaa"], merge.Kept.Select(static seed => Text(seed)).Order(StringComparer.Ordinal));
        Assert.Equal(1, merge.Covered);
    }

    [Fact]
    public async Task Run_FileOnWhichTheTargetFails_IsLeftOutAndNamed()
    {
        var merge = await RunAsync("a", "z\0");

        Assert.Equal("a", Text(Assert.Single(merge.Kept)));
        Assert.Equal("1: Crash, SIGSEGV", Assert.Single(merge.Failing));
    }

    [Fact]
    public async Task Run_NamesOfAQueue_AreThoseOfAflFuzz() =>
        Assert.Equal(OperatingSystem.IsWindows() ? "id_000000,orig_0" : "id:000000,orig:0", Assert.Single((await RunAsync("a")).Kept).Name);

    private static string Text(Seed seed) => System.Text.Encoding.Latin1.GetString(seed.Bytes.Span);

    private static Task<CorpusMerge> RunAsync(params string[] inputs) => CorpusMerge.RunAsync(
        new CountingReader(), [.. inputs.Select(static (text, place) => new Seed($"{place}", System.Text.Encoding.Latin1.GetBytes(text)))], [], TestContext.Current.CancellationToken);
}
