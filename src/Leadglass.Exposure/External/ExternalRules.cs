using Leadglass.Exposure.Targets;
using Leadglass.Findings;

namespace Leadglass.Exposure.External;

/// <summary>Rules about what search engines and scanners list. They judge exports and contact nobody.</summary>
public static class ExternalRules
{
    private static readonly string[] Traps = ["dicompot", "dionaea"];

    /// <summary>The rules with their functions.</summary>
    public static RuleSet<SightedService> All { get; } = new([new(Reachable, JudgeReachable), new(Unknown, JudgeUnknown), new(Honeypot, JudgeHoneypot), new(Changed, JudgeChanged)]);

    private static Rule Reachable => new()
    {
        Id = "LG-EXP-070",
        Title = "A service for medical images can be reached from outside",
        Severity = Severity.High,
        What = "An export of a search engine or a scanner lists a service that speaks DICOM or belongs to an imaging product.",
        Why = "What a search engine lists, anybody finds without sending a byte to you. Archives that were found this way have lost the examinations of millions of patients.",
        Detection = "The protocol, banner, product or page title in the export; the number of the port where there is nothing else. Nothing is sent.",
        Limits = "An export tells what was there at its time, and may be old. A port number alone proves nothing, and is Low. A title or product may belong to a portal that is meant to be public. "
            + "Reports of masscan, naabu, zgrab2 and nmap show what could be reached from where they ran: they are no more than Warn. What no engine lists may be open all the same.",
        Remedies = [new(null, "Close the port at the firewall today; let partners in by VPN or by TLS with certificates on both sides. Then run leadglass check against it with a scope, and look into its logs since the day of the first sighting.")],
        Proof = "leadglass exposure import FILE",
        References = [Reference.Cwe(668), Reference.Cwe(306), Reference.Ps3(15, "B.12")],
    };

    private static Rule Unknown => new()
    {
        Id = "LG-EXP-073",
        Title = "A listed service is in no inventory",
        Severity = Severity.High,
        What = "An export lists a service at one of your addresses, and no system of assets.yaml has it.",
        Why = "An archive that somebody set up without telling is updated by nobody, and others have already found it.",
        Detection = "Address and host name in the export, held against assets.yaml (--inventory). Nothing is sent.",
        Limits = "Addresses that change hands, and names that the inventory does not have, look alike. An export may be older than the inventory.",
        Remedies = [new(null, "Find out whose it is, then list it in assets.yaml or switch it off.")],
        Proof = "leadglass exposure import FILE --inventory assets.yaml",
        References = [Reference.Cwe(1059)],
    };

    private static Rule Honeypot => new()
    {
        Id = "LG-EXP-071",
        Title = "The listed service may be a honeypot",
        Severity = Severity.Info,
        What = "The export itself calls the service a honeypot, or lists services on the same address that no imaging system has.",
        Why = "Traps must not be counted among real exposures; on an own network somebody should know who set one up.",
        Detection = "Labels of the export, names of known traps, and ports of industrial control systems on the same address.",
        Limits = "Addresses behind which several systems are hidden (NAT) look alike: services side by side are Inconclusive. A trap that is well made is not recognised.",
        Remedies = [new(null, "Find its owner. If nobody knows it, treat it as an intruder's machine.")],
        References = [Reference.Cwe(1059)],
    };

    private static Rule Changed => new()
    {
        Id = "LG-EXP-072",
        Title = "The listing is new or has changed since the earlier export",
        Severity = Severity.Medium,
        What = "The earlier export does not list the service, or lists another product or version there.",
        Why = "What opens unnoticed stays open: the first days are when closing it helps most.",
        Detection = "Address, port, product and version in both exports (--previous).",
        Limits = "Search engines look at an address every few days or weeks, and a search for other words lists other services: both exports must come from the same search.",
        Remedies = [new(null, "Find out who changed what, and whether it was meant.")],
        Proof = "leadglass exposure import FILE --previous FILE",
        References = [Reference.Cwe(1059)],
    };

    private static Judgement? JudgeReachable(SightedService service)
    {
        var sighting = service.Sighting;
        var when = sighting.Time is { } time ? $" at {time.UtcDateTime:yyyy-MM-dd HH:mm} UTC" : "";
        var seen = $"{sighting.Source} lists {sighting.Address} port {sighting.Port}/{sighting.Transport}{when} ({sighting.Where.Path}, line {sighting.Where.Line}).";
        if (AddressRange.IsPrivate(sighting.Address))
            return Judgement.Inconclusive(seen, "A private address: it is not reached from the Internet, and from where it was reached is not known.");
        if (service.MayBeReached)
            return Judgement.Pass(seen, $"The inventory says that this port of {service.System!.Name} may be reached from outside.");
        string[] evidence =
        [
            seen,
            .. service.System is { } system ? (string[])[$"It is {system.Name} of the inventory, which does not say that it may be reached from outside."] : [],
            service.Sign switch
            {
                DicomSign.Protocol => "It answered DICOM.",
                DicomSign.Product => $"It is {service.Product}, by {service.Product?.Basis}.",
                _ => "Only the number of the port speaks for DICOM.",
            },
            .. sighting.SeenFromInternet ? [] : (string[])[$"{sighting.Source} shows what could be reached from where it ran: from outside only if that was outside."],
        ];
        return service.Sign switch
        {
            DicomSign.Protocol => new Judgement(sighting.SeenFromInternet ? Verdict.Fail : Verdict.Warn, evidence),
            DicomSign.Product => new Judgement(Verdict.Warn, evidence),
            DicomSign.Port => new Judgement(Verdict.Warn, evidence) { Severity = Severity.Low },
            _ => null,
        };
    }

    private static Judgement? JudgeUnknown(SightedService service) => service.Inventory switch
    {
        null => null,
        _ when service.System is { } system => Judgement.Pass($"It is {system.Name} of the inventory."),
        { Netblocks.Count: > 0 } inventory when !inventory.IsOurs(service.Sighting.Address) => Judgement.Inconclusive("No system of the inventory has this address, and it is in none of its netblocks: it may be somebody else's."),
        _ => Judgement.Fail("No system of the inventory has this address."),
    };

    private static Judgement? JudgeHoneypot(SightedService service)
    {
        var labels = service.Sighting.Tags.Where(tag => tag.Contains("honeypot", StringComparison.OrdinalIgnoreCase)).Select(tag => $"{service.Sighting.Source} labels it {tag}.");
        var names = Traps
            .Where(name => service.Sighting.Product?.Contains(name, StringComparison.OrdinalIgnoreCase) == true || service.Sighting.Banner?.Contains(name, StringComparison.OrdinalIgnoreCase) == true)
            .Select(name => $"It calls itself {name}, which is a trap.");
        string[] certain = [.. labels, .. names];
        return certain.Length > 0 ? new(Verdict.Warn, [.. certain, .. service.HoneypotSigns])
            : service.HoneypotSigns.Count > 0 ? new(Verdict.Inconclusive, service.HoneypotSigns)
            : null;
    }

    private static Judgement? JudgeChanged(SightedService service)
    {
        if (!service.Compared)
            return null;
        if (service.Before is not { } before)
            return Judgement.Warn("The earlier export does not list it.");
        var (was, now) = (SightingRecognition.Product(before)?.ToString() ?? "no known product", service.Product?.ToString() ?? "no known product");
        return was == now ? Judgement.Pass($"Listed in both exports, {now}.") : Judgement.Warn($"It was {was}, and is {now}.");
    }
}
