using Leadglass.Dicom.Network;
using Leadglass.Exposure.Observations;
using Leadglass.Findings;

namespace Leadglass.Exposure.Rules;

/// <summary>Rules about who may open an association.</summary>
internal static class AccessRules
{
    public static IEnumerable<JudgedRule<ExaminedPort>> All =>
    [
        new(AnyAETitle, port => port.Policy is not { } policy ? null : policy.Policy switch
        {
            AePolicy.Open => new(Verdict.Fail, policy.Evidence),
            AePolicy.DimseRestricted => new(Verdict.Warn, [.. policy.Evidence, "The association is open to anyone; what was asked on it was refused."]),
            AePolicy.CalledChecked or AePolicy.CallingChecked or AePolicy.Both => new(Verdict.Pass, policy.Evidence),
            _ => new(Verdict.Inconclusive, policy.Open is null ? policy.Evidence : [.. policy.Evidence, policy.Open]),
        }),
        new(CalledOnly, port => port.Policy is not { Policy: AePolicy.CalledChecked } policy ? null
            : policy.Open is null ? new(Verdict.Warn, policy.Evidence) : new(Verdict.Inconclusive, [.. policy.Evidence, policy.Open])),
        new(Oracle, port => port.Dicom is not { } dicom ? null
            : dicom.Attempts.Select(a => a.Reject).FirstOrDefault(r => r is not null && (AePolicyAssessment.NamesCalled(r) || AePolicyAssessment.NamesCalling(r))) is { } telling
                ? Judgement.Warn($"Rejected with {telling.Describe()}.")
                : null),
    ];

    private static Rule AnyAETitle { get; } = new()
    {
        Id = "LG-EXP-010",
        Title = "Anyone may open an association: no AE title is checked",
        Severity = Severity.Medium,
        What = "An association from a calling AE title that this system has never seen, to a called AE title that it does not have, was accepted.",
        Why = "Every program on the network is a colleague: malware on any workstation can send images into the archive, fill its disk, or try what else is allowed.",
        Detection = "A-ASSOCIATE-RQ with a random called AE title and the calling AE title LEADGLASS; then the queries and capabilities below show what the association is worth.",
        Limits = "An accepted association alone does not mean that data can be read: some products accept anyone and refuse the operation, and are reported with a warning. A check of AE titles is not authentication either: whoever knows a title may use it. If LEADGLASS is registered as a caller, this verdict is about a registered caller.",
        Remedies =
        [
            new("Orthanc", "Set DicomCheckCalledAet and DicomCheckModalityHost to true, list the modalities under DicomModalities, and set DicomAlwaysAllowStore and DicomAlwaysAllowEcho to false."),
            new("DCMTK dcmqrscp", "List the peers of each storage area in dcmqrscp.cfg instead of ANY, and reject unknown callers."),
            new("dcm4che", "In the archive's network AE, list the accepted calling AE titles."),
            new(null, "Let the system accept only registered calling AE titles under its own called AE title, and let the firewall pass only their addresses; then add TLS with client certificates, which is the only one of these that proves who calls."),
        ],
        References = [Reference.Cwe(306), Reference.Ps3(8, "9.3.2"), Reference.Ps3(15, "B.12")],
    };

    private static Rule CalledOnly { get; } = new()
    {
        Id = "LG-EXP-011",
        Title = "Only the called AE title is checked: whoever knows the system's name is let in",
        Severity = Severity.Low,
        What = "A wrong called AE title is rejected; a stranger who uses the right one is accepted.",
        Why = "The name of an archive is printed on stickers, stored in every modality and often guessable. It stops accidents, not people.",
        Detection = "The first association was rejected because of its called AE title; one with the title given by --called, still from an unregistered caller, was accepted.",
        Limits = "Without a called AE title to use (--called) the second half stays open, and the verdict is Inconclusive.",
        Remedies =
        [
            new("Orthanc", "Set DicomCheckModalityHost to true and list the modalities under DicomModalities."),
            new(null, "Check the calling AE title as well and the address it comes from; then add TLS with client certificates."),
        ],
        References = [Reference.Cwe(287), Reference.Ps3(8, "9.3.4")],
    };

    private static Rule Oracle { get; } = new()
    {
        Id = "LG-EXP-012",
        Title = "The rejection says which AE title is wrong",
        Severity = Severity.Info,
        What = "A-ASSOCIATE-RJ names the called or the calling AE title as the reason.",
        Why = "Someone who tries titles one after the other learns at each step which half is right. It helps technicians in the same way, which is why most systems do it.",
        Detection = "The reason of the rejection is 7 (called) or 3 (calling) with source 1 (PS3.8 Table 9-21).",
        Limits = "The standard offers these reasons and does not advise against them.",
        Remedies = [new(null, "Where the product allows it, answer every unknown title with reason 1 (no-reason-given) and log the details on the server instead.")],
        References = [Reference.Cwe(204), Reference.Ps3(8, "9.3.4")],
    };
}
