using Leadglass.Findings;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Oracles;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Rules;

/// <summary>Rules about what a program does with broken files: one for each way to fail.</summary>
internal static class FailureRules
{
    public static IEnumerable<JudgedRule<ExaminedProgram>> All =>
    [
        new(Crash, Judge(FailureKind.Crash)),
        new(Hang, Judge(FailureKind.Hang)),
        new(Resources, Judge(FailureKind.Resources)),
        new(UndeclaredExit, Judge(FailureKind.UndeclaredExit)),
    ];

    private static Rule Crash { get; } = new()
    {
        Id = "LG-FUZ-001",
        Title = "A broken file ends the program",
        Severity = Severity.High,
        What = "A file made of a harmless one by few changes ended the program by a signal, a failed assertion, a report of a sanitizer or an exception that nobody caught.",
        Why = "Whoever can send an image can stop the system that reads it, and every patient who needs it waits. Where memory was overwritten, the same file may run a program of the sender's.",
        Detection = "The program is run on broken files, one process each. Its signal and its last words are read; the file is made smaller as long as it fails in the same way, and run three times more.",
        Limits = "Failures without a message are told apart by their signal only, so that one line can stand for several causes. An exit code from 129 on is taken for a signal, as shells do. That nothing was found proves nothing about the code that did not run.",
        Remedies = [new(null, "Run the reproducer in a debugger or a build with sanitizers, repair the check that is missing, keep the reproducer as a test. In software of others: report it to its security contact, and publish nothing before it is repaired.")],
        References = [Reference.Cwe(20), Reference.Cwe(119), Reference.Cwe(248), Reference.Cwe(617)],
    };

    private static Rule Hang { get; } = new()
    {
        Id = "LG-FUZ-002",
        Title = "A broken file keeps the program busy without end",
        Severity = Severity.High,
        What = "The program did not end within the time that it was given, on the clock or of the processor.",
        Why = "A receiver that works on one file for ever takes no others: worklists stop and images stay at the modality.",
        Detection = "The program is killed when its time is up (--timeout); the file is made smaller as long as that happens.",
        Limits = "A slow machine, or a limit that is too short for the program, looks the same: compare with the time that the seeds take.",
        Remedies = [new(null, "Bound every loop by what is left of the file, and refuse lengths and counts that exceed it.")],
        References = [Reference.Cwe(835), Reference.Cwe(400)],
    };

    private static Rule Resources { get; } = new()
    {
        Id = "LG-FUZ-003",
        Title = "A small broken file takes memory or disk without measure",
        Severity = Severity.Medium,
        What = "The program wanted more memory than it was given, or wrote a larger file, although the file that it read has a few kilobytes.",
        Why = "A few such files at the same time bring down the whole machine, and with it programs that never saw them.",
        Detection = "Resident memory is watched, address space and file size are limited; refusals of memory are read from the last words of the program.",
        Limits = "Looks at resident memory are some milliseconds apart: short peaks are missed. Some programs reserve memory that they never use.",
        Remedies = [new(null, "Compare a declared length or image size with what the file has left before allocating for it.")],
        References = [Reference.Cwe(789), Reference.Cwe(400)],
    };

    private static Rule UndeclaredExit { get; } = new()
    {
        Id = "LG-FUZ-004",
        Title = "The program ends with an exit code that its maker did not declare",
        Severity = Severity.Low,
        What = "A broken file made the program end with an exit code that is not on the list given with --exits.",
        Why = "Whoever starts the program cannot tell a refused file from a failure of the program, and may lose images silently.",
        Detection = "Exit codes are compared with the list; without a list any code below 128 is accepted.",
        Limits = "The list is as good as who wrote it.",
        Remedies = [new(null, "Turn every outcome of reading into a declared exit code, and document it.")],
        References = [Reference.Cwe(754)],
    };

    /// <summary>How every way to fail is judged.</summary>
    internal static Func<ExaminedProgram, Judgement?> Judge(FailureKind kind) => examined =>
        examined.Defect is { } defect
            ? defect.Kind == kind ? OfDefect(defect, examined) : null
            : OfCampaign(examined.Result, kind);

    private static Judgement? OfCampaign(CampaignResult result, FailureKind kind)
    {
        if (result.State.Defects.Any(defect => defect.Kind == kind))
            return null;    // each of them is a finding of its own
        if (OracleCatalogue.All.FirstOrDefault(oracle => oracle.Kind == kind) is { } watching && !result.State.Oracles.Has(watching.Name))
            return null;    // nobody watched: it is among what was not tested
        if (result.State.Cases == 0)
            return Judgement.NotTested(result.NotStarted ?? "No case was run.");
        return result.State.UnhealthySeeds.Count > 0
            ? Judgement.Inconclusive([$"{result.State.Cases} cases without it, but the program fails on some seeds as they are:", .. result.State.UnhealthySeeds.Take(5)])
            : Judgement.Pass($"{result.State.Cases} cases in {result.State.Seconds:0} s without it; what did not run is not known.");
    }

    private static Judgement OfDefect(Defect defect, ExaminedProgram examined)
    {
        var state = examined.Result.State;
        if (examined.Result.Retested && defect is { Repeated: > 0, Reproduced: 0 })
            return Judgement.Pass($"Gone: the reproducer failed in none of {defect.Repeated} runs.");
        List<string> evidence = [$"CWE-{defect.Cwe}, seen in {defect.Count} {(defect.Count == 1 ? "case" : "cases")}, {(defect.Repeated == 0 ? "not repeated yet" : $"reproduced {defect.Reproduced} of {defect.Repeated} times")}"];
        if (examined.Embargo)
        {
            evidence.Add($"Under embargo: the reproducer has {defect.Length} bytes and SHA-256 {defect.Sha256}.");
        }
        else
        {
            evidence.Insert(0, defect.Explanation);
            evidence.Insert(1, defect.Site);
            evidence.Add($"First seen in case {defect.FirstCase}, made of {defect.Seed}; campaign seed {state.Seed}.");
            evidence.Add($"Again, from the folder of the campaign: {state.CommandFor(defect.Reproducer)}");
        }
        // What does not happen every time may be the machine's fault as well.
        return defect.IsFlaky ? new Judgement(Verdict.Warn, [.. evidence, "Flaky: it does not happen every time."]) : new Judgement(Verdict.Fail, evidence);
    }
}
