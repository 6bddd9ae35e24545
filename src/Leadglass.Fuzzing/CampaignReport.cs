using System.Globalization;
using Leadglass.Findings;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Rules;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing;

/// <summary>The report of a campaign: the program, and each defect as a target of its own, so that a baseline tells new ones from known ones.</summary>
public static class CampaignReport
{
    /// <summary>Judges a campaign.</summary>
    /// <param name="command">The command that was given.</param>
    /// <param name="result">The campaign.</param>
    /// <param name="embargo">Whether the report leaves out what would allow somebody to make a reproducer.</param>
    public static Report Build(string command, CampaignResult result, bool embargo)
    {
        ArgumentNullException.ThrowIfNull(result);
        var state = result.State;
        var program = NameOf(state);
        var targets = new List<Target> { ProgramOf(program, result, embargo) };
        var findings = new List<Finding>();
        foreach (var defect in state.Defects)
        {
            var id = $"{program} {defect.Id}";
            targets.Add(new Target
            {
                Id = id,
                Summary = embargo ? $"{Noun(defect)}, under embargo" : $"{Noun(defect)}: {defect.Explanation}",
                Complete = true,
                Facts = [new("kind", defect.Kind.ToString()), new("cwe", $"CWE-{defect.Cwe}"), .. Optional("cvss.draft", CvssDraft.Of(defect.Kind, state.Kind)), new("sha256", defect.Sha256)],
            });
            findings.AddRange(FuzzRules.All.Judge(new ExaminedProgram(result, defect, embargo), id));
        }
        findings.AddRange(FuzzRules.All.Judge(new ExaminedProgram(result, null, embargo), program));
        return new Report
        {
            Tool = state.Tool,
            Command = command,
            StartedAt = state.StartedAt,
            FinishedAt = state.FinishedAt,
            Interruption = state.Cases > 0 || result.NotStarted is null ? state.Interruption : result.NotStarted,
            Headline = Headline(program, result),
            Targets = targets,
            Findings = findings,
        };
    }

    private static string NameOf(CampaignState state) => state.Kind switch
    {
        TargetKind.Program => Path.GetFileName(state.Program),
        TargetKind.Method => state.Arguments[0],
        _ => state.Program,
    };

    private static string Headline(string program, CampaignResult result) =>
        result.NotStarted is { } reason ? $"{program} was not tested: {reason}."
        : result.Retested ? $"Leadglass ran {program} again on {Count(result.State.Defects.Count, "reproducer", "reproducers")}: {result.State.Defects.Count(static defect => defect.Reproduced > 0)} still fail."
        : $"Leadglass ran {program} on {Count(result.State.Cases, CampaignWords.Of(result.State.Kind).Case, CampaignWords.Of(result.State.Kind).Cases)}: {Defects(result)}.";

    private static string Defects(CampaignResult result) =>
        result.State.Defects.Count == 0 ? "no defect was found" : Count(result.State.Defects.Count, "defect", "different defects");

    private static string Count(long number, string one, string many) => $"{number} {(number == 1 ? one : many)}";

