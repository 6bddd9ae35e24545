using Leadglass.Exposure.Observations;
using Leadglass.Findings;

namespace Leadglass.Exposure.Rules;

/// <summary>Rules about what a system says of itself.</summary>
internal static class ProductRules
{
    public static IEnumerable<JudgedRule<ExaminedPort>> All =>
    [
        new(Identifies, port => port.Dicom?.Accepted?.Accept is { } accept
            ? Judgement.Warn(
                $"Implementation class UID {accept.ImplementationClassUid ?? "absent"}, version name {accept.ImplementationVersionName ?? "absent"}.",
                port.Product is { } product ? $"Recognised as {product}: {product.Basis}." : "Not recognised.")
            : null),
        new(Honeypot, port => port.Dicom is { Accepted: not null } dicom && HoneypotSigns.Of(dicom) is var signs
            ? signs.Count switch
            {
                0 => Judgement.Pass("No sign of one."),
                1 => new(Verdict.Inconclusive, [.. signs, "One sign alone proves nothing: receivers that take everything do the same."]),
                _ => new(Verdict.Warn, signs),
            }
            : null),
        new(Nonconformant, port => port.Dicom?.Attempts.SelectMany(a => a.Anomalies).Take(5).ToList() is { Count: > 0 } anomalies
            ? new(Verdict.Warn, [.. anomalies.Select(a => $"Byte {a.Offset}, {a.Field}: {a.Message} ({a.Clause})")])
            : null),
    ];

    private static Rule Identifies { get; } = new()
    {
        Id = "LG-EXP-050",
        Title = "The system names its software",
        Severity = Severity.Info,
        What = "Implementation class UID and version name in the acceptance, as the standard requires.",
        Why = "Known to you, they tell which advisories apply; known to others, which attacks.",
        Detection = "Items 52H and 55H of A-ASSOCIATE-AC, and how the contexts were answered.",
        Limits = "Many products are built with the same toolkit and introduce themselves alike; a distribution may have mended a version without changing its name.",
        Remedies = [new(null, "Nothing to mend: PS3.7 requires it. Keep the version current.")],
        References = [Reference.Ps3(7, "D.3.3.2"), Reference.Cwe(200)],
    };

    private static Rule Honeypot { get; } = new()
    {
        Id = "LG-EXP-052",
        Title = "It behaves like a honeypot rather than a medical product",
        Severity = Severity.Info,
        What = "Answers that no product gives which serves patients.",
        Why = "On an own network somebody should know who set the trap up, and its verdicts must not be counted among real exposures.",
        Detection = "A missing implementation class UID, an accepted abstract syntax that does not exist, or every proposed context accepted.",
        Limits = "Home-made and very old servers, and receivers set to take everything (storescp in promiscuous mode), do some of this too: one sign alone is Inconclusive.",
        Remedies = [new(null, "Find its owner. If nobody knows it, treat it as an intruder's machine.")],
        References = [Reference.Ps3(7, "D.3.3.2"), Reference.Ps3(8, "9.3.3.2")],
    };

    private static Rule Nonconformant { get; } = new()
    {
        Id = "LG-EXP-053",
        Title = "The negotiation deviates from the standard",
        Severity = Severity.Info,
        What = "Messages that PS3.8 does not allow, which were understood nevertheless.",
        Why = "Software that writes malformed messages often misreads them too: robustness is worth a closer look.",
        Detection = "Every anomaly that the reader noted, with its offset and clause.",
        Limits = "Deviations are common and seldom dangerous by themselves.",
        Remedies = [new(null, "Tell the manufacturer.")],
        References = [Reference.Ps3(8, "9.3")],
    };
}
