using System.Security.Cryptography.X509Certificates;
using Leadglass.Findings;
using Leadglass.Tls.Certificates;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Rules;

/// <summary>Rules about the certificates that a server shows. Only their bytes are looked at: nothing is fetched, no trust store is asked.</summary>
internal static class CertificateRules
{
    private const string FromBytes = "The certificates as the server sent them, in the clear of TLS 1.2 or by a full handshake of TLS 1.3.";
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    public static IEnumerable<JudgedRule<TlsExamination>> All =>
    [
        Each(SmallKey, static (_, chain) => Verdicts(
            Verdict.Fail, chain.Where(static facts => IsSmall(facts)).Select(static facts => $"{NameOf(facts)} has {KeyOf(facts)}.")), static chain => $"{NameOf(chain[0])} has {KeyOf(chain[0])}."),
        Each(WeakHash, static (_, chain) => Verdicts(Verdict.Fail, chain.Where(IsWeaklySigned).Select(static facts => $"{NameOf(facts)} is signed with {HashOf(facts)}.")),
            static chain => $"{NameOf(chain[0])} is signed with {HashOf(chain[0])}."),
        Each(NotValid, static (examination, chain) => Verdicts(
            Verdict.Fail, chain.Where(facts => !facts.IsValidAt(examination.Now)).Select(static facts => $"{NameOf(facts)} is valid from {facts.NotBefore:yyyy-MM-dd} to {facts.NotAfter:yyyy-MM-dd}.")),
            static chain => $"{NameOf(chain[0])} is valid to {chain[0].NotAfter:yyyy-MM-dd}."),
        Each(ExpiresSoon, static (examination, chain) => Verdicts(
            Verdict.Warn,
            chain.Where(facts => facts.IsValidAt(examination.Now) && facts.NotAfter - examination.Now < Soon).Select(facts => $"{NameOf(facts)} is valid for {(int)(facts.NotAfter - examination.Now).TotalDays} more days.")),
            static chain => $"{NameOf(chain[0])} is valid to {chain[0].NotAfter:yyyy-MM-dd}."),
        new(WrongName, static examination => examination.HostName is { } host
            ? JudgeChains(examination, (_, chain) => Verdicts(Verdict.Fail, chain.Take(1).Where(leaf => !leaf.IsFor(host)).Select(leaf => $"{NameOf(leaf)} is for {NamesOf(leaf)}, not for {host}.")), chain => $"{NameOf(chain[0])} is for {host}.")
            : Judgement.NotTested("The server was not asked for under a name.")),
        Each(BrokenChain, JudgeOrder, static chain => chain.Count == 1 ? $"{NameOf(chain[0])} comes alone." : $"{chain.Count} certificates, each signed by the next."),
        Each(WrongUsage, static (_, chain) => Verdicts(Verdict.Fail, UsageFaults(chain)),
            static chain => chain[0].ForbidsClients ? $"{NameOf(chain[0])} is for servers; where the same AE also connects it needs one for clients." : $"{NameOf(chain[0])} may be used by a server."),
        Each(NoRevocation, static (examination, chain) => Verdicts(Verdict.Warn, RevocationFaults(examination, chain[0])), static chain => $"{NameOf(chain[0])} says where its revocation is published."),
    ];

    private static JudgedRule<TlsExamination> Each(
        Rule rule, Func<TlsExamination, IReadOnlyList<CertificateFacts>, Judgement?> judge, Func<IReadOnlyList<CertificateFacts>, string> fine) =>
        new(rule, examination => JudgeChains(examination, judge, fine));