    private static Target ProgramOf(string program, CampaignResult result, bool embargo)
    {
        var state = result.State;
        var rate = state.Seconds > 0 ? (state.Cases / state.Seconds).ToString("0.0", CultureInfo.InvariantCulture) : "0";
        return new Target
        {
            Id = program,
            Summary = $"{Count(state.Cases, "case", "cases")}, {rate} a second, {(state.Defects.Count == 0 ? "no defect was found" : "every defect has a row of its own")}, {Reached(state)}",
            Complete = state.Interruption is null && result.NotStarted is null,
            Assessments = [.. state.Operators.Select(tally => OperatorOf(EvidenceOperator.Of(tally, state.Kind))), .. Evidence.NotTestedIn(state).Select(NotTested)],
            Charts = [.. ChartsOf(state)],
            Facts =
            [
                .. StatementOf(state.Statement),
                .. state.ProgramSha256.Length == 0 ? [] : (KeyValuePair<string, string>[])[new("program.sha256", state.ProgramSha256)],
                new("corpus.sha256", state.CorpusSha256),
                .. embargo ? [] : (KeyValuePair<string, string>[])[new("seed", state.Seed.ToString(CultureInfo.InvariantCulture))],
                new("environment", state.Environment),
                new("limits", string.Join("; ", Evidence.LimitsOf(state))),
                .. state.Kind is TargetKind.Web or TargetKind.Service ? [] : (KeyValuePair<string, string>[])[new("exits", state.DeclaredExits.Count == 0 ? "any below 128" : string.Join(", ", state.DeclaredExits))],
                .. state.Oracles.Names.Count == 0 ? [] : (KeyValuePair<string, string>[])[new("oracles", string.Join(", ", state.Oracles.Names))],
                new("cases", state.Cases.ToString(CultureInfo.InvariantCulture)),
                new("seconds", state.Seconds.ToString("0.0", CultureInfo.InvariantCulture)),
                new("rate", rate),
                .. Optional("stop", state.StoppingRule),
                .. Optional("unseen", GrowthLog.Unseen(state) is { } unseen ? $"{unseen.ToString("0.#####", CultureInfo.InvariantCulture)} of the cases to come would be answered as none before: {state.AnswersSeenOnce.Count} answers were seen once in {state.Cases} cases" : null),
                .. Optional("transfer.syntaxes", state.Data is { } syntaxes ? string.Join(", ", syntaxes.TransferSyntaxes) : null),
                .. Optional("vrs", state.Data is { } vrs ? string.Join(", ", vrs.Vrs) : null),
                .. state.Coverage is { } coverage
                    ? (KeyValuePair<string, string>[])[new("coverage", $"{coverage.Covered} of {coverage.Blocks} {coverage.Unit}"), new("queue", $"{coverage.Queue}"), new("restarts", $"{coverage.Restarts}")]
                    : [],
            ],
        };
    }

    private static IEnumerable<Chart> ChartsOf(CampaignState state)
    {
        if (state.Answers.Count > 0)
            yield return Grown("Different answers", static point => point.Answers);
        if (state.Features.Count > 0)
            yield return Grown("What was reached: cells of the state table, statuses, reasons", static point => point.Features);
        if (state.Defects.Count > 0)
            yield return Grown("Different failures, before they were made smaller", static point => point.Defects);

        Chart Grown(string title, Func<GrowthPoint, int> number) => new() { Title = title, Along = "cases", Points = [.. state.Growth.Select(point => (point.Cases, (long)number(point)))] };
    }

    private static IEnumerable<KeyValuePair<string, string>> StatementOf(CampaignStatement? statement) =>
        statement is null ? [] :
        [
            .. Optional("product", statement.Product),
            .. Optional("version", statement.Version),
            .. Optional("tester", statement.Tester),
            .. Optional("organisation", statement.Organisation),
            .. Optional("independence", statement.Independence),
            .. statement.Scope.Select(static (line, index) => KeyValuePair.Create($"scope.{index + 1}", string.Join("; ",
                new[] { ("interface", line.Interface), ("threat", line.Threat), ("requirement", line.Requirement) }.Where(static part => part.Item2.Length > 0).Select(static part => $"{part.Item1}: {part.Item2}")))),
        ];

    private static IEnumerable<KeyValuePair<string, string>> Optional(string key, string? value) => value is null ? [] : [KeyValuePair.Create(key, value)];

    private static string Reached(CampaignState state) =>
        state.Coverage is { } coverage ? $"{coverage.Covered} of {coverage.Blocks} {coverage.Unit} ran" : Count(state.Answers.Count, "answer", "different answers");

    private static Assessment OperatorOf(EvidenceOperator tally) => new()
    {
        Subject = tally.Id,
        Title = tally.What,
        Verdict = tally.Cases == 0 ? Verdict.NotTested : tally.Failures > 0 ? Verdict.Fail : Verdict.Pass,
        Summary = $"{Count(tally.Cases, "case", "cases")}, {Count(tally.Novel, "new answer", "new answers")}, {Count(tally.Failures, "failure", "failures")}",
        Details = tally.Because,
    };

    private static Assessment NotTested(string line)
    {
        var words = line.Split(": ", 2);
        return new Assessment { Subject = words[0], Title = "", Verdict = Verdict.NotTested, Summary = words[1], Details = [] };
    }

    private static string Noun(Defect defect) => defect.Kind switch
    {
        FailureKind.Crash => "crash",
        FailureKind.Hang => "no end",
        FailureKind.Resources => "memory or disk",
        FailureKind.StrayFile => "file where a value says",
        FailureKind.CommandExecuted => "command executed",
        FailureKind.Amplification => "memory beyond the file",
        FailureKind.SuperlinearTime => "time beyond the file",
        FailureKind.UninitialisedOutput => "uninitialised memory written",
        FailureKind.Disagreement => "disagreement",
        FailureKind.Quit => "end of the server",
        FailureKind.Integrity => "damaged object",
        FailureKind.Unanswered => "no answer",
        FailureKind.Dropped => "dropped connection",
        FailureKind.Flood => "flood of answers",
        FailureKind.Disclosure => "disclosure",
        _ => "undeclared exit",
    };
}
