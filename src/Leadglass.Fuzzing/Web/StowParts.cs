using System.Text;
using Leadglass.Dicom.Dictionary;
using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Fuzzing.Web;

/// <summary>Bodies of STOW-RS requests. Source: PS3.18 §8.6, §10.5.</summary>
internal static class StowParts
{
    public const string Boundary = "leadglass-part";

    /// <summary>A file in which nobody is identified but the practice patient.</summary>
    /// <param name="sopClass">The SOP Class UID.</param>
    /// <param name="transferSyntax">The Transfer Syntax UID.</param>
    /// <param name="fill">Adds what is particular.</param>
    /// <param name="instance">The SOP Instance UID.</param>
    public static byte[] File(string sopClass, string transferSyntax, Action<SeedDataSet> fill, string instance = WebUids.Case) => SeedFile.Of(
        sopClass, transferSyntax,
        dataSet =>
        {
            dataSet.Text(Tags.PatientId, Vr.LO, WebOptions.PatientId);
            fill(dataSet);
        },
        instance);

    /// <summary>The request that stores parts.</summary>
    /// <param name="type">The media type that all of them are.</param>
    /// <param name="target">The request target.</param>
    /// <param name="parts">Headers and content of each.</param>
    public static WrittenRequest Request(string type, string target, params IReadOnlyList<(string Headers, byte[] Content)> parts) => new(
        "POST", target, "HTTP/1.1",
        [
            $"Host: {WrittenRequest.Host}",
            "Accept: application/dicom+json",
            $"Content-Type: multipart/related; type=\"{type}\"; boundary={Boundary}",
            $"Content-Length: {WrittenRequest.Length}",
        ],
        [
            .. parts.SelectMany(static part => (BodyPart[])[Text($"--{Boundary}\r\n{part.Headers}\r\n\r\n"), new BodyPart(part.Content), Text("\r\n")]),
            Text($"--{Boundary}--\r\n"),
        ]);

    public static BodyPart Text(string text, int times = 1) => new(Encoding.Latin1.GetBytes(text), times);

    /// <summary>Metadata with its pixels somewhere else in the message. Source: PS3.18 §F.2, §8.6.1.1.</summary>
    public static string Json { get; } = "[{" + string.Join(',',
        Element("00020010", "UI", $"\"{Uids.ExplicitVRLittleEndian}\""),
        Element("00080016", "UI", $"\"{Uids.SecondaryCaptureImageStorage}\""),
        Element("00080018", "UI", $"\"{WebUids.Case}\""),
        Element("00080060", "CS", "\"OT\""),
        Element("00100010", "PN", "{\"Alphabetic\":\"\"}"),
        Element("00100020", "LO", $"\"{WebOptions.PatientId}\""),
        Element("0020000D", "UI", $"\"{WebUids.Case}.1\""),
        Element("0020000E", "UI", $"\"{WebUids.Case}.2\""),
        "\"00081115\":{\"vr\":\"SQ\",\"Value\":[{" + Element("0020000E", "UI", "\"2.25.1\"") + "}]}",
        Element("00280002", "US", "1"),
        Element("00280004", "CS", "\"MONOCHROME2\""),
        Element("00280010", "US", $"{SeedImages.Side}"),
        Element("00280011", "US", $"{SeedImages.Side}"),
        Element("00280100", "US", "8"),
        Element("00280101", "US", "8"),
        Element("00280102", "US", "7"),
        Element("00280103", "US", "0"),
        "\"00091001\":{\"vr\":\"OB\",\"InlineBinary\":\"AAECAw==\"}",
        $"\"7FE00010\":{{\"vr\":\"OB\",\"BulkDataURI\":\"{PixelLocation}\"}}") + "}]";

    /// <summary>The same as XML. Source: PS3.19 §A.1.</summary>
    public static string Xml { get; } = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><NativeDicomModel xml:space=\"preserve\">" + string.Concat(
        Attribute("00020010", "UI", Uids.ExplicitVRLittleEndian),
        Attribute("00080016", "UI", Uids.SecondaryCaptureImageStorage),
        Attribute("00080018", "UI", WebUids.Case),
        Attribute("00080060", "CS", "OT"),
        Attribute("00100020", "LO", WebOptions.PatientId),
        Attribute("0020000D", "UI", $"{WebUids.Case}.1"),
        Attribute("0020000E", "UI", $"{WebUids.Case}.2"),
        Attribute("00280010", "US", $"{SeedImages.Side}"),
        Attribute("00280011", "US", $"{SeedImages.Side}"),
        $"<DicomAttribute tag=\"7FE00010\" vr=\"OB\"><BulkData uri=\"{PixelLocation}\"/></DicomAttribute>") + "</NativeDicomModel>";

    /// <summary>Where the metadata says that the pixels are: a part of the same message.</summary>
    public const string PixelLocation = "leadglass-pixels";

    private static string Element(string tag, string vr, string value) => $"\"{tag}\":{{\"vr\":\"{vr}\",\"Value\":[{value}]}}";

    private static string Attribute(string tag, string vr, string value) => $"<DicomAttribute tag=\"{tag}\" vr=\"{vr}\"><Value number=\"1\">{value}</Value></DicomAttribute>";
}
