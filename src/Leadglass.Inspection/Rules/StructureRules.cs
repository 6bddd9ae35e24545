using Leadglass.Dicom.Data;
using Leadglass.Findings;
using Leadglass.Inspection.Observations;

namespace Leadglass.Inspection.Rules;

/// <summary>Rules about structure that readers trip over or read differently.</summary>
internal static class StructureRules
{
    public static IEnumerable<JudgedRule<FileObservation>> All =>
    [
        new(Broken, static file => OnDicom(file, Verdict.Warn, "No length, delimiter or item is out of place.", static anomaly => anomaly.IsFault || IsOffsetTable(anomaly.Kind))),
        new(Ambiguous, static file => OnDicom(file, Verdict.Warn, "Order, encoding and lengths agree.", static anomaly => IsAmbiguous(anomaly.Kind))),
        new(ImageDiffers, static file => OnDicom(file, Verdict.Warn, "Pixel data, overlays and lookup tables are as large as they are described.", static anomaly => IsOtherSize(anomaly.Kind))),
        new(BehindImage, static file => OnDicom(file, Verdict.Warn, "Pixel data ends with the image.", static anomaly => anomaly.Kind == StructureAnomalyKind.PixelDataLong)),
        new(MetaDiffers, static file => file.IsDicom ? Verdicts.If(file.MetaMismatches, Verdict.Fail, "File Meta Information and data set agree.") : null),
        new(Directory, static file => file.DirectoryProblems.Count > 0 ? new Judgement(Verdict.Fail, Verdicts.Lines(file.DirectoryProblems)) : null),
        new(Links, static file => file.IsDicom ? Verdicts.If([.. file.Links.Select(static place => place.ToString())], Verdict.Warn, "No address that a viewer would fetch.") : null),
    ];

    private static Judgement? OnDicom(FileObservation file, Verdict verdict, string otherwise, Func<StructureAnomaly, bool> concerns) =>
        file.IsDicom ? Verdicts.If([.. file.Anomalies.Where(concerns).Select(static anomaly => $"byte {anomaly.Offset:N0}: {anomaly.Message} ({anomaly.Clause})")], verdict, otherwise) : null;

    private static bool IsOffsetTable(StructureAnomalyKind kind) => kind is StructureAnomalyKind.OffsetTableLength or StructureAnomalyKind.OffsetTableOrder
        or StructureAnomalyKind.OffsetTableTarget or StructureAnomalyKind.OffsetTableLengths or StructureAnomalyKind.TwoOffsetTables or StructureAnomalyKind.FrameCount;

    private static bool IsOtherSize(StructureAnomalyKind kind) => kind is StructureAnomalyKind.PixelDataShort or StructureAnomalyKind.CodestreamRows
        or StructureAnomalyKind.CodestreamColumns or StructureAnomalyKind.CodestreamSamples or StructureAnomalyKind.CodestreamBits
        or StructureAnomalyKind.RleSegments or StructureAnomalyKind.RleOffset or StructureAnomalyKind.OverlayShort or StructureAnomalyKind.LookupTableShort;

    private static bool IsAmbiguous(StructureAnomalyKind kind) => kind is StructureAnomalyKind.DuplicateTag or StructureAnomalyKind.DescendingTag
        or StructureAnomalyKind.ImplicitInExplicit or StructureAnomalyKind.ExplicitInImplicit or StructureAnomalyKind.TransferSyntaxMismatch
        or StructureAnomalyKind.ForeignElementInMeta or StructureAnomalyKind.ForbiddenGroup or StructureAnomalyKind.MetaEncoding
        or StructureAnomalyKind.DelimiterLength or StructureAnomalyKind.UndefinedLengthNotAllowed or StructureAnomalyKind.AfterDeflate;

    private static Rule Broken { get; } = new()
    {
        Id = "LG-INS-040",
        Title = "The structure of the file is broken where readers trip",
        Severity = Severity.Medium,
        What = "Lengths run past the end, delimiters or items are missing or out of place, sequences are nested very deep, or offset tables point where no frame is.",
        Why = "Memory faults in viewers and archives begin here: most published vulnerabilities of DICOM software need no more than one wrong length.",
        Detection = "The file is read without recursion into a tree that covers every byte; each deviation has its offset and clause.",
        Limits = "Careless writers and cut transfers produce the same. Readers differ in what they tolerate.",
        Remedies = [new(null, "Do not open the file with an old viewer. Ask for it again; if it comes back the same, show the offset and the clause to the maker of the sender.")],
        References = [Reference.Ps3(5, "7.1"), Reference.Cwe(130), Reference.Cwe(787)],
        Proof = "leadglass inspect FILE",
    };

