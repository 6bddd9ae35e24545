using Leadglass.Findings;
using Leadglass.Inspection.Observations;

namespace Leadglass.Inspection.Rules;

/// <summary>Rules about encapsulated documents, and documents by themselves.</summary>
internal static class DocumentRules
{
    public static IEnumerable<JudgedRule<FileObservation>> All =>
    [
        new(Mismatch, static file => Judge(file, static document => document.IsMismatch, Verdict.Fail,
            static document => [$"{document.Place}: declared {document.Declared}, found {document.Recognised ?? "something else"}"], "Every document is what it is declared to be.")),
        new(Active, static file => Judge(file, static document => document.Active.Count > 0, Verdict.Fail,
            static document => document.Active.Select(text => $"{document.Place}: {text}"), "Nothing acts by itself.")),
        new(Outward, static file => Judge(file, static document => document.Outward.Count > 0, Verdict.Warn,
            static document => document.Outward.Select(text => $"{document.Place}: {text}"), "Nothing points outside.")),
        new(NotSeen, static file => file.NotSeen.Concat(file.Documents.SelectMany(static document => document.NotSeen.Select(text => $"{document.Place}: {text}"))).ToList() is { Count: > 0 } parts
            ? Judgement.NotTested([.. Verdicts.Lines(parts)])
            : null),
    ];

    private static Judgement? Judge(FileObservation file, Func<DocumentObservation, bool> isConcerned, Verdict verdict, Func<DocumentObservation, IEnumerable<string>> lines, string otherwise) =>
        file.Documents.Count == 0 ? null : Verdicts.If([.. file.Documents.Where(isConcerned).SelectMany(lines)], verdict, otherwise);

    private static Rule Mismatch { get; } = new()
    {
        Id = "LG-INS-030",
        Title = "An encapsulated document is not what it is declared to be",
        Severity = Severity.High,
        What = "The content does not fit the MIME type in (0042,0012) or the SOP class.",
        Why = "A viewer hands the document to the program for the declared type, or the operating system to that for the real one. One of the two was not meant to get it.",
        Detection = "The first bytes are compared with the declared type: PDF, CDA and other XML, STL, OBJ, MTL, ZIP.",
        Limits = "OBJ, MTL and STL have no header: only what is plainly something else is reported for them.",
        Remedies = [new(null, "Do not open the document. Ask the sender, and let the archive refuse what does not fit.")],
        References = [Reference.Ps3(3, "C.24.2"), Reference.Cwe(434)],
        Proof = "leadglass inspect FILE",
    };

    private static Rule Active { get; } = new()
    {
        Id = "LG-INS-031",
        Title = "A document acts when it is opened",
        Severity = Severity.High,
        What = "A PDF runs scripts, starts programs, acts on opening or holds files; an XML document names scripts, style sheets, entities or programs; a 3D model names files outside its folder.",
        Why = "Reports are opened by physicians on workstations next to the patient record. What acts there acts with their rights.",
        Detection = "Names in PDF after their escapes, also inside object streams; elements, attributes, instructions and the document type of XML, without resolving any; references of OBJ and MTL; bytes behind the last triangle of STL.",
        Limits = "An embedded file or an open action that only sets the zoom is harmless and reported too. Encrypted PDF is looked at only as far as it is readable.",
        Remedies = [new(null, "Have the report made again without active content (PDF/A forbids it), or open it in a reader with scripts switched off.")],
        References = [Reference.Ps3(10, "7.5"), Reference.Cwe(506)],
        Proof = "leadglass inspect FILE",
    };

    private static Rule Outward { get; } = new()
    {
        Id = "LG-INS-032",
        Title = "A document names other files or addresses",
        Severity = Severity.Low,
        What = "A PDF, XML document or 3D model names addresses or files that a reader may open.",
        Why = "Following a link tells somebody outside that this patient's report is being read, and when.",
        Detection = "As in LG-INS-031.",
        Limits = "Links to a hospital's own pages are usual in reports.",
        Remedies = [new(null, "Look at where the links lead before they are followed.")],
        References = [Reference.Cwe(200)],
        Proof = "leadglass inspect FILE",
    };

    private static Rule NotSeen { get; } = new()
    {
        Id = "LG-INS-050",
        Title = "Not everything in the file was looked at",
        Severity = Severity.Info,
        What = "A limit was reached, or a part cannot be read.",
        Why = "What was not looked at must not be taken for clean.",
        Detection = "Limits on depth, number, unpacked bytes and size of documents; encryption; damage.",
        Limits = "Says nothing about what lies there.",
        Remedies = [new(null, "Have the file looked at by a person, or refuse it.")],
        References = [],
        Proof = "leadglass inspect FILE",
    };
}
