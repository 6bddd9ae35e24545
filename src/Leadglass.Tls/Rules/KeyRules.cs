using Leadglass.Findings;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Profiles;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Rules;

/// <summary>Rules about how keys are agreed on, and what signs the agreement.</summary>
internal static class KeyRules
{
    private const int LeastField = 2048;
    private const int LeastCurve = 224;

    public static IEnumerable<JudgedRule<TlsExamination>> All =>
    [
        new(SmallField, static examination => JudgeFields(examination.Server)),
        new(SmallCurve, static examination => JudgeCurves(examination.Server)),
        new(NoCommonCurve, static examination => JudgeCommonCurve(examination.Server)),
        new(WeakSignature, static examination => JudgeSignatures(examination.Server)),
    ];

    private static Judgement? JudgeFields(ServerObservation server)
    {
        if (server.Fields.Count > 0)
        {
            var small = server.Fields.Where(static field => field.Bits < LeastField).ToList();
            if (small.Count == 0)
                return Judgement.Pass($"The smallest Diffie-Hellman field has {server.Fields[0].Bits} bits.");
            return new Judgement(Verdict.Fail, [.. small.Select(static field => $"A Diffie-Hellman field of {field.Bits} bits{(field.CommonName is { } name ? $" ({name})" : "")}{(field is { Bits: <= 1024, CommonName: not null } ? ": Logjam (CVE-2015-4000)" : "")}.")])
            {
                // What was broken in public, and what a state could precompute for everyone who shares a prime (CVE-2015-4000).
                Severity = small.Exists(static field => field.Bits < 1024 || field is { Bits: 1024, CommonName: not null }) ? Severity.High : null,
            };
        }

        var dhe = SuiteSearch.For(server, static (_, suite) => suite.KeyExchange is KeyExchange.Dhe or KeyExchange.DhePsk);
        return dhe.Evidence.Count > 0 ? new Judgement(Verdict.Inconclusive, [.. dhe.Evidence, "The size of the field was not seen."])
            : dhe.Open.Count > 0 ? new Judgement(Verdict.Inconclusive, dhe.Open)
            : null;
    }

    private static Judgement? JudgeCurves(ServerObservation server)
    {
        var side = new ServerSide(server);
        var small = NamedGroups.All
            .Where(static row => row is { Kind: GroupKind.EllipticCurve, Bits: > 0 and < LeastCurve })
            .ToLookup(row => side.Offers(row.Group));
        return small[Answer.Yes].Any() ? Judgement.Fail($"Curves below {LeastCurve} bits: {string.Join(", ", small[Answer.Yes].Select(static row => row.Name))}.")
            : !UsesCurves(server) ? null
            : small[Answer.NotKnown].Any() ? Judgement.Inconclusive($"{small[Answer.NotKnown].Count()} curves below {LeastCurve} bits could not be asked.")
            : Judgement.Pass($"No curve below {LeastCurve} bits is taken.");
    }

    private static Judgement? JudgeCommonCurve(ServerObservation server)
    {
        if (!UsesCurves(server))
            return null;
        var side = new ServerSide(server);
        var note = side.Offers(NamedGroup.X25519) == Answer.No
            ? "X25519 is not taken; RFC 9325 recommends it, no profile of DICOM asks for it."
            : "";
        var judgement = Answers.Judge(side.Offers(NamedGroup.Secp256r1), Answer.No, Verdict.Warn, "secp256r1 (P-256) is not taken.", "secp256r1 (P-256) is taken.");
        return note.Length == 0 ? judgement : judgement with { Evidence = [.. judgement.Evidence, note] };
    }

    private static Judgement? JudgeSignatures(ServerObservation server)
    {
        if (!server[TlsVersion.Tls12].Suites.Any(static offered => offered.Suite is { HasForwardSecrecy: true, Authentication: not (Authentication.Anonymous or Authentication.Psk) }))
            return null;
        var side = new ServerSide(server);
        var weak = SignatureSchemes.All
            .Where(static row => row.Hash is SignatureHash.Md5 or SignatureHash.Sha1)
            .ToLookup(row => side.Offers(row.Scheme));
        return weak[Answer.Yes].Any() ? Judgement.Fail($"It signs the key exchange with {string.Join(", ", weak[Answer.Yes].Select(static row => row.Name))}.")
            : weak[Answer.NotKnown].Any() ? Judgement.Inconclusive($"Whether it signs with {string.Join(", ", weak[Answer.NotKnown].Select(static row => row.Name))} was not asked.")
            : Judgement.Pass("It signs the key exchange with no MD5 and no SHA-1.");
    }

    private static bool UsesCurves(ServerObservation server) =>
        server.Offers(TlsVersion.Tls13) == Answer.Yes
        || server.Versions.Any(static version => version.Suites.Any(static offered => offered.Suite.KeyExchange is KeyExchange.Ecdhe or KeyExchange.EcdhePsk));

