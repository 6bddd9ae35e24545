using Leadglass.Findings;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Rules;

/// <summary>Rules about the suites that a server offers.</summary>
internal static class SuiteRules
{
    private const string Enumerated = "Hellos with every known suite, the one that was chosen left out of the next, until the server refuses; for each version.";
    private const string NotUsed = "That a weak suite is offered does not mean that anyone uses it; an attacker who can change what the client offers can make them.";

    public static IEnumerable<JudgedRule<TlsExamination>> All =>
    [
        Weak(NoProtection, Verdict.Fail, static (_, suite) => IsUnprotected(suite), "Every suite that is offered encrypts and authenticates."),
        new(Breakable, static examination => JudgeBreakable(examination.Server)),
        Weak(Rc4, Verdict.Fail, static (_, suite) => suite.Cipher == BulkCipher.Rc4 && suite.Bits >= 112, "No RC4 suite is offered."),
        Weak(ShortBlocks, Verdict.Warn, static (_, suite) => HasShortBlocks(suite), "No suite with blocks of 64 bits is offered."),
        new(NoForwardSecrecy, static examination => JudgeForwardSecrecy(examination.Server)),
        new(Cbc, static examination => JudgeCbc(examination.Server)),
        Weak(FiniteField, Verdict.Warn, static (version, suite) => version == TlsVersion.Tls12 && suite is { KeyExchange: KeyExchange.Dhe, Authentication: not Authentication.Anonymous }, "No DHE suite is offered in TLS 1.2."),
        new(WeakFirst, static examination => JudgeOrder(examination.Server)),
    ];

    private static JudgedRule<TlsExamination> Weak(Rule rule, Verdict violated, Func<TlsVersion, CipherSuite, bool> weak, string fine) =>
        new(rule, examination => SuiteSearch.For(examination.Server, weak).Judge(violated, fine));

    private static bool IsUnprotected(CipherSuite suite) => suite.Cipher == BulkCipher.Null || suite.Authentication is Authentication.Null or Authentication.Anonymous;

    private static bool HasShortBlocks(CipherSuite suite) =>
        suite is { Bits: >= 112, Cipher: BulkCipher.TripleDes or BulkCipher.Idea or BulkCipher.Rc2 or BulkCipher.Gost28147 or BulkCipher.Magma };

    private static Judgement JudgeBreakable(ServerObservation server)
    {
        var judgement = SuiteSearch.For(server, static (_, suite) => suite.IsKnown && suite.Cipher != BulkCipher.Null && suite.Bits < 112).Judge(Verdict.Fail, "No suite below 112 bits is offered.");
        var export = server.Versions.SelectMany(static version => version.Suites).Where(static offered => offered.Suite.IsExport).Select(static offered => offered.Suite.KeyExchange).ToHashSet();
        return judgement with
        {
            Evidence =
            [
                .. judgement.Evidence,
                .. export.Contains(KeyExchange.Rsa) ? ["Export suites with RSA: FREAK (CVE-2015-0204)."] : Array.Empty<string>(),
                .. export.Contains(KeyExchange.Dhe) ? ["Export suites with DHE: Logjam (CVE-2015-4000)."] : Array.Empty<string>(),
            ],
        };
    }

    private static Judgement JudgeForwardSecrecy(ServerObservation server)
    {
        var without = SuiteSearch.For(server, static (_, suite) => suite.KeyExchange is KeyExchange.Rsa or KeyExchange.RsaPsk or KeyExchange.Dh or KeyExchange.Ecdh or KeyExchange.Psk);
        var suites = server.Versions.SelectMany(static version => version.Suites).ToList();
        if (suites.Count > 0 && !suites.Exists(static offered => offered.Suite.HasForwardSecrecy) && server.Versions.All(static version => version.NotAsked.Count == 0))
            return new Judgement(Verdict.Fail, [.. without.Evidence, "No suite with forward secrecy is offered."]);
        return without.Judge(Verdict.Warn, "Every suite that is offered has forward secrecy.");
    }

    private static Judgement JudgeCbc(ServerObservation server)
    {
        var found = SuiteSearch.For(server, static (_, suite) => suite.Mode == CipherMode.Cbc && suite.Bits >= 112);
        return found.Evidence.Count > 0 && server.Features.EncryptThenMac == Answer.Yes
            ? Judgement.Pass("CBC suites are offered, with encrypt_then_mac.")
            : found.Judge(Verdict.Warn, "No CBC suite is offered.");
    }

    /// <summary>RFC 9325 §4.2.1 speaks of 0xC02F against weaker suites: without both there is nothing to prefer.</summary>
    private static Judgement? JudgeOrder(ServerObservation server)
    {
        const int EcdheRsaAes128Gcm = 0xC02F;
        var suites = server[TlsVersion.Tls12].Suites.Select(static offered => offered.Suite).ToList();
        return suites.Exists(static suite => suite.Code == EcdheRsaAes128Gcm) && suites.Exists(static suite => !suite.IsAead || !suite.HasForwardSecrecy)
            ? Answers.Judge(server.Features.PrefersStrongSuites, Answer.No, Verdict.Fail,
                "Offered weaker suites first and TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 last, it chose a weaker one.",
                "Offered weaker suites first and TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 last, it chose one at least as strong.")
            : null;
    }