    /// <summary>The worst of all chains; a certificate that cannot be read leaves the rule open unless another violates it.</summary>
    private static Judgement JudgeChains(
        TlsExamination examination,
        Func<TlsExamination, IReadOnlyList<CertificateFacts>, Judgement?> judge,
        Func<IReadOnlyList<CertificateFacts>, string> fine)
    {
        if (examination.Chains.Count == 0)
            return Judgement.Inconclusive("No certificate was seen.");
        var readable = examination.Chains.Select(static chain => chain.OfType<CertificateFacts>().ToList()).Where(static chain => chain.Count > 0).ToList();
        var violations = readable.Select(chain => judge(examination, chain)).OfType<Judgement>().ToList();
        foreach (var verdict in new[] { Verdict.Fail, Verdict.Warn, Verdict.Inconclusive })
        {
            if (verdict == Verdict.Inconclusive && examination.Chains.Any(static chain => chain.Contains(null)))
                return Judgement.Inconclusive("A certificate that the server sent cannot be read.");
            var such = violations.Where(violation => violation.Verdict == verdict).ToList();
            if (such.Count > 0)
                return new Judgement(verdict, [.. such.SelectMany(static violation => violation.Evidence).Distinct()]);
        }

        return new Judgement(Verdict.Pass, [.. readable.Select(fine).Distinct()]);
    }

    private static Judgement? Verdicts(Verdict violated, IEnumerable<string> evidence) => evidence.ToArray() is { Length: > 0 } lines ? new Judgement(violated, lines) : null;

    private static bool IsSmall(CertificateFacts facts) => facts switch
    {
        { KeyBits: 0 } => false,
        { Key: PublicKeyKind.Rsa or PublicKeyKind.Dsa } => facts.KeyBits < 2048,
        { Key: PublicKeyKind.Ecdsa } => facts.KeyBits < 256,
        _ => false,
    };

    /// <summary>What a root signs for itself is not looked at: nobody verifies it, it is trusted or it is not.</summary>
    private static bool IsWeaklySigned(CertificateFacts facts, int index) =>
        facts.SignatureHash is SignatureHash.Md5 or SignatureHash.Sha1 or SignatureHash.Sha224 && (index == 0 || !facts.IsSelfIssued);

    private static Judgement? JudgeOrder(TlsExamination examination, IReadOnlyList<CertificateFacts> chain)
    {
        for (var i = 1; i < chain.Count; i++)
        {
            if (!chain[i - 1].IssuerName.Span.SequenceEqual(chain[i].SubjectName.Span))
                return Judgement.Fail($"{NameOf(chain[i - 1])} is signed by {chain[i - 1].Issuer}, and the next certificate is that of {chain[i].Subject}.");
        }

        if (chain[0].IsSelfIssued)
            return Judgement.Warn($"{NameOf(chain[0])} vouches for itself.");
        return chain[^1].IsSelfIssued ? null
            : Judgement.Inconclusive($"The chain ends with {NameOf(chain[^1])}, signed by {chain[^1].Issuer}, which was not sent: right if that is a root that clients have.");
    }

    private static IEnumerable<string> UsageFaults(IReadOnlyList<CertificateFacts> chain)
    {
        var leaf = chain[0];
        if (leaf.ForbidsServers)
            yield return $"{NameOf(leaf)} is not for servers (extended key usage).";
        if (leaf.KeyUsage is { } usage && !usage.HasFlag(X509KeyUsageFlags.DigitalSignature))
            yield return $"{NameOf(leaf)} may not sign (key usage {usage}): every suite with forward secrecy needs that.";
        if (leaf is { IsAuthority: true, IsSelfIssued: false })
            yield return $"{NameOf(leaf)} may sign other certificates (basicConstraints).";
        foreach (var issuer in chain.Skip(1).Where(static facts => facts.IsAuthority != true))
            yield return $"{NameOf(issuer)} signs a certificate and does not say that it may (basicConstraints).";
    }

    private static IEnumerable<string> RevocationFaults(TlsExamination examination, CertificateFacts leaf)
    {
        if (leaf is { HasRevocationPointer: false, IsSelfIssued: false })
            yield return $"{NameOf(leaf)} names neither a revocation list nor an OCSP responder.";
        if (leaf.IsSelfIssued)
            yield return $"{NameOf(leaf)} vouches for itself: nobody can revoke it.";
        if (leaf.MustStaple && examination.Server.Features.StaplesOcsp == Answer.No)
            yield return $"{NameOf(leaf)} asks for a stapled OCSP response, and the server staples none.";
    }

