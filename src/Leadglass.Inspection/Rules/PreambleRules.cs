using Leadglass.Findings;
using Leadglass.Inspection.Contents;
using Leadglass.Inspection.Observations;

namespace Leadglass.Inspection.Rules;

/// <summary>Rules about the first 128 bytes of a DICOM file, and about what the file is to programs that do not know DICOM.</summary>
internal static class PreambleRules
{
    private static readonly Reference Clause = Reference.Ps3(10, "7.5");

    public static IEnumerable<JudgedRule<FileObservation>> All =>
    [
        new(Program, static file => AtStart(file, ContentClass.Executable)),
        new(Script, static file => AtStart(file, ContentClass.Script)),
        new(Container, static file => AtStart(file, ContentClass.Archive, ContentClass.Document, ContentClass.SerialisedObject, ContentClass.Model)),
        new(BrokenTiff, static file => file.Preamble switch
        {
            { State: PreambleState.BrokenTiff } preamble => Judgement.Warn($"The preamble begins as TIFF: {preamble.Evidence}."),
            { State: PreambleState.BareTiff } preamble => Judgement.Warn($"The preamble begins as TIFF: {preamble.Evidence}.", "The rest of it is zero: a dual file that was cut or packed anew.") with { Severity = Severity.Low },
            { State: PreambleState.Tiff } preamble => Judgement.Pass($"A dual file, as PS3.10 allows: {preamble.Evidence}."),
            _ => null,
        }),
        new(Picture, static file => file.Preamble?.State is PreambleState.Tiff or PreambleState.BrokenTiff or PreambleState.BareTiff ? null
            : AtStart(file, ContentClass.Image, ContentClass.Media) is { Verdict: Verdict.Fail } judgement ? judgement with { Verdict = Verdict.Warn } : null),
        new(Unknown, static file => file.Preamble switch
        {
            { State: PreambleState.Unknown } preamble => Judgement.Warn($"The preamble is neither zero nor of a known format: {preamble.Evidence}."),
            { State: PreambleState.Zero } => Judgement.Pass("128 bytes of zero."),
            { State: PreambleState.KnownWriter } preamble => Judgement.Pass($"The preamble holds {preamble.Evidence}."),
            _ => null,
        }),
    ];

    private static Judgement? AtStart(FileObservation file, params ContentClass[] classes)
    {
        if (!file.IsDicom || file.Preamble is null or { State: PreambleState.Absent })
            return null;
        // What is opened from its first byte, and what readers look for in the first 1,024 bytes. A document that is declared as one is the
        // same to both readers, however few elements stand in front of it.
        var found = file.Discoveries.Where(found => classes.Contains(found.Kind.Class) && found.Place.Layers.Count == 0
            && (found.Place is { Kind: PlaceKind.File } || (found.Kind == ContentKinds.Pdf && found.Place.Kind != PlaceKind.Document && found.Place.Offset < 1024))).ToList();
        return Verdicts.If(found, Verdict.Fail, "Nothing of the kind begins in the preamble.");
    }

    private static Rule Program { get; } = Polyglot("LG-INS-001", "The DICOM file is also a program", Severity.Critical,
        "The preamble begins as a program of an operating system or a run-time, and the structure behind it agrees.",
        "A file that every archive takes for an image can be started. Whoever gets one person to do that, or one service, is in the hospital's network, and the archive distributes the file.",
        "The preamble is read as PE (following e_lfanew), NE, LE, DOS, ELF, Mach-O, Java class, WebAssembly, DEX, Lua, Python byte code and Windows shortcut; the fields of each header have to agree.",
        [Reference.Cve("CVE-2019-11687"), Reference.Cwe(434)]);

    private static Rule Script { get; } = Polyglot("LG-INS-002", "The DICOM file is also a script or a page", Severity.High,
        "The preamble begins as text that an interpreter or a browser runs.",
        "The same file that a viewer shows as an image is run by a shell, a web server or a browser that is given it by another name.",
        "Interpreter lines, PHP, ASP and JSP, batch files, HTML, SVG, MIME messages and script addresses, each with text behind it.",
        [Reference.Cve("CVE-2019-11687"), Reference.Cwe(434)]);

    private static Rule Container { get; } = Polyglot("LG-INS-003", "The DICOM file is also an archive or a document", Severity.High,
        "The preamble begins an archive, a document or serialised objects, or a PDF header stands in the first 1,024 bytes.",
        "What one program stores as an image, another unpacks or opens: checks that know only one of the two formats are got round.",
        "Archive, document, serialised and model headers at the first byte; PDF within the first 1,024 bytes, as readers accept it.",
        [Reference.Cwe(434)]);

    private static Rule Picture { get; } = Polyglot("LG-INS-005", "The DICOM file is also a picture or sound", Severity.Low,
        "The preamble begins as a picture or media format other than TIFF.",
        "Two programs show two different things for one file; evidence and diagnosis need one.",
        "Headers of the usual picture, sound and video formats at the first byte.",
        [Reference.Cwe(436)]);

    private static Rule Polyglot(string id, string title, Severity severity, string what, string why, string detection, Reference[] more) => new()
    {
        Id = id,
        Title = title,
        Severity = severity,
        What = what,
        Why = why,
        Detection = detection,
        Limits = "Headers are recognised, not behaviour: a crippled program is reported like a working one. A format that is not in the list is reported as unknown content of the preamble.",
        Remedies = [new(null, "Quarantine the file and ask where it came from. The image is usually intact: set the 128 bytes of the preamble to zero before it is passed on, as PS3.10 §7.5 suggests.")],
        References = [Clause, .. more],
        Proof = "leadglass inspect FILE",
    };

    private static Rule BrokenTiff { get; } = new()
    {
        Id = "LG-INS-004",
        Title = "The preamble begins as TIFF but leads nowhere",
        Severity = Severity.Medium,
        What = "The preamble has the magic number of TIFF or BigTIFF, and its first directory is outside the file or makes no sense.",
        Why = "The magic number alone is what many checks accept. Behind it anything can stand.",
        Detection = "The first directory is followed: inside the file, a sensible number of entries, types of the standard, ascending tags.",
        Limits = "The strips and tiles that the entries name are not followed. A whole-slide image that was cut by an archive can look like this.",
        Remedies = [new(null, "Set the preamble to zero unless the file is meant to be opened as TIFF as well; then have its writer mended.")],
        References = [Clause, Reference.Cwe(434)],
        Proof = "leadglass inspect FILE",
    };

    private static Rule Unknown { get; } = new()
    {
        Id = "LG-INS-006",
        Title = "The preamble is neither zero nor of a known format",
        Severity = Severity.Low,
        What = "Some of the 128 bytes are not zero, and they are none of the formats that are recognised.",
        Why = "The place is read by no DICOM program, so whatever stands there travels unseen.",
        Detection = "All 128 bytes are compared with zero and with the known formats; the entropy says whether it is text, leftovers of memory or encrypted data.",
        Limits = "Some writers leave memory of their own there, which is careless and harmless.",
        Remedies = [new(null, "Set the preamble to zero on receipt; ask the maker of the writing system what it stores there.")],
        References = [Reference.Ps3(10, "7.1"), Clause],
        Proof = "leadglass inspect FILE",
    };
}
