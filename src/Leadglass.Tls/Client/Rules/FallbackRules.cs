using Leadglass.Findings;

namespace Leadglass.Tls.Client.Rules;

/// <summary>Rules about what a client does when TLS fails.</summary>
internal static class FallbackRules
{
    public static IEnumerable<JudgedRule<ExaminedClient>> All => [new(ClearText, JudgeClearText), new(LowerOffer, JudgeLowerOffer)];

    private static Judgement JudgeClearText(ExaminedClient examined)
    {
        var client = examined.Client;
        if (client.ClearText is [var first, ..])
        {
            var where = first.OnTlsPort ? "to the port for TLS" : "to the clear port";
            var when = first.StepsBefore == 0 ? "before any step" : $"after step {first.StepsBefore}, {ClientSteps.NameOf(client.Steps[first.StepsBefore - 1].Step)}";
            string[] said = [.. first.Conversation.Facts.Select(static fact => $"{fact.Key}: {fact.Value}")];
            return Judgement.Fail([$"Clear text came {where} {when}.", .. said]);
        }

        if (client.FirstHello is null)
            return Judgement.NotTested("No connection came.");
        return client.ListenedInClear
            ? Judgement.Pass("Nothing came in clear text, to either port.")
            : Judgement.Inconclusive("Nothing came in clear text to the port for TLS; nobody listened beside it. Give --clear-port with the port that the device used before.");
    }

    private static Judgement JudgeLowerOffer(ExaminedClient examined)
    {
        var steps = examined.Client.Steps;
        RecordedHello? highest = null;
        foreach (var (index, step) in steps.Index())
        {
            if (step.Hello is not { } hello)
                continue;
            if (highest is not null && hello.Highest < highest.Highest)
            {
                var before = steps.Take(index).Last(static earlier => earlier.Hello is not null && earlier.Outcome != StepOutcome.NotApplicable);
                return Judgement.Fail($"After {ClientSteps.NameOf(before.Step)} it came back and offered {TlsVersions.NameOf(hello.Highest)} at most; before it had offered {TlsVersions.NameOf(highest.Highest)}.");
            }
            highest ??= hello;
        }

        return steps.Count(static step => step.Hello is not null && step.Outcome != StepOutcome.NotApplicable) < 2
            ? Judgement.NotTested("Fewer than two connections came: nothing can be compared.")
            : Judgement.Pass($"Every hello offered {TlsVersions.NameOf(highest!.Highest)}.");
    }

    private static Rule ClearText { get; } = new()
    {
        Id = "LG-TLS-100",
        Title = "The client sends clear text when TLS fails",
        Severity = Severity.Critical,
        What = "An association was requested without encryption, to the clear port or to the port for TLS.",
        Why = "Whoever can break one TLS connection, which takes no more than a reset, gets the next images and names in the clear. Nobody at the device sees a difference.",
        Detection = "TLS was made to fail in several ways, while a clear DICOM port was open on the same address.",
        Limits = "A person who presses the button of an old, unencrypted connection looks alike. Without --clear-port only the port for TLS is watched.",
        Remedies = [new(null, "Delete the unencrypted destination from the device's configuration, and ask the vendor to remove the fallback. Until then close the clear port of the archive, so that nothing can arrive there.")],
        Proof = "leadglass tls client --listen 2762 --clear-port 104 --ca DIR",
        References = [Reference.Cwe(757), Reference.Cwe(319), Reference.Ps3(15, "B.12"), Reference.Rfc(9325, "3.2")],
    };

    private static Rule LowerOffer { get; } = new()
    {
        Id = "LG-TLS-101",
        Title = "The client comes back with an older version when TLS fails",
        Severity = Severity.High,
        What = "After a failed connection the highest version in the hello was lower than before.",
        Why = "Anyone between device and archive can make connections fail until the device speaks a version that can be broken. POODLE worked like this.",
        Detection = "Fatal alerts, a reset and broken answers; then the hellos of all connections are compared.",
        Limits = "A client that waits for a person to try again, and falls back then, is seen only if the person does.",
        Remedies = [new(null, "Switch off TLS 1.0 and 1.1 and any compatibility mode in the device, so that there is nothing to fall back to; ask the vendor for TLS 1.2 and 1.3 only.")],
        References = [Reference.Rfc(9325, "3.1.3"), Reference.Rfc(7507), Reference.Cwe(757)],
    };
}