    private static string NameOf(CertificateFacts facts) => $"The certificate of {(facts.Subject.Length > 0 ? facts.Subject : "nobody in particular")}";

    private static string KeyOf(CertificateFacts facts)
    {
        var kind = facts.Key switch
        {
            PublicKeyKind.Rsa => "RSA",
            PublicKeyKind.Ecdsa => "ECDSA",
            PublicKeyKind.EdDsa => "EdDSA",
            PublicKeyKind.Dsa => "DSA",
            _ => "unknown",
        };
        return facts.KeyBits == 0 ? $"a key of kind {kind}" : $"a key of kind {kind} with {facts.KeyBits} bits";
    }

    private static string HashOf(CertificateFacts facts) => facts.SignatureHash switch
    {
        SignatureHash.Md5 => "MD5",
        SignatureHash.Sha1 => "SHA-1",
        SignatureHash.Sha224 => "SHA-224",
        SignatureHash.Sha256 => "SHA-256",
        SignatureHash.Sha384 => "SHA-384",
        SignatureHash.Sha512 => "SHA-512",
        SignatureHash.Sm3 => "SM3",
        SignatureHash.Intrinsic => "a hash that belongs to the algorithm",
        _ => "an algorithm that is not known here",
    };

    private static string NamesOf(CertificateFacts facts) => facts.Names.Count > 0 ? string.Join(", ", facts.Names) : "no name at all (subjectAltName is missing)";

    private static Rule SmallKey { get; } = new()
    {
        Id = "LG-TLS-024",
        Title = "A certificate has a key that is too small",
        Severity = Severity.High,
        What = "An RSA key below 2048 bits or an elliptic-curve key below 256 bits, in the server's certificate or in one that vouches for it.",
        Why = "Who works out the private key is the archive, to every modality: it takes the images in and passes them on, changed or not.",
        Detection = FromBytes,
        Limits = "RFC 9325 draws the line for curves at 224 bits, B.13 at 256: the higher one is used here.",
        Remedies = TlsRemedies.Certificate,
        References = [Reference.Rfc(9325, "4.5"), Reference.Ps3(15, "B.13"), Reference.Cwe(326)],
    };

    private static Rule WeakHash { get; } = new()
    {
        Id = "LG-TLS-025",
        Title = "A certificate is signed with SHA-1 or MD5",
        Severity = Severity.Medium,
        What = "The signature under a certificate is over a hash weaker than SHA-256.",
        Why = "Two certificates with the same hash can be made: one that the authority signs, and one that says \"archive\".",
        Detection = FromBytes + " What a root signs for itself is left out.",
        Limits = "An authority that no longer issues with the old hash cannot be attacked through it.",
        Remedies = TlsRemedies.Certificate,
        References = [Reference.Rfc(9325, "4.5"), Reference.Ps3(15, "B.13"), Reference.Cwe(328)],
    };

    private static Rule NotValid { get; } = new()
    {
        Id = "LG-TLS-026",
        Title = "A certificate has expired or is not valid yet",
        Severity = Severity.Medium,
        What = "The moment of the check lies outside the time that a certificate names.",
        Why = "Either no device that checks can send any more, or no device checks: the second is worse, because then any certificate will do.",
        Detection = FromBytes + " Its dates against the clock of this machine.",
        Limits = "A wrong clock on this machine makes this wrong.",
        Remedies = TlsRemedies.Certificate,
        References = [Reference.Rfc(5280, "4.1.2.5"), Reference.Cwe(298)],
    };

