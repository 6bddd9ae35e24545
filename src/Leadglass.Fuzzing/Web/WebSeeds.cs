using System.Text;
using Leadglass.Dicom.Dictionary;
using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Fuzzing.Web;

/// <summary>
/// The legal exchanges that campaigns against DICOMweb start from. All of them are about UIDs and a patient ID of Leadglass's own. Source: PS3.18 §8 and §10.
/// </summary>
public static class WebSeeds
{
    private const string ControlInstance = $"/studies/{WebUids.ControlStudy}/series/{WebUids.ControlSeries}/instances/{WebUids.Control}";
    private const string CaseInstance = $"/studies/{WebUids.Case}.1/series/{WebUids.Case}.2/instances/{WebUids.Case}";
    private const string Json = "application/dicom+json";

    private static readonly Lazy<IReadOnlyList<Seed>> Read = new(static () => [.. Queries(), .. Retrievals()]);
    private static readonly Lazy<IReadOnlyList<Seed>> Stored = new(static () => [.. Queries(), .. Retrievals(), .. Storing()]);

    /// <summary>Every seed, always in the same order with the same names.</summary>
    /// <param name="stores">Whether those that store something are among them.</param>
    public static IReadOnlyList<Seed> All(bool stores) => (stores ? Stored : Read).Value;

    /// <summary>A question that can match nobody, and that every service answers: whether one is there at all.</summary>
    internal static HttpExchange Liveness { get; } = new(Delivery.Whole, [Get($"/studies?StudyInstanceUID={WebUids.ControlStudy}&limit=1", Json)]);

    /// <summary>Stores the control object.</summary>
    internal static HttpExchange StoreControl { get; } = new(Delivery.Whole, [StowParts.Request("application/dicom", $"{WrittenRequest.Base}/studies",
        ("Content-Type: application/dicom", StowParts.File(Uids.SecondaryCaptureImageStorage, Uids.ExplicitVRLittleEndian, static d => SeedImages.Native(d), WebUids.Control)))]);

    /// <summary>Reads the control object back.</summary>
    internal static HttpExchange ReadControl { get; } = new(Delivery.Whole, [Get(ControlInstance, "multipart/related; type=\"application/dicom\"; transfer-syntax=*")]);

    private static IEnumerable<Seed> Queries() =>
    [
        Of("qido-studies", Get($"/studies?StudyInstanceUID={WebUids.ControlStudy}&includefield=00081030&includefield=00080061&limit=1", Json)),
        Of("qido-series", Get($"/studies/{WebUids.ControlStudy}/series?Modality=OT&offset=0&limit=5", Json)),
        Of("qido-instances", Get($"/instances?SOPInstanceUID={WebUids.Control}&includefield=all&fuzzymatching=false", Json)),
        Of("qido-range", Get($"/studies?StudyDate=20000101-20000102&PatientID={WebOptions.PatientId}&limit=2&offset=0", Json)),
        Of("qido-wildcard", Get($"/series?PatientID={WebOptions.PatientId}&SeriesDescription=LEAD%3FGLASS*&limit=1", "multipart/related; type=\"application/dicom+xml\"")),
    ];

    private static IEnumerable<Seed> Retrievals() =>
    [
        Of("wado-metadata", Get($"{ControlInstance}/metadata", Json)),
        Of("wado-metadata-xml", Get($"/studies/{WebUids.ControlStudy}/metadata", "multipart/related; type=\"application/dicom+xml\"")),
        Of("wado-instance", Get(ControlInstance, $"multipart/related; type=\"application/dicom\"; transfer-syntax={Uids.ExplicitVRLittleEndian}")),
        Of("wado-frames", Get($"{ControlInstance}/frames/1", "multipart/related; type=\"application/octet-stream\"; transfer-syntax=*")),
        Of("wado-rendered", Get($"{ControlInstance}/rendered?viewport=8,8&window=40,400,linear&quality=90", "image/jpeg")),
        Of("wado-bulk-data", Get($"{ControlInstance}/bulk/7fe00010", "multipart/related; type=\"application/octet-stream\"", "Range: bytes=0-15")),
        Of("options", Get("/studies", Json) with { Method = "OPTIONS" }),
        Of("keep-alive", Get($"/studies/{WebUids.ControlStudy}/series?limit=1", Json), Get($"{ControlInstance}/metadata", Json)),
    ];

