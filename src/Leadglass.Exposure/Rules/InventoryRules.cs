using Leadglass.Exposure.Inventory;
using Leadglass.Findings;

namespace Leadglass.Exposure.Rules;

/// <summary>Rules about what is there and the site's own picture of it.</summary>
public static class InventoryRules
{
    private const string Mend = "Mend the system if it should be as the inventory says; mend assets.yaml if the change was wanted.";

    private static readonly string[] Encrypted = ["dicom-tls", "https", "tls"];

    /// <summary>The rules without their functions.</summary>
    public static IReadOnlyList<Rule> Rules => All.Rules;

    internal static RuleSet<PlacedPort> All { get; } = new(
    [
        new(UnknownSystem, port => port.Seen is null ? null
            : port.System is null ? Judgement.Fail($"No system of the inventory has this address.{(port.Inventory.Netblocks.Count > 0 ? " It is in one of your networks." : "")}")
            : Judgement.Pass($"It is {port.System.Name} of the inventory.")),
        new(UnknownPort, port => port.System is not { } system || port.Service is not { } service ? null
            : port.Wanted is null ? Judgement.Fail($"{system.Name} answers here ({service}), and the inventory does not name the port.")
            : Judgement.Pass("The inventory names the port.")),
        new(EncryptionLost, JudgeEncryption),
        new(OtherProtocol, port => port.Wanted?.Protocol is not { } wanted || port.Service is not { } service || Encrypted.Contains(wanted) != Encrypted.Contains(service) ? null
            : wanted == service ? Judgement.Pass($"It is {service}, as the inventory says.")
            : wanted == "tls" ? Judgement.Pass($"It is {service}, inside TLS as the inventory says.")
            : service is "silent" or "closed-unheard" or "not-examined" or "tls" ? Judgement.Inconclusive($"The inventory says {wanted}; what is there could not be found out ({service}).")
            : Judgement.Fail($"The inventory says {wanted}; {service} answers.")),
        new(PolicyLoosened, JudgeCallers),
        new(OtherProduct, port => port.System?.Product is not { } wanted || port.Seen?.Product is not { } seen ? null
            : seen.StartsWith(wanted, StringComparison.OrdinalIgnoreCase) ? Judgement.Pass($"It is {seen}, as the inventory says.")
            : Judgement.Warn($"The inventory says {wanted}; what answers seems to be {seen}.")),
        new(NoAnswer, port => port.Seen is not null || port.Wanted is null ? null : Judgement.Warn($"{port.System!.Name} should answer here{(port.Wanted.Protocol is { } protocol ? $" ({protocol})" : "")}, and nothing did.")),
    ]);

    private static Judgement? JudgeEncryption(PlacedPort port)
    {
        if (port.Wanted is not { } wanted || port.Service is not { } service)
            return null;
        if (wanted.Protocol is { } protocol && Encrypted.Contains(protocol) && service is "dicom" or "http")
            return Judgement.Fail($"The inventory says {wanted.Protocol}; {service} answers in clear text.");
        if (wanted.TlsProfile is not { } profile)
            return wanted.Protocol is { } promised && Encrypted.Contains(promised) && Encrypted.Contains(service) ? Judgement.Pass($"It is encrypted ({service}).") : null;
        return port.Seen!.Assessments.FirstOrDefault(assessment => assessment.Subject == profile) switch
        {
            { Verdict: Verdict.Pass } => Judgement.Pass($"{profile} holds, as the inventory says."),
            { Verdict: Verdict.Fail or Verdict.Warn } failed => Judgement.Fail($"The inventory says {profile}; {failed.Summary}."),
            _ when service is "dicom" or "http" => Judgement.Fail($"The inventory says {profile}; {service} answers in clear text."),
            _ => Judgement.Inconclusive($"The inventory says {profile}; whether it holds could not be found out."),
        };
    }