    private static Rule NoProtection { get; } = new()
    {
        Id = "LG-TLS-010",
        Title = "TLS without encryption or without a certificate is offered",
        Severity = Severity.High,
        What = "Suites with a NULL cipher, or anonymous ones, were chosen by the server.",
        Why = "With a NULL cipher, names and images cross the network readable, and everybody believes that TLS is on. With an anonymous suite anyone can stand in for the archive.",
        Detection = Enumerated,
        Limits = "The retired option \"unencrypted\" of IHE ATNA is meant to be so. " + NotUsed,
        Remedies = [new("DCMTK", "Do not use the profile +pn; use +py (3.6.8 and later: +pg)."), .. TlsRemedies.Suites],
        References = [Reference.Ps3(15, "B.12"), Reference.Rfc(9325, "4.1"), Reference.Cwe(319), Reference.Cwe(306)],
    };

    private static Rule Breakable { get; } = new()
    {
        Id = "LG-TLS-011",
        Title = "Suites that can be broken by trying are offered",
        Severity = Severity.High,
        What = "Export suites, DES or other suites below 112 bits were chosen by the server.",
        Why = "Forty bits fall in seconds and 56 bits in a day on rented hardware: what was recorded can be read.",
        Detection = Enumerated,
        Limits = NotUsed + " Export suites with RSA are what FREAK needs, those with DHE what Logjam needs, on the client's side too.",
        Remedies = TlsRemedies.Suites,
        References = [Reference.Rfc(9325, "4.1"), Reference.Cwe(326), Reference.Cve("CVE-2015-0204"), Reference.Cve("CVE-2015-4000")],
    };

    private static Rule Rc4 { get; } = new()
    {
        Id = "LG-TLS-012",
        Title = "RC4 is offered",
        Severity = Severity.Medium,
        What = "Suites with the stream cipher RC4 were chosen by the server.",
        Why = "The first bytes that RC4 makes are not random. What repeats at the same place in many connections, as DICOM headers do, can be worked out from recordings.",
        Detection = Enumerated,
        Limits = NotUsed,
        Remedies = TlsRemedies.Suites,
        References = [Reference.Rfc(7465), Reference.Rfc(9325, "4.1"), Reference.Cwe(327), Reference.Cve("CVE-2013-2566"), Reference.Cve("CVE-2015-2808")],
    };

    private static Rule ShortBlocks { get; } = new()
    {
        Id = "LG-TLS-013",
        Title = "Ciphers with short blocks (triple DES) are offered",
        Severity = Severity.Medium,
        What = "Suites whose cipher has blocks of 64 bits were chosen by the server.",
        Why = "After some 32 GB under one key two blocks are likely to collide and give plain text away: SWEET32. An archive that moves CT and mammography on long connections gets there.",
        Detection = Enumerated,
        Limits = "The retired profiles B.1 and B.3 require triple DES. " + NotUsed,
        Remedies = TlsRemedies.Suites,
        References = [Reference.Rfc(9325, "4.1"), Reference.Cwe(326), Reference.Cve("CVE-2016-2183")],
    };

    private static Rule NoForwardSecrecy { get; } = new()
    {
        Id = "LG-TLS-014",
        Title = "Suites without forward secrecy are offered",
        Severity = Severity.Medium,
        What = "Suites with RSA key exchange or static Diffie-Hellman were chosen by the server.",
        Why = "Whoever records today and gets the archive's private key years later, from a backup or a discarded disk, reads it all. Images are worth reading for a lifetime.",
        Detection = Enumerated,
        Limits = "A warning where better suites are offered too, a failure where none is. RSA key exchange is also what the ROBOT attack needs; whether a server is open to it is LG-TLS-072. " + NotUsed,
        Remedies = TlsRemedies.Suites,
        References = [Reference.Rfc(9325, "4.1"), Reference.Ps3(15, "B.13"), Reference.Cwe(326)],
    };

    private static Rule Cbc { get; } = new()
    {
        Id = "LG-TLS-015",
        Title = "CBC suites are offered without encrypt_then_mac",
        Severity = Severity.Low,
        What = "Suites in CBC mode were chosen by the server, and it does not confirm encrypt_then_mac.",
        Why = "In this order of encryption and integrity, timing and error messages have leaked plain text again and again: Lucky Thirteen and its successors.",
        Detection = Enumerated + " encrypt_then_mac is offered with a CBC suite.",
        Limits = "A carefully written library is not vulnerable in practice; from outside that cannot be seen.",
        Remedies = TlsRemedies.Suites,
        References = [Reference.Rfc(9325, "4.2"), Reference.Rfc(7366), Reference.Ps3(15, "B.13"), Reference.Cwe(327), Reference.Cve("CVE-2013-0169")],
    };

    private static Rule FiniteField { get; } = new()
    {
        Id = "LG-TLS-016",
        Title = "DHE suites are offered in TLS 1.2",
        Severity = Severity.Info,
        What = "Suites with Diffie-Hellman in finite fields were chosen by the server in TLS 1.2.",
        Why = "The client has no say in the field's size, many implementations reuse their secret, and strangers can make the server work hard for nothing.",
        Detection = Enumerated,
        Limits = "The retired profiles B.10 and B.11 require two of them, and B.13 allows them: advice of RFC 9325, no fault by DICOM.",
        Remedies = TlsRemedies.Suites,
        References = [Reference.Rfc(9325, "4.1"), Reference.Ps3(15, "B.13"), Reference.Cve("CVE-2002-20001")],
    };

    private static Rule WeakFirst { get; } = new()
    {
        Id = "LG-TLS-017",
        Title = "A weaker suite is chosen although both sides have a better one",
        Severity = Severity.Low,
        What = "The server chose a weaker suite from a list that ends with TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256.",
        Why = "Old modalities name their suites in no sensible order. A server that follows them gives the weak one to devices that could do better.",
        Detection = "One hello with weaker suites first.",
        Limits = "Not asked of servers without that suite, or with nothing weaker.",
        Remedies = TlsRemedies.Suites,
        References = [Reference.Rfc(9325, "4.2.1"), Reference.Cwe(757)],
    };
}
