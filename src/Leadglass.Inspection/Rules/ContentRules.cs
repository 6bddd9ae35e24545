using Leadglass.Findings;
using Leadglass.Inspection.Contents;
using Leadglass.Inspection.Observations;

namespace Leadglass.Inspection.Rules;

/// <summary>Rules about content that hides behind the preamble of a DICOM file.</summary>
internal static class ContentRules
{
    public static IEnumerable<JudgedRule<FileObservation>> All =>
    [
        new(Program, static file => Judge(file, Verdict.Fail, "No program.", ContentClass.Executable)),
        new(Script, static file => Judge(file, Verdict.Fail, "No script or page.", ContentClass.Script)),
        new(Archive, static file => Judge(file, Verdict.Warn, "No archive or document.", ContentClass.Archive, ContentClass.Document)),
        new(Outside, static file => file.IsDicom ? Verdicts.If([.. file.OutsideElements.Select(static place => $"{place}: {place.ValueLength:N0} bytes")], Verdict.Warn, "Every byte belongs to an element.") : null),
        new(Archives, static file => file.ArchiveProblems.Count > 0 ? new Judgement(Verdict.Fail, Verdicts.Lines(file.ArchiveProblems)) : null),
    ];

    private static Judgement? Judge(FileObservation file, Verdict verdict, string otherwise, params ContentClass[] classes)
    {
        if (!file.IsDicom)
            return null;
        var found = file.Discoveries.Where(found => classes.Contains(found.Kind.Class) && IsHidden(found)).ToList();
        return Verdicts.If(found, verdict, otherwise);
    }

    // Documents are judged as documents, the preamble as the preamble.
    private static bool IsHidden(Discovery found) => found.Place.Kind is not PlaceKind.File && (found.Place.Kind != PlaceKind.Document || found.Kind.Class == ContentClass.Executable);

    private static Rule Program { get; } = Hidden("LG-INS-010", "A program hides in the DICOM file", Severity.Critical,
        "An element, a fragment, padding or bytes outside of elements hold a program.",
        "The archive keeps and spreads what a virus scanner that does not know DICOM never sees. A second file or a changed preamble is enough to start it.",
        "The whole file is searched for headers of programs whose structure agrees, also inside base64, hexadecimal digits, zlib and gzip.",
        "Headers are recognised, not behaviour. Encrypted or unusually packed programs are not found.");

    private static Rule Script { get; } = Hidden("LG-INS-011", "A script or page hides in the DICOM file", Severity.High,
        "An element, a fragment, padding or bytes outside of elements hold text that an interpreter or a browser runs.",
        "Web viewers and reports show texts of elements. One that is shown without escaping runs the script in the session of the person who reads it.",
        "The whole file is searched for interpreter lines, PHP, ASP and JSP, batch files, script tags, pages, SVG and script addresses.",
        "A report that quotes HTML on purpose looks the same. Short scripts without any of these marks are not found.");

    private static Rule Archive { get; } = Hidden("LG-INS-012", "An archive or document hides in the DICOM file", Severity.Medium,
        "An element other than an encapsulated document holds an archive, packed data, PDF, Office or similar.",
        "A container is what payloads travel in, past checks that look at DICOM only.",
        "The whole file is searched for headers of archives and documents whose structure agrees.",
        "Some makers store packed protocols in private elements (GE does, with gzip): compare the private creator with the device.");

    private static Rule Outside { get; } = Hidden("LG-INS-013", "Bytes of the DICOM file belong to no element", Severity.Medium,
        "Bytes between elements or behind the data set cannot be read as elements.",
        "DICOM programs skip or ignore them, others find them: the place is as good as a preamble.",
        "The file is read into a tree that covers every byte; what is no element is named with its offset.",
        "A transfer that was cut or joined also leaves such bytes.");

    private static Rule Archives { get; } = new()
    {
        Id = "LG-INS-060",
        Title = "An exchange set does more than hold files",
        Severity = Severity.High,
        What = "A ZIP or TAR archive has names that leave its folder, the same name twice, links, encrypted or damaged members, members that unpack out of all proportion, or a directory that does not say what stands in it.",
        Why = "Import stations unpack what patients and other hospitals bring. A name with two dots writes over a program; a bomb fills the disk of the archive.",
        Detection = "The directory is read and every member unpacked into memory within limits; nothing is written to disk. In a ZIP the directory is held against the headers in front of the members: names, sizes, overlaps, hidden members, bytes before and behind.",
        Limits = "Encrypted members are named and not looked at. Sets are sometimes encrypted on purpose; the password then has to come another way.",
        Remedies = [new(null, "Do not import it. Ask for the images by another way, or unpack the good members by hand on a machine that holds nothing.")],
        References = [Reference.Cwe(22), Reference.Cwe(409)],
        Proof = "leadglass inspect FILE",
    };

    private static Rule Hidden(string id, string title, Severity severity, string what, string why, string detection, string limits) => new()
    {
        Id = id,
        Title = title,
        Severity = severity,
        What = what,
        Why = why,
        Detection = detection,
        Limits = limits,
        Remedies = [new(null, "Quarantine the file and ask the sender what the element is for. Where it has no purpose, have the element or the bytes removed before the file is passed on.")],
        References = [Reference.Ps3(10, "7.5"), Reference.Cwe(506)],
        Proof = "leadglass inspect FILE",
    };
}
