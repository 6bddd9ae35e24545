using Leadglass.Findings;

namespace Leadglass.Tls.Client.Rules;

/// <summary>Rules about the certificates that a client accepts, and the one it shows.</summary>
internal static class TrustRules
{
    private const string Presented = "A whole handshake with a certificate that is right but for this, signed by the authority that the good one comes from.";
    private const string Control = "A refusal counts only where the same client accepted the good certificate in the last step: a client that trusts nobody refuses everything.";

    private static readonly Remedy Verify = new(null, "Switch on the verification of server certificates in the device, name the authority that it trusts, and let it compare the host name. Ask the vendor where it cannot.");
    private static readonly IReadOnlyList<Remedy> VerifyRemedies =
    [
        new("DCMTK", "Leave out --ignore-peer-cert (-ic), and name the authority with --add-cert-file. DCMTK compares no host name: use an authority of your own that certifies archives only."),
        new("fo-dicom", "Do not answer true in the certificate validation callback, and turn on CheckCertificateRevocation."),
        Verify,
    ];

    private static readonly IReadOnlyList<Remedy> StrengthRemedies = [new(null, "Raise the security level of the device's TLS library (OpenSSL: SECLEVEL 2), and replace such certificates where they are in use.")];

    public static IEnumerable<JudgedRule<ExaminedClient>> All =>
    [
        Of(UnknownAuthority, ClientStep.UnknownAuthority),
        Of(WrongName, ClientStep.WrongName),
        Of(Expired, ClientStep.Expired),
        Of(NotYetValid, ClientStep.NotYetValid),
        Of(WrongUsage, ClientStep.WrongUsage),
        Of(ShortKey, ClientStep.ShortKey),
        Of(Sha1, ClientStep.Sha1),
        new(Revoked, JudgeRevoked),
        new(GoodRefused, JudgeGood),
        new(IncompleteChain, JudgeIncompleteChain),
        new(NoClientCertificate, JudgeClientCertificate),
    ];

    private static JudgedRule<ExaminedClient> Of(Rule rule, ClientStep step) => new(rule, examined => Judge(examined.Client, examined.Client[step]));

    private static Judgement Judge(ClientObservation client, StepObservation seen) => seen.Outcome switch
    {
        StepOutcome.NotTested => StepWording.NotTested(seen.Step),
        StepOutcome.Spoke => Judgement.Fail(StepWording.Accepted(seen)),
        StepOutcome.HandshakeOnly when client[ClientStep.Good].Outcome == StepOutcome.Spoke =>
            Judgement.Pass($"It ended the handshake with {ClientSteps.NameOf(seen.Step)} and then closed without a word; with the good certificate it spoke."),
        StepOutcome.HandshakeOnly => Judgement.Warn(StepWording.Accepted(seen), "It may have looked at the certificate afterwards: DICOM inside TLS never began."),
        StepOutcome.Refused when client[ClientStep.Good].IsAccepted => Judgement.Pass(StepWording.Refused(seen)),
        StepOutcome.Refused => Judgement.Inconclusive(StepWording.Refused(seen), "Whether because of this fault is open: the good certificate was not accepted either, or not tried."),
        _ => Judgement.Inconclusive($"It neither refused nor accepted {ClientSteps.NameOf(seen.Step)}: it said nothing in time, or had no version and suite in common."),
    };

    // Whoever was not given the list cannot know, and whether it was given cannot be seen from here.
    private static Judgement JudgeRevoked(ExaminedClient examined) => examined.Client[ClientStep.Revoked] switch
    {
        { Outcome: StepOutcome.NotApplicable } => Judgement.NotTested("The authority of this run publishes no list of revoked certificates that the client could have: use --ca with a folder of leadglass tls pki new."),
        { IsAccepted: true } seen when seen.Outcome == StepOutcome.Spoke || examined.Client[ClientStep.Good].Outcome != StepOutcome.Spoke => Judgement.Inconclusive(StepWording.Accepted(seen), "Either it was not given the list (ca.crl), or it does not look at it: give it the list, and run this again."),
        var seen => Judge(examined.Client, seen),
    };

    private static Judgement JudgeGood(ExaminedClient examined) => examined.Client[ClientStep.Good] switch
    {
        { Outcome: StepOutcome.NotTested } => StepWording.NotTested(ClientStep.Good),
        { IsAccepted: true } good => Judgement.Pass(StepWording.Accepted(good)),
        { Outcome: StepOutcome.Refused } good => Judgement.Warn(StepWording.Refused(good)),
        _ => Judgement.Warn("The handshake came to no end: it said nothing in time, or had no version and suite in common."),
    };