    private static IEnumerable<Seed> Storing() =>
    [
        OfFile("capture", Uids.SecondaryCaptureImageStorage, Uids.ExplicitVRLittleEndian, static d => SeedImages.Native(d)),
        OfFile("palette", Uids.SecondaryCaptureImageStorage, Uids.ExplicitVRLittleEndian, SeedImages.Palette),
        OfFile("overlay", Uids.SecondaryCaptureImageStorage, Uids.ImplicitVRLittleEndian, SeedImages.Overlay),
        OfFile("ct", Uids.CTImageStorage, Uids.ExplicitVRBigEndian, static d => SeedImages.Native(d, bits: 16)),
        OfFile("jpeg", Uids.SecondaryCaptureImageStorage, Uids.JPEGBaseline8Bit, static d => SeedImages.Encapsulated(d, Codestreams.JpegBaseline)),
        OfFile("rle", Uids.SecondaryCaptureImageStorage, Uids.RLELossless, static d => SeedImages.Encapsulated(d, Codestreams.Rle, frames: 2)),
        Of("stow-json", StowParts.Request(Json, $"{WrittenRequest.Base}/studies",
            ($"Content-Type: {Json}; transfer-syntax={Uids.ExplicitVRLittleEndian}", Encoding.UTF8.GetBytes(StowParts.Json)), Pixels())),
        Of("stow-xml", StowParts.Request("application/dicom+xml", $"{WrittenRequest.Base}/studies",
            ($"Content-Type: application/dicom+xml; transfer-syntax={Uids.ExplicitVRLittleEndian}", Encoding.UTF8.GetBytes(StowParts.Xml)), Pixels())),
        Of("stow-two-parts", StowParts.Request("application/dicom", $"{WrittenRequest.Base}/studies/{WebUids.Case}.1", Part("sc", "OT"), Part("nm", "NM"))),
    ];

    private static (string, byte[]) Pixels() =>
        ($"Content-Type: application/octet-stream\r\nContent-Location: {StowParts.PixelLocation}", [.. Enumerable.Range(0, SeedImages.Side * SeedImages.Side).Select(static i => (byte)i)]);

    private static (string, byte[]) Part(string description, string modality) => ("Content-Type: application/dicom", StowParts.File(
        Uids.SecondaryCaptureImageStorage, Uids.ExplicitVRLittleEndian,
        d => SeedImages.Native(d.Text(Tags.Modality, Vr.CS, modality).Text(new Tag(0x0008, 0x103E), Vr.LO, description))));

    // What was stored is read back and rendered on the same connection: a broken image does its harm there.
    private static Seed OfFile(string name, string sopClass, string transferSyntax, Action<SeedDataSet> fill) => Of($"stow-{name}",
        StowParts.Request("application/dicom", $"{WrittenRequest.Base}/studies", ("Content-Type: application/dicom", StowParts.File(sopClass, transferSyntax, fill))),
        Get($"{CaseInstance}/metadata", Json),
        Get($"{CaseInstance}/rendered", "image/png"));

    private static Seed Of(string name, params IReadOnlyList<WrittenRequest> requests) => new($"{name}.http", ExchangeText.Write(new HttpExchange(Delivery.Whole, requests)));

    private static WrittenRequest Get(string path, string accept, params IReadOnlyList<string> more) =>
        new("GET", WrittenRequest.Base + path, "HTTP/1.1", [$"Host: {WrittenRequest.Host}", $"Accept: {accept}", .. more], []);
}
