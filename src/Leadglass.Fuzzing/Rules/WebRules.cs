using Leadglass.Findings;
using Leadglass.Fuzzing.Campaign;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Rules;

/// <summary>Rules about what a DICOMweb service does with broken requests: one for each way to fail that programs do not have.</summary>
internal static class WebRules
{
    public static IEnumerable<JudgedRule<ExaminedProgram>> All =>
    [
        new(Unanswered, Judge(FailureKind.Unanswered)),
        new(Dropped, Judge(FailureKind.Dropped)),
        new(Flood, Judge(FailureKind.Flood)),
        new(Disclosure, Judge(FailureKind.Disclosure)),
        new(Altered, Judge(FailureKind.Integrity)),
        new(Ended, Judge(FailureKind.Quit)),
    ];

    private static Rule Unanswered { get; } = new()
    {
        Id = "LG-FUZ-030",
        Title = "A broken request to the DICOMweb service is never answered",
        Severity = Severity.Medium,
        What = "A request that is sound HTTP, complete and of moderate size was not answered within the time that it was given.",
        Why = "Behind each of them a thread or a connection of the service may wait for ever: a few such requests, and nobody reads images any more.",
        Detection = "Each request has a connection of its own and --timeout to be answered. Only requests count that a server owes an answer: one Host, a true Content-Length, no unusual coding, all of it sent.",
        Limits = "A slow machine looks the same: compare with the time that the seeds take. A service that answers after the time was up is not told from one that never does.",
        Remedies = [new(null, "Bound what a request may cost, refuse parameters out of range with 400, and answer every failure of a worker.")],
        References = [Reference.Cwe(835), Reference.Cwe(400)],
    };

    private static Rule Dropped { get; } = new()
    {
        Id = "LG-FUZ-031",
        Title = "The DICOMweb service drops the connection instead of answering",
        Severity = Severity.Medium,
        What = "The connection of a sound, complete request was closed or reset without an answer, or in the middle of one.",
        Why = "It is what is seen from outside when a worker of the service crashes, or an exception reaches nobody who could answer: the client does not know whether its images were stored.",
        Detection = "A request counts as for LG-FUZ-030. A proxy's 502 or 504 counts as no answer of the service behind it. A reset while a body of more than 64 KiB was still being sent does not count, nor do requests behind one that was answered.",
        Limits = "A service may also close on purpose, without having crashed. A proxy that answers with other codes hides it.",
        Remedies = [new(null, "Look into the log at that moment; answer 400 for what cannot be read and 500 for what went wrong.")],
        References = [Reference.Cwe(248), Reference.Cwe(755)],
    };

    private static Rule Flood { get; } = new()
    {
        Id = "LG-FUZ-032",
        Title = "A small request to the DICOMweb service is answered with megabytes",
        Severity = Severity.Medium,
        What = "More than 16 MiB came in answer to requests of at most 1 MiB, all of them about small objects of nobody.",
        Why = "Whoever can send such requests makes the service busy for others at no cost of his own.",
        Detection = "Answers are read up to 16 MiB and counted; bodies of successful answers are not kept.",
        Limits = "A query whose limit the service ignores may list a large archive: then the answer is as large as the archive, and the finding is the ignored limit.",
        Remedies = [new(null, "Bound the number of results, parts and frames of one answer, whatever the request says.")],
        References = [Reference.Cwe(405)],
    };

    private static Rule Disclosure { get; } = new()
    {
        Id = "LG-FUZ-033",
        Title = "An error answer of the DICOMweb service shows its inside",
        Severity = Severity.Low,
        What = "An answer with a status of 400 or above has the frames of a stack in it, or a path on the service's disk.",
        Why = "Names, versions and paths tell an attacker which known weakness to try, and where the images are.",
        Detection = "The first 16 KiB of error answers are searched for frames as .NET, Java, Python, Node, PHP, Go and Ruby write them, and for absolute paths. What the request itself said does not count.",
        Limits = "Only these forms are known. A path may be that of a page, not of a file.",
        Remedies = [new(null, "Write details to the log, and answer with the status, a short reason and a number by which the log entry is found.")],
        References = [Reference.Cwe(209)],
    };

    private static Rule Altered { get; } = new()
    {
        Id = "LG-FUZ-034",
        Title = "Storing one object through DICOMweb changed another one",
        Severity = Severity.High,
        What = "An object that was stored before the campaign is not handed out as it was any more, or not at all, after a request that stored something else.",
        Why = "Images on which somebody relies have changed or gone, and nobody was told.",
        Detection = "With --store one practice object is stored first and read back after each case that stores; its bytes are compared with what the service handed out at first. A difference is read twice.",
        Limits = "One object is watched, through the service itself. A service that never hands it out is not judged. A clean-up by age or quota looks the same.",
        Remedies = [new(null, "Keep what is stored under a name that the sender cannot choose, and never replace an object without being told to.")],
        References = [Reference.Cwe(664), Reference.Cwe(22)],
    };

    private static Rule Ended { get; } = new()
    {
        Id = "LG-FUZ-035",
        Title = "A broken request ends the DICOMweb service",
        Severity = Severity.High,
        What = "After a request the service took no connections any more, or took them again only after a while, as something does that was started anew.",
        Why = "Whoever reaches the service can stop it, and every patient whose images are in it waits. Where memory was overwritten, the same request may run a program of the sender's.",
        Detection = "After each request that did not end in an answer a legal question is asked, four times within about a second. A refused connection counts, and a proxy's 502 to 504; a slow one does not.",
        Limits = "A service that is stopped, updated or limited by a firewall at that moment looks the same: what does not happen again is told as flaky. One request is blamed, although an earlier one may have done the harm.",
        Remedies = [new(null, "Send the reproducer to a service in a debugger, or in a build with sanitizers, and repair the check that is missing. In software of others: report it to its security contact, and publish nothing before it is repaired.")],
        References = [Reference.Cwe(20), Reference.Cwe(119), Reference.Cwe(248)],
    };

    private static Func<ExaminedProgram, Judgement?> Judge(FailureKind kind) => examined =>
        examined.Result.State.Kind != TargetKind.Web ? null
        : kind == FailureKind.Integrity && examined.Defect is null && !examined.Result.State.Features.Contains(Web.WebExecutor.Controlled)
            ? Judgement.NotTested("No object was watched: it takes --store, and a service that hands out what it stored.")
        : FailureRules.Judge(kind)(examined);
}
