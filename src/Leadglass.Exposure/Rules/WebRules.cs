using System.Net;
using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Probing;
using Leadglass.Findings;

namespace Leadglass.Exposure.Rules;

/// <summary>Rules about DICOMweb and other web interfaces beside the DICOM port.</summary>
internal static class WebRules
{
    public static IEnumerable<JudgedRule<ExaminedPort>> All =>
    [
        new(OpenSearch, JudgeSearch),
        new(ClearHttp, port => port is { Port.Service: ServiceKind.Http, Web.ServesDicomWeb: true }
            ? Judgement.Fail("DICOMweb or Orthanc answers over http.")
            : null),
        new(ForeignOrigins, port => port.Web is not { AllowedOrigin: { } origin } web ? null
            : origin == "*" || origin == WebPaths.ForeignOrigin
                ? Judgement.Warn($"Access-Control-Allow-Origin: {origin}{(web.AllowsCredentials ? " with credentials" : "")}, asked from {WebPaths.ForeignOrigin}.") with
                {
                    Severity = web.AllowsCredentials && origin != "*" ? Severity.High : Severity.Medium,
                }
                : Judgement.Pass($"Access-Control-Allow-Origin: {origin}.")),
        new(OrthancOpen, port => port.Web?.Orthanc is not { } orthanc ? null
            : orthanc.Version is null ? Judgement.Pass($"/system asks for a login (HTTP {orthanc.Status}).")
            : OpenUnlessOnlyHere(port,
                $"/system: Orthanc {orthanc.Version}, AE title {orthanc.DicomAet}, DICOM port {orthanc.DicomPort}.",
                orthanc.Studies is { } studies ? $"/statistics: {orthanc.Patients} patients, {studies} studies (counts only were asked for)." : "/statistics was not answered.")),
        new(ClearLogin, port => port is { Port.Service: ServiceKind.Http, Web: { } web } && web.AuthenticationSchemes.Contains("Basic", StringComparer.OrdinalIgnoreCase)
            ? Judgement.Fail("WWW-Authenticate: Basic over http.")
            : null),
    ];

    // Orthanc without a login serves its own machine and refuses every other (RemoteAccessAllowed): over loopback the two cannot be told apart.
    private static Judgement OpenUnlessOnlyHere(ExaminedPort port, params string[] evidence) =>
        port.Web?.Orthanc is not null && IPAddress.IsLoopback(port.System.Address)
            ? Judgement.Warn([.. evidence, "Seen over loopback: Orthanc may refuse other machines (RemoteAccessAllowed). Check it by its own address, from another machine."])
            : Judgement.Fail(evidence);

    private static Judgement? JudgeSearch(ExaminedPort port)
    {
        if (port.Web is not { } web)
            return null;
        if (web.Queries.FirstOrDefault(q => q.Outcome is QidoOutcome.Searched or QidoOutcome.ReturnedRecords) is { } found)
        {
            var evidence = $"GET {found.Prefix}/studies for a study that cannot exist: HTTP {found.Status}, {(found.Outcome == QidoOutcome.Searched ? "empty result" : "a result that is not empty; it was discarded unread")}.";
            return web.Control == found.Outcome
                ? Judgement.Inconclusive(evidence, "A path that cannot exist is answered alike, so this proves nothing.")
                : OpenUnlessOnlyHere(port, evidence) with { Severity = found.Outcome == QidoOutcome.ReturnedRecords ? Severity.Critical : null };
        }

        if (web.Queries.FirstOrDefault(q => q.Outcome == QidoOutcome.LoginRequired) is { } login)
        {
            return web.Control == QidoOutcome.LoginRequired
                ? Judgement.Pass($"Everything asks for a login (HTTP {login.Status}); whether DICOMweb is behind it cannot be seen.")
                : Judgement.Pass($"GET {login.Prefix}/studies: HTTP {login.Status}.");
        }

        var unclear = web.Queries.Where(q => q.Outcome == QidoOutcome.Unclear).ToList();
        return unclear.Count == 0 && web.Queries.Count > 0
            ? Judgement.NotTested($"No DICOMweb under {string.Join(", ", web.Queries.Select(q => q.Prefix))}.")
            : Judgement.Inconclusive([.. unclear.Select(q => $"GET {q.Prefix}/studies: {(q.Status == 0 ? "no answer" : $"HTTP {q.Status}")}.")]);
    }