    private static Rule SmallField { get; } = new()
    {
        Id = "LG-TLS-020",
        Title = "Diffie-Hellman fields below 2048 bits are used",
        Severity = Severity.Medium,
        What = "The server sent a prime of fewer than 2048 bits for a DHE suite.",
        Why = "Primes of 512 bits are broken in minutes, those of 768 bits were broken in public, and for the few primes of 1024 bits that half the world shares the hard part has to be done only once. Then recorded images can be read.",
        Detection = "The prime in ServerKeyExchange, which TLS 1.2 sends in the clear, for each DHE suite.",
        Limits = "A server that sends other primes to other clients (Java does, by size of the key) may have smaller ones too.",
        Remedies =
        [
            new("DCMTK", "Give a file with 2048 bits or more to +dp, made by: openssl dhparam -out dh.pem 2048. Without +dp, current releases use a field of 2048 bits of their own."),
            new("nginx", "Leave DHE out of ssl_ciphers, or name a file with 2048 bits or more by ssl_dhparam."),
            new("HAProxy", "tune.ssl.default-dh-param 2048 in the global section, or leave DHE out of ciphers."),
            new(null, "Switch the DHE suites off: everything that is able to do them at 2048 bits can do ECDHE. Otherwise use ffdhe2048 of RFC 7919 or larger."),
        ],
        References = [Reference.Rfc(9325, "4.5"), Reference.Ps3(15, "B.13"), Reference.Rfc(7919), Reference.Cwe(326), Reference.Cve("CVE-2015-4000")],
    };

    private static Rule SmallCurve { get; } = new()
    {
        Id = "LG-TLS-021",
        Title = "Elliptic curves below 224 bits are taken",
        Severity = Severity.Medium,
        What = "The server agreed to a curve such as secp192r1 or sect163k1.",
        Why = "Curves of this size are within reach of those who can pay for it, and a recording waits.",
        Detection = "Hellos with every registered group, the one that was chosen left out of the next.",
        Limits = "Libraries of the years before 2015 take whatever curve they know. That a client would offer such a curve alone is unlikely.",
        Remedies =
        [
            new("nginx", "ssl_ecdh_curve X25519:prime256v1:secp384r1;"),
            new("HAProxy", "Add curves X25519:P-256:P-384 to the bind line."),
            new("stunnel", "curves = X25519:P-256:P-384"),
            new(null, "Update the TLS library, and list P-256, X25519 and P-384 as the only groups where that can be configured."),
        ],
        References = [Reference.Rfc(9325, "4.5"), Reference.Rfc(8422, "5.1.1"), Reference.Cwe(326)],
    };

    private static Rule NoCommonCurve { get; } = new()
    {
        Id = "LG-TLS-022",
        Title = "The curve that everybody has, P-256, is not taken",
        Severity = Severity.Low,
        What = "A hello that offers secp256r1 alone was refused.",
        Why = "Many devices have no other curve: they fall back to a weaker suite or cannot send at all.",
        Detection = "Hellos with every registered group, the one that was chosen left out of the next.",
        Limits = "Where every device is known to have another curve this is no fault.",
        Remedies = [new(null, "Add P-256 to the groups of the server.")],
        References = [Reference.Rfc(9325, "4.2.1"), Reference.Rfc(8446, "9.1")],
    };

    private static Rule WeakSignature { get; } = new()
    {
        Id = "LG-TLS-023",
        Title = "The key exchange is signed with SHA-1 or MD5",
        Severity = Severity.Medium,
        What = "Offered SHA-1 or MD5 as the only hash, the server signed with it instead of refusing.",
        Why = "Collisions of both hashes can be bought. A signature over a hash that can be forged proves nothing about who is at the other end.",
        Detection = "One hello of TLS 1.2 for each signature scheme; the scheme stands in ServerKeyExchange.",
        Limits = "OpenSSL up to 1.1.1 signs with SHA-1 if that is all a client offers, and chooses better where it can: an attack needs more than this.",
        Remedies =
        [
            new("nginx", "ssl_conf_command SignatureAlgorithms ECDSA+SHA256:RSA-PSS+SHA256:RSA+SHA256:ECDSA+SHA384:RSA-PSS+SHA384:RSA+SHA384;"),
            new("HAProxy", "Add sigalgs ECDSA+SHA256:RSA-PSS+SHA256:RSA+SHA256 to the bind line (2.8 and later)."),
            new(null, "Update the TLS library: OpenSSL 3.0 refuses SHA-1 and MD5 at its default security level."),
        ],
        References = [Reference.Rfc(9325, "4.5"), Reference.Rfc(9155), Reference.Cwe(328), Reference.Cve("CVE-2015-7575")],
    };
}
