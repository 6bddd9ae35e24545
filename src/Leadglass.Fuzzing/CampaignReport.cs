using Leadglass.Findings;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Rules;

namespace Leadglass.Fuzzing;

/// <summary>The report of a campaign: the program, and each defect as a target of its own, so that a baseline tells new ones from known ones.</summary>
public static class CampaignReport
{
    /// <summary>Judges a campaign.</summary>
    /// <param name="target">The name of the program.</param>
    /// <param name="result">The campaign.</param>
    /// <param name="embargo">Whether the report leaves out what would allow somebody to make a reproducer.</param>
    /// <param name="startedAt">Start of the run.</param>
    /// <param name="finishedAt">Its end.</param>
    public static Report Build(string target, CampaignResult result, bool embargo, DateTimeOffset startedAt, DateTimeOffset finishedAt)
    {
        ArgumentNullException.ThrowIfNull(result);
        var state = result.State;
        var targets = new List<Target> { ProgramOf(target, result) };
        var findings = new List<Finding>();
        foreach (var defect in state.Defects)
        {
            var id = $"{target} {defect.Id}";
            targets.Add(new Target
            {
                Id = id,
                Summary = embargo ? $"{Noun(defect)}, under embargo" : $"{Noun(defect)}: {defect.Explanation}",
                Complete = true,
                Facts = [new("kind", defect.Kind.ToString()), new("cwe", $"CWE-{defect.Cwe}"), new("sha256", defect.Sha256)],
            });
            findings.AddRange(FuzzRules.All.Judge(new ExaminedProgram(result, defect, embargo), id));
        }
        findings.AddRange(FuzzRules.All.Judge(new ExaminedProgram(result, null, embargo), target));
        return new Report
        {
            Tool = state.Tool,
            Command = "fuzz file",
            StartedAt = startedAt,
            FinishedAt = finishedAt,
            Interruption = result.Interruption ?? result.NotStarted,
            Headline = Headline(target, result),
            Targets = targets,
            Findings = findings,
        };
    }

    private static string Headline(string target, CampaignResult result) =>
        result.NotStarted is { } reason ? $"{target} was not tested: {reason}."
        : $"Leadglass ran {target} on {result.State.Cases} broken files: {Count(result.State.Defects.Count)}.";

    private static string Count(int defects) => defects switch
    {
        0 => "no defect was found",
        1 => "1 defect",
        _ => $"{defects} different defects",
    };

    private static Target ProgramOf(string target, CampaignResult result) => new()
    {
        Id = target,
        Summary = $"{result.State.Cases} cases, {Count(result.State.Defects.Count)}, {result.State.Answers.Count} different answers",
        Complete = result.Interruption is null && result.NotStarted is null,
        Facts =
        [
            new("program.sha256", result.State.ProgramSha256),
            new("corpus.sha256", result.State.CorpusSha256),
            new("cases", $"{result.State.Cases}"),
            new("seconds", $"{result.State.Seconds:0.0}"),
        ],
    };

    private static string Noun(Defect defect) => defect.Kind switch
    {
        Triage.FailureKind.Crash => "crash",
        Triage.FailureKind.Hang => "no end",
        Triage.FailureKind.Resources => "memory or disk",
        _ => "undeclared exit",
    };
}