    private static readonly Remedy OrthancLogin = new("Orthanc",
        "Set AuthenticationEnabled to true with RegisteredUsers of your own, or RemoteAccessAllowed to false; put a reverse proxy with TLS and single sign-on before it.");

    private static Rule OpenSearch { get; } = new()
    {
        Id = "LG-EXP-060",
        Title = "Strangers can search by DICOMweb",
        Severity = Severity.High,
        What = "A QIDO-RS search without any login was carried out.",
        Why = "Whoever reaches this address can list patients and studies with nothing but a browser, and with WADO-RS fetch the images.",
        Detection = "GET …/studies with a study UID that cannot exist and no return key beyond it, under the usual prefixes. An empty list or 204 means that the search was carried out; the same request under a path that cannot exist is the control.",
        Limits = "A service under an unusual prefix is not found. A gateway that answers an empty list to strangers by design would be reported wrongly.",
        Remedies = [OrthancLogin, new(null, "Ask for a login (OpenID Connect with a second factor) before DICOMweb, over https only; pass only the networks that need it.")],
        References = [Reference.Cwe(306), Reference.Ps3(18, "8.11"), Reference.Ps3(18, "10.6")],
    };

    private static Rule ClearHttp { get; } = new()
    {
        Id = "LG-EXP-061",
        Title = "DICOMweb is served in clear text",
        Severity = Severity.Medium,
        What = "A medical web interface answers over http.",
        Why = "Images, names and the login itself can be read and changed on the way.",
        Detection = "The service was found on a port that speaks HTTP without TLS.",
        Limits = "Says nothing about a proxy that encrypts for everyone else; then this port should listen on loopback only.",
        Remedies =
        [
            new("Orthanc", "Set SslEnabled with SslCertificate, or bind the HTTP port to loopback behind a TLS proxy."),
            new(null, "Serve it over https only (PS3.15 B.12) and redirect nothing: close the clear port."),
        ],
        References = [Reference.Cwe(319), Reference.Ps3(15, "B.12"), Reference.Ps3(18, "8.11")],
    };

    private static Rule ForeignOrigins { get; } = new()
    {
        Id = "LG-EXP-062",
        Title = "Scripts of any web site may read DICOMweb",
        Severity = Severity.Medium,
        What = "The answer to a request with a foreign Origin allows that origin, or any.",
        Why = "A page that someone in the house opens can read the archive through that person's browser, past the firewall; with credentials allowed, with that person's login.",
        Detection = "Access-Control-Allow-Origin in the answer to a search with an Origin header of a site that cannot exist.",
        Limits = "A viewer on another host needs some origin to be allowed: allow that one.",
        Remedies = [new(null, "Allow only the origins of your own viewers, by name, never *, never the reflected origin.")],
        References = [Reference.Cwe(942)],
    };

    private static Rule OrthancOpen { get; } = new()
    {
        Id = "LG-EXP-063",
        Title = "Orthanc's REST interface is open to strangers",
        Severity = Severity.Critical,
        What = "/system answered without a login.",
        Why = "The same interface lists, downloads, anonymises, changes and deletes every study, and can run Lua scripts where that is enabled.",
        Detection = "GET /system and, where that is open, GET /statistics, which holds counts and no names.",
        Limits = "Only reading was seen; nothing was changed. Some set-ups open single paths by a script.",
        Remedies = [OrthancLogin],
        References = [Reference.Cwe(306)],
    };

    private static Rule ClearLogin { get; } = new()
    {
        Id = "LG-EXP-064",
        Title = "Passwords are asked for in clear text",
        Severity = Severity.High,
        What = "HTTP Basic authentication over http.",
        Why = "User name and password travel readable with every request, and open whatever else that person uses them for.",
        Detection = "WWW-Authenticate: Basic on a port without TLS.",
        Limits = "A port on loopback behind a TLS proxy is fine.",
        Remedies = [new("Orthanc", "Set SslEnabled, or bind the HTTP port to loopback behind a TLS proxy."), new(null, "Serve logins over https only; change the passwords that were used before.")],
        References = [Reference.Cwe(319), Reference.Cwe(522), Reference.Rfc(7617, "4")],
    };
}