    private static Rule Ambiguous { get; } = new()
    {
        Id = "LG-INS-041",
        Title = "Two readers can read two different things in the file",
        Severity = Severity.Low,
        What = "Tags occur twice or out of order, encodings are mixed, groups stand where they do not belong, or the encoding is not the one that is declared.",
        Why = "Which of two patient names counts? What a filter or a de-identification tool sees need not be what the viewer shows.",
        Detection = "As in LG-INS-040.",
        Limits = "Some of it is common in old files and has no bad intention.",
        Remedies = [new(null, "Write the file anew with a sound toolkit, and compare both before the old one is discarded.")],
        References = [Reference.Ps3(5, "7.1"), Reference.Cwe(436)],
        Proof = "leadglass inspect FILE",
    };

    private static Rule ImageDiffers { get; } = new()
    {
        Id = "LG-INS-045",
        Title = "The image is described in another size than its pixel data has",
        Severity = Severity.Medium,
        What = "Rows, Columns, Samples per Pixel, Bits Allocated and Number of Frames ask for more bytes than the pixel data has, or the codestream in it says other numbers. The same is looked for in icons, overlays and lookup tables.",
        Why = "Viewers allocate by one description and copy by the other: reading and writing behind the end of a buffer is the most frequent flaw in published reports about image decoders.",
        Detection = "The size that follows from the description is held against the length of the value, against the headers of JPEG, JPEG-LS and JPEG 2000 codestreams, and against the segments of RLE.",
        Limits = "Codestreams are not decoded: their data can still be wrong behind a right header. JPEG XL and video are not looked at. Careless converters leave the old numbers behind without bad intention.",
        Remedies = [new(null, "Do not open the file with an old viewer. Ask for it again; if it comes back the same, show the numbers to the maker of the sender.")],
        References = [Reference.Ps3(5, "8.1.1"), Reference.Ps3(3, "C.7.6.3"), Reference.Cwe(131), Reference.Cwe(787)],
        Proof = "leadglass inspect FILE",
    };

    private static Rule BehindImage { get; } = new()
    {
        Id = "LG-INS-046",
        Title = "Pixel data goes on behind the image",
        Severity = Severity.Low,
        What = "The value of the pixel data is longer than the image that is described, by more than one byte of padding.",
        Why = "No viewer shows these bytes, and no copy loses them: a place to carry something unseen.",
        Detection = "As in LG-INS-045. What kind of content the bytes are is looked for like everywhere else.",
        Limits = "Some devices pad to blocks.",
        Remedies = [new(null, "Ask the maker of the sender what the bytes are.")],
        References = [Reference.Ps3(5, "8.1.1"), Reference.Cwe(912)],
        Proof = "leadglass inspect FILE",
    };

    private static Rule MetaDiffers { get; } = new()
    {
        Id = "LG-INS-042",
        Title = "File Meta Information and data set name different objects",
        Severity = Severity.Medium,
        What = "The SOP class or instance of the File Meta Information is not that of the data set.",
        Why = "Archives index by one and viewers show the other: an object can take the place of another, or hide its kind from a filter.",
        Detection = "(0002,0002) is compared with (0008,0016), (0002,0003) with (0008,0018).",
        Limits = "De-identification tools that forget the File Meta Information cause the same; then the old identifier is disclosed.",
        Remedies = [new(null, "Have the File Meta Information written anew from the data set.")],
        References = [Reference.Ps3(10, "7.1"), Reference.Cwe(436)],
        Proof = "leadglass inspect FILE",
    };

    private static Rule Directory { get; } = new()
    {
        Id = "LG-INS-044",
        Title = "A DICOMDIR leads its reader astray",
        Severity = Severity.High,
        What = "A directory record names a file outside the media, or its offsets lead in a circle or to no record.",
        Why = "An import station that follows the record reads, and sometimes writes, files of its own system; one that follows a circle never ends.",
        Detection = "Every Referenced File ID (0004,1500) is looked at for parent folders, roots, drives and control characters. The offsets are followed from the root as a reader does.",
        Limits = "Files that were edited without renewing the offsets fail here without bad intention.",
        Remedies = [new(null, "Import the images without the DICOMDIR, or have it made anew (dcmmkdir of DCMTK).")],
        References = [Reference.Ps3(10, "8.2"), Reference.Ps3(3, "F.3.2.2"), Reference.Cwe(22), Reference.Cwe(835)],
        Proof = "leadglass inspect FILE",
    };

    private static Rule Links { get; } = new()
    {
        Id = "LG-INS-043",
        Title = "The file holds addresses that a viewer may fetch",
        Severity = Severity.Low,
        What = "An element with the VR UR has a value: a provider of pixel data, a retrieve address and the like.",
        Why = "A viewer that follows it makes a request from inside the hospital to a server that the sender chose.",
        Detection = "Elements with the VR UR, Pixel Data Provider URL (0028,7FE0) and the retrieve addresses. The address itself is not shown: it can name a patient.",
        Limits = "In files that a DICOMweb server exports such addresses are right.",
        Remedies = [new(null, "Let viewers follow addresses of known servers only, or have the elements removed on receipt.")],
        References = [Reference.Cwe(918), Reference.Ps3(5, "6.2")],
        Proof = "leadglass inspect FILE",
    };
}
