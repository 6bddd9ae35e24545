using Leadglass.Findings;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Rules;

/// <summary>Rules about failures that leave the program running: what an oracle sees who watches it.</summary>
internal static class OracleRules
{
    public static IEnumerable<JudgedRule<ExaminedProgram>> All =>
    [
        new(StrayFile, FailureRules.Judge(FailureKind.StrayFile)),
        new(CommandExecuted, FailureRules.Judge(FailureKind.CommandExecuted)),
        new(Amplification, FailureRules.Judge(FailureKind.Amplification)),
        new(SuperlinearTime, FailureRules.Judge(FailureKind.SuperlinearTime)),
        new(UninitialisedOutput, FailureRules.Judge(FailureKind.UninitialisedOutput)),
        new(Disagreement, FailureRules.Judge(FailureKind.Disagreement)),
    ];

    private static Rule StrayFile { get; } = new()
    {
        Id = "LG-FUZ-005",
        Title = "A value decides where a file is written",
        Severity = Severity.High,
        What = "A file or folder appeared outside of the folders where the program has any business, after it had read a file with a path in one of its values.",
        Why = "Whoever can send an image can put a file of their own anywhere the program may write: over a configuration, over other patients' images, or where it is executed.",
        Detection = "Each run has a private tree with a working folder, a home and a folder for temporary files four levels deep in it. Values hold relative paths that lead upwards and, put in for a placeholder of the same length when the file is handed over, absolute paths into the tree. What lies elsewhere in the tree afterwards is a finding, unless files appear in the same folder with the seeds too.",
        Limits = "Paths within the three folders are not noticed, nor are files that are read, deleted or overwritten elsewhere. A program that stores below a folder of its own, named in its arguments, is not watched there. Absolute paths are tried where the tree's name has at most 47 bytes, and not on Windows. A file that a program writes later than its end is missed. The reproducer holds the placeholder: absolute paths in it lead nowhere unless fuzz replay runs it.",
        Remedies = [new(null, "Name files by numbers or hashes of your own. Where a value has to be part of a name, allow letters, digits, dots between them and nothing else, and compare the resolved path with the folder before opening it.")],
        References = [Reference.Cwe(73), Reference.Cwe(22)],
    };

    private static Rule CommandExecuted { get; } = new()
    {
        Id = "LG-FUZ-006",
        Title = "A command that stands in a value is executed",
        Severity = Severity.Critical,
        What = "The program handed a value to a shell, which executed what stood in it.",
        Why = "Whoever can send an image runs programs of their own on the system that receives it.",
        Detection = "Values hold commands of sh that make an empty file, leadglass-ran, in the working folder: in substitutions, behind separators, behind quotes. When a file of that name is anywhere in the private tree of the run afterwards, something executed it.",
        Limits = "Only sh is spoken to: commands of cmd.exe, SQL and other languages are not tried. A command that is executed after the program's end, or in a folder outside of the tree, is missed. A program that cuts a value at quotes and semicolons and makes files of the parts would be wrongly named.",
        Remedies = [new(null, "Start programs with a list of arguments and without a shell. Put values into files or environment variables rather than into a command line.")],
        References = [Reference.Cwe(78)],
    };

    private static Rule Amplification { get; } = new()
    {
        Id = "LG-FUZ-007",
        Title = "A small file takes memory far beyond its size",
        Severity = Severity.Medium,
        What = "The program took at least 64 MiB, and at least 1000 bytes for each byte of the file, more than it takes on any seed.",
        Why = "Memory is shared: a few such files at the same time stop other programs on the machine, though none of them reaches a limit of its own.",
        Detection = "The peak of resident memory (VmHWM on Linux) is read while the program runs, and has to be above the threshold in three runs. What the program takes anyway is the largest peak on the seeds.",
        Limits = "Looks are some milliseconds apart and see the program itself, not what it starts: short peaks are missed. Memory that is asked for and never touched does not count. A compressed image that is legitimately a thousand times as large as its file is named too; whether to accept such images is the maker's decision.",
        Remedies = [new(null, "Compare declared lengths, image sizes and numbers of frames with what the file has left before allocating, and give the whole a limit.")],
        References = [Reference.Cwe(789), Reference.Cwe(409)],
    };

    private static Rule SuperlinearTime { get; } = new()
    {
        Id = "LG-FUZ-008",
        Title = "Processor time grows faster than the file",
        Severity = Severity.Medium,
        What = "When a value of the file was made twice as long, and twice as long again, the processor time grew to three times or more each time.",
        Why = "A file that is a little larger keeps the receiver busy for minutes, and a large one for ever, although no loop is endless.",
        Detection = "Files that take 0.2 s of processor time and twice as much as the slowest seed are looked at again: each of the four longest values is written in three lengths, and each length is run three times. The least counts, without what the program takes on the quickest seed.",
        Limits = "Processor time is counted in hundredths of a second. What grows with the number or the depth of elements, rather than with the length of one value, is not recognised. A file that reaches the limit of processor time is judged by LG-FUZ-002 instead.",
        Remedies = [new(null, "Look for text that is searched or copied within a loop over itself; use a table, or a limit of length as PS3.5 §6.2 has for most VRs.")],
        References = [Reference.Cwe(407), Reference.Cwe(400)],
    };

    private static Rule UninitialisedOutput { get; } = new()
    {
        Id = "LG-FUZ-009",
        Title = "Memory that nobody had written to is written out",
        Severity = Severity.High,
        What = "What the program wrote to standard output or into files changed with what the C library had filled fresh memory with.",
        Why = "In a server such memory holds what was there before: parts of other patients' images, names, passwords and keys.",
        Detection = "With --oracle uninitialised each file is run under two fills of glibc (MALLOC_PERTURB_). Where standard output or the files in the working folder differ, both are run once more; the two runs of each fill have to agree.",
        Limits = "Needs glibc and its malloc: other C libraries, own allocators, stacks and managed memory are not filled, so that nothing is seen there. A program whose output differs on every run is not judged. Output may also follow the fill by a decision that was taken on fresh memory, which is a defect as well.",
        Remedies = [new(null, "Clear buffers when they are made (calloc), and write out only as much as was put in. Build with MemorySanitizer, or run valgrind, to find the place.")],
        References = [Reference.Cwe(908), Reference.Cwe(200)],
    };

    private static Rule Disagreement { get; } = new()
    {
        Id = "LG-FUZ-010",
        Title = "Two programs do not agree whether a file is to be accepted",
        Severity = Severity.Low,
        What = "One of two programs accepted a file (exit code 0) that the other refused, though they agree on every seed.",
        Why = "A check is worth nothing when what stands behind it reads the same file in another way; and an image that one station shows is missing at the next.",
        Detection = "With --beside each file is run with both programs. Only ends with an exit code are compared, never crashes or times.",
        Limits = "Which of the two is right is not known, and both may be. Causes are told apart by the first line of the one that refuses. Programs that accept everything agree on nothing worth knowing, and those that report broken files with exit code 0 cannot be compared.",
        Remedies = [new(null, "Look up in PS3.5 and PS3.10 what the file breaks; refuse what cannot be understood in one way only, and say so with an exit code.")],
        References = [Reference.Cwe(436)],
    };
}