    private static Judgement JudgeIncompleteChain(ExaminedClient examined) => examined.Client[ClientStep.IncompleteChain] switch
    {
        { Outcome: StepOutcome.NotTested } => StepWording.NotTested(ClientStep.IncompleteChain),
        { IsAccepted: true } seen when examined.Client[ClientStep.UnknownAuthority].Outcome == StepOutcome.Refused =>
            Judgement.Pass(StepWording.Accepted(seen), "It knows the intermediate, or fetched it: an unknown authority was refused."),
        { IsAccepted: true } seen => Judgement.Warn(StepWording.Accepted(seen)),
        { Outcome: StepOutcome.Refused } seen => Judgement.Pass(StepWording.Refused(seen)),
        _ => Judgement.Inconclusive("It neither refused nor accepted it."),
    };

    private static Judgement JudgeClientCertificate(ExaminedClient examined)
    {
        var shown = examined.Client.Steps.Where(static step => step.Handshake is not null).ToList();
        if (shown.Count == 0)
            return Judgement.NotTested("No handshake ended, so no certificate could be shown.");
        return shown.Select(static step => step.ClientChain.Count).Max() switch
        {
            0 => Judgement.Warn("It was asked for a certificate and showed none."),
            1 => Judgement.Pass("It showed its certificate, without an intermediate: enough where the archive knows who issued it."),
            var count => Judgement.Pass($"It showed its certificate with a chain of {count}."),
        };
    }

    private static Rule UnknownAuthority { get; } = new()
    {
        Id = "LG-TLS-120",
        Title = "The client accepts any certificate",
        Severity = Severity.Critical,
        What = "A server whose certificate comes from an authority that nobody trusts was accepted.",
        Why = "Anyone on the network can play the archive: take images in, hand them on altered, or keep them. Encryption to whoever answers protects nobody.",
        Detection = "A whole handshake with a certificate from an authority made for this run.",
        Limits = Control,
        Remedies = VerifyRemedies,
        Proof = "leadglass tls client --listen 2762 --ca DIR",
        References = [Reference.Cwe(295), Reference.Rfc(9325, "7.1"), Reference.Rfc(5280, "6")],
    };

    private static Rule WrongName { get; } = new()
    {
        Id = "LG-TLS-121",
        Title = "The client accepts a certificate for another host",
        Severity = Severity.High,
        What = "A server whose certificate names another host was accepted.",
        Why = "Every system that has a certificate of the same authority can play the archive, a printer or an old workstation included.",
        Detection = Presented,
        Limits = Control + " Where the authority certifies archives and nothing else the harm is small. The good certificate has to name the host as the device calls it (--host).",
        Remedies = VerifyRemedies,
        References = [Reference.Cwe(297), Reference.Rfc(9325, "7.1"), Reference.Rfc(9525, "6")],
    };

    private static Rule Expired { get; } = new()
    {
        Id = "LG-TLS-122",
        Title = "The client accepts an expired certificate",
        Severity = Severity.Medium,
        What = "A server whose certificate ended yesterday was accepted.",
        Why = "Keys of retired machines leave the house with them; the date is what ends their use.",
        Detection = Presented,
        Limits = Control + " A device whose clock is wrong accepts what is over: look at its clock first.",
        Remedies = [Verify],
        References = [Reference.Cwe(298), Reference.Rfc(5280, "6.1.3")],
    };

    private static Rule NotYetValid { get; } = new()
    {
        Id = "LG-TLS-123",
        Title = "The client accepts a certificate that is not valid yet",
        Severity = Severity.Low,
        What = "A server whose certificate begins in two days was accepted.",
        Why = "It shows that dates are not looked at.",
        Detection = Presented,
        Limits = Control + " A device whose clock is days ahead accepts it rightly.",
        Remedies = [Verify],
        References = [Reference.Cwe(295), Reference.Rfc(5280, "6.1.3")],
    };

    private static Rule WrongUsage { get; } = new()
    {
        Id = "LG-TLS-124",
        Title = "The client accepts a certificate that is not for servers",
        Severity = Severity.Medium,
        What = "A server whose certificate is for clients only (extended key usage) was accepted.",
        Why = "Every modality has a client certificate: a stolen one could play the archive.",
        Detection = Presented,
        Limits = Control,
        Remedies = [Verify],
        References = [Reference.Cwe(295), Reference.Rfc(5280, "4.2.1.12")],
    };

