using Leadglass.Findings;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Oracles;
using Leadglass.Fuzzing.Sessions;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Rules;

/// <summary>Rules about what is under test does with broken input: one for each way to fail.</summary>
internal static class FailureRules
{
    public static IEnumerable<JudgedRule<ExaminedProgram>> All =>
    [
        new(Crash, JudgePrograms(FailureKind.Crash)),
        new(Hang, JudgePrograms(FailureKind.Hang)),
        new(Resources, JudgePrograms(FailureKind.Resources)),
        new(UndeclaredExit, JudgePrograms(FailureKind.UndeclaredExit)),
        new(Quit, JudgeServers(FailureKind.Quit)),
        new(Damage, JudgeServers(FailureKind.Integrity)),
    ];

    private static Rule Crash { get; } = new()
    {
        Id = "LG-FUZ-001",
        Title = "Broken input ends the program",
        Severity = Severity.High,
        What = "A file, conversation or request made of a harmless one by few changes ended the program by a signal, a failed assertion, a report of a sanitizer or an exception that nobody caught.",
        Why = "Whoever can send an image, or only connect, can stop the system that reads it, and every patient who needs it waits. Where memory was overwritten, the same file may run a program of the sender's.",
        Detection = "A program is run on broken files, one process each; a server that was started for it is watched while broken conversations are held with it. The signal and the last words are read; the case is made smaller as long as it fails in the same way, and run three times more.",
        Limits = "Failures without a message are told apart by their signal only, with a server also by what was sent last, so that one line can stand for several causes. A server that makes a process for each association hides the death of one. An exit code from 129 on is taken for a signal, as shells do. That nothing was found proves nothing about the code that did not run.",
        Remedies = [new(null, "Run the reproducer in a debugger or a build with sanitizers, repair the check that is missing, keep the reproducer as a test. In software of others: report it to its security contact, and publish nothing before it is repaired.")],
        References = [Reference.Cwe(20), Reference.Cwe(119), Reference.Cwe(248), Reference.Cwe(617)],
    };

    private static Rule Hang { get; } = new()
    {
        Id = "LG-FUZ-002",
        Title = "Broken input keeps the program busy without end",
        Severity = Severity.High,
        What = "The program did not end within the time that it was given, on the clock or of the processor; or a server no longer answered a verification as it did at first.",
        Why = "A receiver that works on one file for ever takes no others: worklists stop and images stay at the modality.",
        Detection = "The program is killed when its time is up (--timeout). A server is asked by C-ECHO after each conversation that did not end in good order, and once more after a while. The case is made smaller as long as that happens.",
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

    private static Rule Quit { get; } = new()
    {
        Id = "LG-FUZ-020",
        Title = "A broken conversation ends the server",
        Severity = Severity.High,
        What = "The server ended by itself, with an exit code, or stopped taking connections, because of what a peer said to it.",
        Why = "It looks like an orderly end, so that nothing starts the server again and no log calls it a crash; all the same every station that needs it waits.",
        Detection = "A server that was started here is watched; of another it is seen that it refuses connections. The conversation is made smaller as long as that happens.",
        Limits = "Of a server that somebody else runs it is not known why it went away: it may have been stopped on purpose.",
        Remedies = [new(null, "End the association, not the server: an abort (PS3.8 §9.3.8) is the answer to what a peer does wrong.")],
        References = [Reference.Cwe(754), Reference.Cwe(400)],
    };

    private static Rule Damage { get; } = new()
    {
        Id = "LG-FUZ-021",
        Title = "A broken conversation damages what was stored before",
        Severity = Severity.Critical,
        What = "An object that was stored before could not be fetched any more, came twice, or came with other values, after somebody else's broken conversation.",
        Why = "A stranger who can only send can change or remove the images of patients, and nobody may notice until a diagnosis is made on them.",
        Detection = "With --store an object of nobody is stored at first (C-STORE) and fetched (C-GET) after each conversation that stores something; its elements are compared one by one.",
        Limits = "Only where the server serves C-GET; one object stands for all. Elements that a server adds are not looked at.",
        Remedies = [new(null, "Keep each object under a name that is made from its checked SOP Instance UID, write beside and then rename, and refuse what has no valid UID (status A900H or C000H).")],
        References = [Reference.Cwe(472), Reference.Cwe(20)],
    };

    // Of a service of DICOMweb that somebody else runs only its answers are seen: those have rules of their own. Servers declare no exit codes: they are not to end.
    private static Func<ExaminedProgram, Judgement?> JudgePrograms(FailureKind kind) => examined => examined.Result.State switch
    {
        { Kind: TargetKind.Web or TargetKind.Client, ProgramSha256: "" } => null,
        { Kind: TargetKind.Service or TargetKind.Web } when kind == FailureKind.UndeclaredExit => null,
        _ => Judge(kind)(examined),
    };

    private static Func<ExaminedProgram, Judgement?> JudgeServers(FailureKind kind) => examined =>
        examined.Result.State.Kind != TargetKind.Service ? null
        : kind == FailureKind.Integrity && examined.Defect is null && !examined.Result.State.Features.Contains(SessionExecutor.StoredObjectCompared)
            ? Judgement.NotTested("No stored object was compared: that needs --store, and a server that serves C-GET.")
        : Judge(kind)(examined);

    /// <summary>A defect of a kind by itself; the campaign as a whole where it has none of that kind.</summary>
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