    private static Rule ExpiresSoon { get; } = new()
    {
        Id = "LG-TLS-027",
        Title = "A certificate expires within 30 days",
        Severity = Severity.Low,
        What = "A certificate is valid, and not for much longer.",
        Why = "On the day after, every examination waits on a modality that cannot send.",
        Detection = FromBytes + " Its dates against the clock of this machine.",
        Limits = "Where certificates of a few days are renewed by themselves this is as it should be.",
        Remedies = TlsRemedies.Certificate,
        References = [Reference.Rfc(5280, "4.1.2.5"), Reference.Cwe(298)],
    };

    private static Rule WrongName { get; } = new()
    {
        Id = "LG-TLS-028",
        Title = "The certificate is for another name",
        Severity = Severity.Medium,
        What = "The name or address under which the server was asked for is not in subjectAltName.",
        Why = "A device that checks names refuses to send; so the check gets switched off, and then every certificate of the same authority passes for the archive's.",
        Detection = FromBytes + " Wildcards count for one label; the common name does not count.",
        Limits = "Where devices know the server under another name than was asked for here, ask for that. DICOM devices are often configured by address: then the address must be in the certificate.",
        Remedies = TlsRemedies.Certificate,
        References = [Reference.Rfc(9525, "6"), Reference.Rfc(9325, "7.1"), Reference.Cwe(297)],
    };

    private static Rule BrokenChain { get; } = new()
    {
        Id = "LG-TLS-029",
        Title = "The chain of certificates is incomplete or in the wrong order",
        Severity = Severity.Low,
        What = "A certificate does not follow the one that it signed, or the server's certificate vouches for itself.",
        Why = "Some devices put a chain in order or fetch what is missing; others refuse. Which ones do shows when the first examination cannot be sent.",
        Detection = FromBytes + " Names of issuer and subject are compared.",
        Limits = "Signatures are not verified and no trust store is asked: whether clients trust the root is theirs to say. A self-signed certificate that was installed on every device by hand can be right.",
        Remedies =
        [
            new("nginx", "ssl_certificate names a file with the server's certificate first, then each intermediate."),
            new("HAProxy", "The file behind crt holds the server's certificate first, then each intermediate, then the key."),
            new(null, "Send the server's certificate first, then each certificate that signed the one before; leave the root out. Replace a self-signed certificate by one from an authority."),
        ],
        References = [Reference.Rfc(8446, "4.4.2"), Reference.Rfc(5280, "6.1"), Reference.Cwe(295)],
    };

    private static Rule WrongUsage { get; } = new()
    {
        Id = "LG-TLS-031",
        Title = "The certificate is not meant for a server",
        Severity = Severity.Medium,
        What = "Extended key usage, key usage or basicConstraints do not fit a TLS server, or an issuer's do not fit an authority.",
        Why = "Devices that check refuse it. A server's certificate that may sign others turns a break-in at one archive into one at all of them.",
        Detection = FromBytes,
        Limits = "A certificate without these extensions may be used for everything and passes.",
        Remedies = TlsRemedies.Certificate,
        References = [Reference.Rfc(5280, "4.2.1.3"), Reference.Rfc(5280, "4.2.1.9"), Reference.Rfc(5280, "4.2.1.12"), Reference.Cwe(295)],
    };

    private static Rule NoRevocation { get; } = new()
    {
        Id = "LG-TLS-032",
        Title = "Nobody could learn that the certificate was revoked",
        Severity = Severity.Low,
        What = "The server's certificate names neither a revocation list nor an OCSP responder.",
        Why = "When an archive's key gets out, its certificate stays good until it expires, often for years.",
        Detection = FromBytes + " Nothing is fetched.",
        Limits = "That a list is named does not mean that it can be reached, or that devices look. Certificates of a few days need none.",
        Remedies = [new(null, "Let the authority publish a revocation list inside the hospital's network and name it in every certificate, or issue certificates for days and renew them automatically.")],
        References = [Reference.Rfc(9325, "7.5"), Reference.Rfc(5280, "4.2.1.13"), Reference.Cwe(299)],
    };
}
