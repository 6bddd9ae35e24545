using Leadglass.Findings.Writing;

namespace Leadglass.Findings.Tests;

/// <summary>A small hospital network: what the writers' tests render.</summary>
internal static class Samples
{
    public static readonly Rule OpenQuery = new()
    {
        Id = "LG-EXP-021",
        Title = "Strangers can query this archive",
        Severity = Severity.High,
        What = "A C-FIND for a study that cannot exist, from an AE title that this system has never seen, was answered with Success.",
        Why = "Whoever reaches this port can list patients and studies.",
        Detection = "One association as an unknown AE title, one C-FIND at study level with a Study Instance UID that nobody issued.",
        Limits = "Certain when answered. A refusal proves only that this caller is refused.",
        Remedies =
        [
            new Remedy("Orthanc", "Set DicomAlwaysAllowFind to false and list the modalities under DicomModalities."),
            new Remedy(null, "Restrict the calling AE titles and addresses, then encrypt."),
        ],
        Proof = "leadglass check HOST:PORT --only LG-EXP-021",
        References = [new Reference("PS3.4 C.4.1", "https://dicom.nema.org/medical/dicom/current/output/html/part04.html#sect_C.4.1"), new Reference("CWE-306", "https://cwe.mitre.org/data/definitions/306.html")],
    };

    public static readonly Rule ClearText = new()
    {
        Id = "LG-TLS-030",
        Title = "Clear text is accepted beside the encrypted port",
        Severity = Severity.Medium,
        What = "The host accepts associations without TLS on another port.",
        Why = "Devices keep using the port that shows every image to the network.",
        Detection = "Associations on the known ports of the same address.",
        Limits = "A port that only answers other addresses is not seen.",
        Remedies = [new Remedy(null, "Close the clear-text port or bind it to loopback.")],
        References = [new Reference("CWE-319", "https://cwe.mitre.org/data/definitions/319.html"), new Reference("PS3.15 B.12")],
    };

    /// <summary>A profile that holds, and one that does not.</summary>
    public static readonly IReadOnlyList<Assessment> Profiles =
    [
        new Assessment { Subject = "B.12", Title = "BCP 195 RFC 8996, 9325 TLS Secure Transport Connection Profile", Verdict = Verdict.Pass, Summary = "security holds; interoperability holds", Details = [] },
        new Assessment
        {
            Subject = "B.13",
            Title = "Modified BCP 195 RFC 8996, 9325 TLS Secure Transport Connection Profile",
            Verdict = Verdict.Fail,
            Summary = "security holds; interoperability fails: missing TLS_AES_128_CCM_SHA256, TLS_AES_128_CCM_8_SHA256",
            Details = ["Interoperability. Missing: TLS_AES_128_CCM_SHA256 (shall, PS3.15 B.13).", "Interoperability. Missing: TLS_AES_128_CCM_8_SHA256 (shall, PS3.15 B.13)."],
        },
    ];

    public static readonly Report Network = new()
    {
        Tool = "leadglass 0.1.0",
        Command = "check",
        StartedAt = new DateTimeOffset(2026, 5, 4, 10, 12, 5, TimeSpan.FromHours(2)),
        FinishedAt = new DateTimeOffset(2026, 5, 4, 10, 12, 36, TimeSpan.FromHours(2)),
        Headline = "Leadglass checked 254 addresses in 31 s: 5 DICOM systems, 2 of them answer strangers.",
        Targets =
        [
            System("10.20.0.8:2762", "PACS1", "dcm4chee-arc 5.34", "B.12 holds, client certificates required") with { Assessments = Profiles },
            System("10.20.0.14:11112", null, "Orthanc 1.10 (likely)", "open to anyone: queries answered, no encryption"),
            System("10.20.0.22:104", "CT2", null, "asks for the called AE title only"),
            System("10.20.0.31:104", "WORKLIST", "DCMTK 3.6.7", "worklist answered to anyone"),
            System("10.20.0.40:104", null, null, "accepted, then busy (A-ASSOCIATE-RJ 2/3/1): try again later") with { Complete = false },
        ],
        Findings =
        [
            Finding(OpenQuery, "10.20.0.8:2762", Verdict.Pass, "rejected: calling AE title not recognized (1/1/3)"),
            Finding(ClearText, "10.20.0.8:2762", Verdict.Pass, "104 and 11112 are closed"),
            Finding(OpenQuery, "10.20.0.14:11112", Verdict.Fail, "C-FIND-RSP status 0000H, no match", "calling AE title LEADGLASS1"),
            Finding(ClearText, "10.20.0.14:11112", Verdict.Fail, "no TLS on 11112"),
            Finding(ClearText, "10.20.0.22:104", Verdict.Warn, "no TLS on 104") with { Severity = Severity.Low },
            Finding(OpenQuery, "10.20.0.22:104", Verdict.NotTested, "the presentation context was not accepted"),
            Finding(OpenQuery, "10.20.0.31:104", Verdict.Fail, "C-FIND-RSP status 0000H, no match"),
            Finding(OpenQuery, "10.20.0.40:104", Verdict.Inconclusive, "A-ASSOCIATE-RJ 2/3/1, temporary congestion"),
        ],
    };

    /// <summary>Everything that a hostile peer would put into an AE title: an escape sequence, markup, a formula, a reversed line.</summary>
    public const string Hostile = "\e]0;pwn\a<script>=cmd|' /C calc'!A0 \u202Efdp.exe";

    public static Report HostileNetwork => Network with
    {
        Headline = Hostile,
        Targets = [System(Hostile, Hostile, Hostile, Hostile) with { Assessments = [.. Profiles.Select(profile => profile with { Subject = Hostile, Title = Hostile, Summary = Hostile, Details = [Hostile] })] }],
        Findings = [Finding(OpenQuery, Hostile, Verdict.Fail, Hostile) with { Remedy = Hostile }],
    };

    public static Finding Finding(Rule rule, string target, Verdict verdict, params string[] evidence) => new()
    {
        Rule = rule,
        Target = target,
        Verdict = verdict,
        Severity = rule.Severity,
        Evidence = evidence,
        Remedy = verdict is Verdict.Fail or Verdict.Warn ? rule.RemedyFor(target.StartsWith("10.20.0.14", StringComparison.Ordinal) ? "Orthanc" : null) : "",
    };

    public static Target System(string id, string? name, string? product, string summary) => new()
    {
        Id = id,
        Name = name,
        Product = product,
        Summary = summary,
        Complete = true,
        Facts = [new("implementationVersionName", product ?? "")],
    };

    public static string Render(Report report, ReportFormat format, ReportOptions? options = null)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        ReportWriter.Write(report, format, writer, options);
        return writer.ToString();
    }
}
