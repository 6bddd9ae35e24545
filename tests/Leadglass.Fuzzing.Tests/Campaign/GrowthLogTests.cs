using Leadglass.Fuzzing.Campaign;

namespace Leadglass.Fuzzing.Tests.Campaign;

public sealed class GrowthLogTests
{
    [Fact]
    public void Unseen_IsTheAnswersSeenOnceByTheCases()
    {
        var log = new GrowthLog(State(0, null));
        log.Know(["of a seed"]);
        foreach (var answer in new[] { "of a seed", "a", "b", "a", "c" })
            log.Add(answer);
        log.Note(5, 1, 0, 0);

        // Good and Turing: b and c were seen once in five draws.
        Assert.Equal(["b", "c"], log.Once);
        Assert.Equal(2.0 / 5, GrowthLog.Unseen(State(5, log)));
    }

    [Fact]
    public void Unseen_NothingRunOrNotCounted_IsNotKnown()
    {
        Assert.Null(GrowthLog.Unseen(State(0, null)));
        Assert.Null(GrowthLog.Unseen(State(5, null)));
    }

    [Fact]
    public void Note_LongCampaign_KeepsFewPoints()
    {
        var log = new GrowthLog(State(0, null));
        for (var cases = 1; cases <= 1_000_000; cases++)
            log.Note(cases, cases, 0, 0);

        // 1 to 10 one by one, then a factor of 1.1 to 1.2 each time: ln(100 000)/ln(1.1) is 121.
        Assert.InRange(log.Points.Count, 60, 135);
        Assert.Equal(1, log.Points[0].Cases);
        Assert.InRange(log.Points[^1].Cases, 900_000, 1_000_000);
    }

    private static CampaignState State(long cases, GrowthLog? log) => new()
    {
        SchemaVersion = CampaignState.CurrentVersion,
        Tool = "test",
        Program = "",
        Arguments = [],
        ProgramSha256 = "",
        CorpusSha256 = "",
        Seed = 1,
        Operators = [new OperatorTally("one", cases, 0, 0)],
        Answers = log?.Answers ?? [],
        AnswersSeenOnce = log?.Once ?? [],
        Growth = log?.Points ?? [],
        Defects = [],
    };
}