    private static Judgement? JudgeCallers(PlacedPort port) => (port.Wanted?.Callers, port.Fact("aePolicy")) switch
    {
        (Callers.Registered, ("open" or "called-checked" or "dimse-restricted") and var policy) => Judgement.Fail($"The inventory says that registered callers alone are let in; the policy is {policy}."),
        (Callers.Registered, ("calling-checked" or "both" or "address-restricted") and var policy) => Judgement.Pass($"Registered callers alone are let in ({policy})."),
        (Callers.Registered, { } policy) => Judgement.Inconclusive($"The inventory says that registered callers alone are let in; that could not be found out ({policy})."),
        _ => null,
    };

    private static Rule UnknownSystem => Make(1, Severity.High, "A system answers that the inventory does not know",
        "Something answers at an address that no system of assets.yaml has.",
        "A system that nobody lists is one that nobody updates, and that nobody misses when it leaks.",
        "Judged for every address that answered, those of networks that were named on the command line as well.",
        "A system with a changing address is known by the name that was asked for; found by its address alone it looks unknown.",
        "Find out whose it is (leadglass check shows its AE titles and product), then list it or switch it off.");

    private static Rule UnknownPort => Make(2, Severity.Medium, "A port is open that the inventory does not name",
        "A known system answers on a port that assets.yaml does not name.",
        "A second DICOM port, a web interface for service: doors that were opened for a day stay open for years.",
        "Every port that answered is looked for among those of its system.",
        "Only the ports that were tried are known: those of the inventory and the usual ones, or those of --ports.",
        $"Close the port if nobody needs it. {Mend}");

    private static Rule EncryptionLost => Make(3, Severity.High, "Encryption that the inventory promises is not there",
        "assets.yaml says TLS, or a profile of PS3.15 Annex B, and the port does not keep it.",
        "After an update or a repair a device often comes back with the settings of its maker, and patients' data go over the network in clear text, unnoticed.",
        "The service and the verdicts about profiles of the same check.",
        "Where TLS was not examined (--discover, --tls-budget 0), a profile is Inconclusive.",
        $"Turn encryption on again (docs/how-to/turn-on-encryption.md). {Mend}");

    private static Rule OtherProtocol => Make(4, Severity.Medium, "Something else answers than the inventory says",
        "The port answers with another protocol than assets.yaml names.",
        "Another program has taken the place of the one that should be there.",
        "What answers on the port, found out by first messages of DICOM, TLS and HTTP.",
        "A port that says nothing, or closes at once, is Inconclusive.",
        Mend);

    private static Rule PolicyLoosened => Make(5, Severity.High, "More may call than the inventory says",
        "assets.yaml says that registered callers alone are let in, and a stranger was.",
        "Whoever can reach the port can ask for patients, or bring images that nobody made.",
        "The AE title policy that the check found out (leadglass explain LG-EXP-011).",
        "A filter by address can let this machine in and nobody else: then the machine that checks is a registered caller, and the inventory may say 'anyone'.",
        $"Let only registered AE titles in, or only their addresses. {Mend}");

    private static Rule OtherProduct => Make(6, Severity.Low, "Another product answers than the inventory says",
        "The product that was recognised does not begin as assets.yaml says.",
        "An exchanged product has other faults, other updates and another maker to ask.",
        "The product that the check recognises.",
        "Products built with a toolkit introduce themselves as the toolkit.",
        Mend);

    private static Rule NoAnswer => Make(7, Severity.Low, "A port of the inventory does not answer",
        "assets.yaml names a port, and nothing answered there.",
        "It may be switched off, or moved, or cut off from those who need it.",
        "Every port of the inventory is tried.",
        "A firewall between this machine and the system looks alike, and so does a device that is switched off at night.",
        Mend);

    private static Rule Make(int number, Severity severity, string title, string what, string why, string detection, string limits, string remedy) => new()
    {
        Id = $"LG-INV-{number:D3}",
        Title = title,
        Severity = severity,
        What = what,
        Why = why,
        Detection = $"{detection} Nothing is sent for it that the check does not send anyway.",
        Limits = limits,
        Remedies = [new(null, remedy)],
        Proof = "leadglass check --inventory assets.yaml",
        References = [Reference.Cwe(1059)],
    };
}