    private static Rule ShortKey { get; } = new()
    {
        Id = "LG-TLS-125",
        Title = "The client accepts an RSA key of 1024 bits",
        Severity = Severity.Medium,
        What = "A server whose certificate has an RSA key of 1024 bits was accepted.",
        Why = "Such keys are within reach of those who collect traffic today to read it later, and of those who forge.",
        Detection = Presented,
        Limits = Control,
        Remedies = StrengthRemedies,
        References = [Reference.Cwe(326), Reference.Rfc(9325, "4.5"), Reference.Ps3(15, "B.13")],
    };

    private static Rule Sha1 { get; } = new()
    {
        Id = "LG-TLS-126",
        Title = "The client accepts a certificate signed with SHA-1",
        Severity = Severity.Medium,
        What = "A server whose certificate is signed with SHA-1 was accepted.",
        Why = "Two documents with the same SHA-1 can be made: a harmless certificate request can become one for the archive.",
        Detection = Presented,
        Limits = Control,
        Remedies = StrengthRemedies,
        References = [Reference.Cwe(328), Reference.Rfc(9325, "4.5"), Reference.Ps3(15, "B.13")],
    };

    private static Rule GoodRefused { get; } = new()
    {
        Id = "LG-TLS-127",
        Title = "The client refuses the good certificate",
        Severity = Severity.Low,
        What = "A server with a valid certificate, the right name and a whole chain was not accepted.",
        Why = "The device will not work over TLS as it is set up, and nothing can be said about its refusals.",
        Detection = "The last step. The certificate comes from the authority in the folder that --ca names.",
        Limits = "Most often the device was not told to trust ca.crt, or calls the recorder by a name that --host does not list.",
        Remedies = [new(null, "Install ca.crt of the folder as a trusted authority in the device, call the recorder by a name that --host lists, and run it again.")],
        References = [Reference.Rfc(5280, "6"), Reference.Ps3(15, "B.12")],
    };

    private static Rule IncompleteChain { get; } = new()
    {
        Id = "LG-TLS-128",
        Title = "The client accepts a server whose chain is incomplete",
        Severity = Severity.Info,
        What = "A server that did not send the certificate of the authority between its own and the root was accepted.",
        Why = "Either the device knows the intermediate, which is fine, or it does not look at chains.",
        Detection = Presented,
        Limits = "What an unknown authority was met with decides which of the two it is.",
        Remedies = [Verify],
        References = [Reference.Rfc(5280, "6"), Reference.Rfc(8446, "4.4.2")],
    };

    private static Rule Revoked { get; } = new()
    {
        Id = "LG-TLS-129",
        Title = "The client accepts a revoked certificate",
        Severity = Severity.Medium,
        What = "A server whose certificate is on its authority's list of revoked ones was accepted.",
        Why = "When an archive is stolen, sold or broken into, revocation is the only thing that ends its certificate before its date.",
        Detection = "A whole handshake with a certificate that is right but for its serial number, which is in ca.crl of the folder that --ca names.",
        Limits = Control + " A client that was not given the list cannot know, and this cannot be seen from outside: that it accepts the certificate is therefore no failure, and the verdict stays open. Certificates of leadglass tls pki new name no place to fetch the list from.",
        Remedies =
        [
            new("DCMTK", "From 3.6.7 on: --add-crl-file ca.crl. Older versions know no revocation."),
            new("fo-dicom", "Turn on CheckCertificateRevocation."),
            new(null, "Install the authority's revocation list in the device and renew it regularly. Where the device cannot look at lists, keep the lifetime of certificates short."),
        ],
        References = [Reference.Cwe(299), Reference.Rfc(9325, "7.5"), Reference.Rfc(5280, "6.3")],
    };

    private static Rule NoClientCertificate { get; } = new()
    {
        Id = "LG-TLS-130",
        Title = "The client has no certificate to show",
        Severity = Severity.Low,
        What = "The recorder asked for a client certificate and got none.",
        Why = "Without it the archive cannot tell the device from anything else that learns its AE title. PS3.15 wants servers to be able to ask, and encourages clients to answer.",
        Detection = "A CertificateRequest in every whole handshake.",
        Limits = "A client may have certificates and show none because the request names no authority that it knows. An association needs none where the network is the boundary.",
        Remedies = [new("DCMTK", "Start the client with --enable-tls KEY CERTIFICATE instead of --anonymous-tls."), new(null, "Give the device a certificate for clients (leadglass tls pki new makes one) and switch on client authentication.")],
        References = [Reference.Ps3(15, "B.12"), Reference.Cwe(306)],
    };
}
