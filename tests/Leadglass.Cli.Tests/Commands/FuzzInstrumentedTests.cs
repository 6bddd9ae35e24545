using System.Text.Json.Nodes;
using Leadglass.Findings;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Commands;

/// <summary>Programs built by the real compiler of AFL++.</summary>
public sealed class FuzzInstrumentedTests : IDisposable
{
    private const string Judge = """
        #include <stdio.h>
        #include <stdlib.h>
        #include <unistd.h>
        static int judge(const unsigned char *bytes, long length) {
            if (length < 3) return 1;
            if (bytes[0] == 'L')
                if (bytes[1] == 'G')
                    if (bytes[2] == 'Z') abort();
            return 0;
        }
        """;

    private const string OfFile = Judge + """

        int main(int argc, char **argv) {
            static unsigned char bytes[64];
            FILE *file = fopen(argv[1], "rb");
            return file ? judge(bytes, fread(bytes, 1, sizeof bytes, file)) : 2;
        }
        """;

    private const string OfSharedMemory = Judge + """

        __AFL_FUZZ_INIT();
        int main(void) {
            __AFL_INIT();
            unsigned char *bytes = __AFL_FUZZ_TESTCASE_BUF;
            while (__AFL_LOOP(10000)) { long length = __AFL_FUZZ_TESTCASE_LEN; judge(bytes, length); }
            return 0;
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [RealPeerFact("afl-clang-fast")]
    public async Task File_BugBehindThreeComparisons_IsFoundByCoverageAlone()
    {
        var program = await BuildAsync(OfSharedMemory);
        _folder.Write("seeds/any", "........");

        (await Cli.RunAsync("fuzz", "file", "--seeds", _folder.Folder("seeds"), "--cases", "60000", "--jobs", "1", "--output", _folder.File("campaign"), "--", program)).Ended(ExitCode.Findings);

        var state = JsonNode.Parse(await File.ReadAllTextAsync(_folder.File("campaign/campaign.json"), TestContext.Current.CancellationToken))!;
        var defect = Assert.Single(state["defects"]!.AsArray())!;
        Assert.Equal(("SIGABRT", 3, 3), ((string)defect["site"]!, (int)defect["reproduced"]!, (int)defect["length"]!));
        Assert.Equal("edges", (string)state["coverage"]!["unit"]!);
        Assert.InRange((int)state["coverage"]!["queue"]!, 3, 20);

        var report = (await Cli.RunAsync("fuzz", "report", _folder.File("campaign"), "--all")).Out;
        Assert.Contains("edges of target never ran", report, StringComparison.Ordinal);
        Assert.DoesNotContain("black box", report, StringComparison.Ordinal);

        // The same folder the other way round is another campaign; alone the program fails as it did under its fork server.
        Assert.Contains("made with coverage", (await FileAsync("--no-coverage", "--output", _folder.File("campaign"), "--", program)).Ended(ExitCode.Usage).Error, StringComparison.Ordinal);
        Assert.Contains("1 still fail", (await Cli.RunAsync("fuzz", "triage", _folder.File("campaign"))).Out, StringComparison.Ordinal);
        var reproducer = _folder.File($"campaign/{defect["reproducer"] ?? $"reproducers/{defect["id"]}.bin"}");
        Assert.Contains("failed 3 of 3", (await Cli.RunAsync("fuzz", "replay", reproducer, "--", program)).Ended(ExitCode.Findings).Out, StringComparison.Ordinal);
        Assert.Contains("depend on those before", (await Cli.RunAsync("fuzz", "replay", "--campaign", _folder.File("campaign"), "--case", "1")).Ended(ExitCode.Usage).Error, StringComparison.Ordinal);
    }

    [RealPeerFact("afl-clang-fast")]
    public async Task File_WordsOfADictionary_AreTriedInAChildForEachInput()
    {
        var program = await BuildAsync(OfFile);
        _folder.Write("seeds/any", "........");

        (await Cli.RunAsync("fuzz", "file", "--seeds", _folder.Folder("seeds"), "--dictionary", _folder.Write("words", "\"LGZ\""), "--cases", "600", "--jobs", "1", "--output", _folder.File("campaign"), "--", program, "@@"))
            .Ended(ExitCode.Findings);
    }

    [RealPeerFact("afl-clang-fast")]
    public async Task File_WithoutCoverage_IsABlackBoxAndTakesADictionary()
    {
        var program = await BuildAsync(OfFile);
        var words = _folder.Write("words", "magic=\"LGZ\"\n");

        (await FileAsync("--no-coverage", "--dictionary", words, "--output", _folder.File("campaign"), "--", program, "@@")).Ended(ExitCode.Clean);

        var state = JsonNode.Parse(await File.ReadAllTextAsync(_folder.File("campaign/campaign.json"), TestContext.Current.CancellationToken))!;
        Assert.Null(state["coverage"]);
        Assert.Contains("token", state["operators"]!.AsArray().Select(static tally => (string)tally!["id"]!));
        Assert.Contains("its dictionary is another one", (await FileAsync("--no-coverage", "--output", _folder.File("campaign"), "--", program, "@@")).Ended(ExitCode.Usage).Error, StringComparison.Ordinal);
        Assert.Contains("words:1: not name", (await FileAsync("--dictionary", _folder.Write("words", "x"), "--", program, "@@")).Ended(ExitCode.Usage).Error, StringComparison.Ordinal);
    }

    [RealPeerFact("afl-clang-fast afl-fuzz")]
    public async Task Merge_QueueOfAflFuzzAndAFolder_BecomeTheFewestThatAflFuzzTakesAgain()
    {
        var program = await BuildAsync(OfFile);
        foreach (var (name, text) in new[] { ("a", "aaaaaa"), ("b", "bbbbbbbb"), ("c", "Laaaaa"), ("d", "LGaaaa"), ("e", "LGZaaa") })
            _folder.Write($"mine/{name}", text);
        _folder.Write("seeds/any", "Lxxxxx");
        await AflFuzzAsync("seeds", "afl", program);

        var result = (await Cli.RunAsync("fuzz", "merge", _folder.File("out"), _folder.File("afl/default"), _folder.Folder("mine"), "--", program, "@@")).Ended(ExitCode.Clean);

        Assert.Contains("e: Crash, SIGABRT", result.Out, StringComparison.Ordinal);
        var kept = Directory.GetFiles(_folder.File("out")).Select(File.ReadAllText).ToList();
        // One of those that get past the second letter: ours, or a shorter one where afl-fuzz came so far by itself.
        Assert.Contains(kept, static text => text.StartsWith("LG", StringComparison.Ordinal));
        // Too short, no L, L without G, LG without Z: there are four ways through the program.
        Assert.InRange(kept.Count, 3, 4);
        await AflFuzzAsync("out", "again", program);
    }

    [RealPeerFact("afl-clang-fast")]
    public async Task Merge_EverythingWrongAtOnce_IsReportedAtOnce()
    {
        _folder.Write("out/file", "");
        var result = (await Cli.RunAsync("fuzz", "merge", _folder.File("out"), "--", "sh", "@@")).Ended(ExitCode.Usage);

        foreach (var wrong in new[] { "not empty", "name the folders", "was not built with AFL++" })
            Assert.Contains(wrong, result.Error, StringComparison.Ordinal);
    }

    private Task<CliResult> FileAsync(params string[] arguments) => Cli.RunAsync(["fuzz", "file", "--cases", "30", .. arguments]);

    private async Task AflFuzzAsync(string seeds, string output, string program)
    {
        var variables = new Dictionary<string, string>
        {
            ["AFL_NO_UI"] = "1",
            ["AFL_SKIP_CPUFREQ"] = "1",
            ["AFL_NO_AFFINITY"] = "1",
            ["AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES"] = "1",
        };
        var run = await ExternalProgram.RunAsync("afl-fuzz", ["-E", "300", "-i", _folder.File(seeds), "-o", _folder.File(output), "--", program, "@@"], TestContext.Current.CancellationToken, variables);
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
    }

    private async Task<string> BuildAsync(string source)
    {
        var program = _folder.File("target");
        var built = await ExternalProgram.RunAsync(
            "afl-clang-fast", ["-O0", "-o", program, _folder.Write("target.c", source)], TestContext.Current.CancellationToken, new Dictionary<string, string> { ["AFL_QUIET"] = "1" });
        Assert.True(built.ExitCode == 0, built.Errors);
        return program;
    }
}
