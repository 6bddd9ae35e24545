using Leadglass.Dicom.Network;
using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Rules;
using Leadglass.Findings;
using Leadglass.Tls;
using Leadglass.Tls.Observations;

namespace Leadglass.Exposure;

/// <summary>Says in a line, and in stable facts, what a port is and who may use it.</summary>
internal static class PortSummary
{
    // No profile asks whether a certificate is still valid or whose it is; a line that says "meets B.12" and no more would mislead.
    private static readonly (string Rule, string Words)[] CertificateFaults = [("LG-TLS-026", "certificate not valid today"), ("LG-TLS-028", "certificate for another name")];

    public static string Of(ExaminedPort port, ServerVerdict? tls, IReadOnlyList<Finding> findings)
    {
        if (!port.Port.IsEncrypted)
            return What(port);
        var faults = CertificateFaults.Where(fault => findings.Any(finding => finding.Verdict == Verdict.Fail && finding.Rule.Id == fault.Rule)).Select(fault => fault.Words);
        return string.Join(", ", [What(port), Encryption(port.Port, tls), .. faults]);
    }

    private static string What(ExaminedPort port) => port.Port.Service switch
    {
        ServiceKind.Dicom or ServiceKind.DicomTls => OfDicom(port),
        ServiceKind.Http or ServiceKind.Https => OfWeb(port),
        ServiceKind.Tls => port.Port.Tls?.RequiresClientCertificate == Answer.Yes ? "client certificate required" : "encrypted, what is inside is not known",
        ServiceKind.Silent => "accepts connections and says nothing",
        ServiceKind.ClosedUnheard => "closes before anything is said: perhaps only listed addresses are served",
        ServiceKind.Other => $"something else: {port.Port.Banner}",
        _ => "could not be examined",
    };

    public static IReadOnlyList<KeyValuePair<string, string>> Facts(ExaminedPort port)
    {
        var facts = new List<KeyValuePair<string, string>>();
        Add("service", Kebab(port.Port.Service));
        Add("tlsVersion", port.Port.TlsVersion);
        Add("aePolicy", port.Policy is { } policy ? Kebab(policy.Policy) : null);
        foreach (var query in port.Dicom?.Queries ?? [])
            Add($"query.{Kebab(query.Model)}", Kebab(query.Outcome) + (query.Status is { } status ? $" {status:X4}H" : ""));
        if (port.Dicom?.EchoStatus is { } echo)
            Add("echo", $"{echo:X4}H");
        foreach (var identity in port.Dicom?.Identities ?? [])
            Add($"identity.{Kebab(identity.Type)}", Kebab(identity.Outcome));
        if (port.Dicom?.Accepted is { Accept: { } accept, Survey: { } survey })
        {
            Add("capabilities", string.Join(" ", survey.Capabilities.Select(c => Kebab(c))));
            Add("implementationClassUid", accept.ImplementationClassUid);
            Add("implementationVersionName", accept.ImplementationVersionName);
            Add("maximumLength", accept.MaximumLengthReceived?.ToString());
        }

        Add("product", port.Product?.ToString());
        Add("productBasis", port.Product?.Basis);
        Add("server", port.Web?.Server);
        foreach (var query in port.Web?.Queries.Where(q => q.Outcome != QidoOutcome.NotThere) ?? [])
            Add($"dicomweb.{query.Prefix}", $"{Kebab(query.Outcome)} {query.Status}");
        return facts;

        void Add(string key, string? value)
        {
            if (value is not null)
                facts.Add(new(key, value));
        }
    }

    private static string OfDicom(ExaminedPort port)
    {
        var parts = new List<string>();
        var dicom = port.Dicom!;
        if (HoneypotSigns.Of(dicom).Count > 1)
            parts.Add("signs of a honeypot");
        parts.Add(port.Policy!.Policy switch
        {
            AePolicy.Open => dicom.Queries.Count > 0 ? "open to anyone" : "accepts anyone (queries not asked)",
            AePolicy.DimseRestricted => dicom.Accepted?.Survey?.Capabilities.Any() == true ? "accepts anyone, refuses queries" : "accepts anyone, offers nothing",
            AePolicy.CalledChecked => port.Policy.Open is null ? "asks only for its AE title" : "asks for its AE title",
            AePolicy.CallingChecked => "registered callers only",
            AePolicy.Both => "checks both AE titles",
            AePolicy.Busy => $"busy ({Triple(dicom)}): try again later",
            _ => $"who may call could not be found out{(Triple(dicom) is { Length: > 0 } triple ? $" ({triple})" : "")}",
        });
        if (dicom.Queries.Any(q => q.Outcome == QueryOutcome.ReturnedRecords))
            parts.Add("records came back for an impossible key");
        else if (dicom.Queries.Any(q => q is { Outcome: QueryOutcome.Searched, Model: not QueryModel.ModalityWorklist }))
            parts.Add("queries answered");
        if (dicom.Queries.Any(q => q is { Outcome: QueryOutcome.Searched, Model: QueryModel.ModalityWorklist }))
            parts.Add("worklist answered");
        if (dicom.Accepted?.Survey?.Accepts(Capability.Storage) == true)
            parts.Add("storage possible");
        if (dicom.Identities.Any(i => i.Outcome == IdentityOutcome.Acknowledged))
            parts.Add("any user acknowledged");
        if (!port.Port.IsEncrypted)
            parts.Add("no encryption");
        return string.Join(", ", parts);
    }

    private static string OfWeb(ExaminedPort port)
    {
        var web = port.Web!;
        var login = web.Queries.Any(q => q.Outcome == QidoOutcome.LoginRequired) || web.Orthanc is { Version: null };
        var what = web.Orthanc?.Version is not null ? "Orthanc's REST interface open to anyone"
            : web.SearchesForStrangers ? "DICOMweb open to anyone"
            : login ? web.ServesDicomWeb ? "DICOMweb, login required" : "login required"
            : web.Queries.Count > 0 && web.Queries.All(q => q.Outcome == QidoOutcome.NotThere) ? "web server, no DICOMweb found"
            : "web server";
        return port.Port.Service == ServiceKind.Https ? what : what + ", no encryption";
    }

    private static string Encryption(PortObservation port, ServerVerdict? tls) => tls?.Brief ?? $"{port.TlsVersion ?? "TLS"}, not examined further";

    private static string Triple(DicomObservation dicom)
    {
        var last = dicom.Attempts[^1];
        return last.Reject is { } reject ? $"A-ASSOCIATE-RJ {(byte)reject.Result}/{(byte)reject.Source}/{(byte)reject.Reason}"
            : last.Abort is { } abort ? $"A-ABORT {(byte)abort.Source}/{(byte)abort.Reason}" : "";
    }

    /// <summary>The written form of an enum's value: <c>CalledChecked</c> is <c>called-checked</c>.</summary>
    private static string Kebab<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
}
