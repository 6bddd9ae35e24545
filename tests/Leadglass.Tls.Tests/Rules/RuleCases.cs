using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Leadglass.Findings;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Profiles;
using Leadglass.Tls.Registry;
using Leadglass.Tls.Rules;
using Leadglass.Tls.Tests.Profiles;

namespace Leadglass.Tls.Tests.Rules;

/// <summary>For each rule, systems that violate it and systems that do not, with the verdict that the standards ask for.</summary>
internal static class RuleCases
{
    /// <summary>A server with nothing to object to: B.13, mutual authentication, a good chain for the name that is asked for, everything answered.</summary>
    public static TlsExamination Good { get; } = new(
        (Observed.PerfectB13 with
        {
            RequestsClientCertificate = Answer.Yes,
            RequiresClientCertificate = Answer.Yes,
            CertificateRequest = new CertificateRequestObservation(),
            ClientAttempts = [new ClientAttempt(ClientCertificateKind.SelfSigned) { Admission = ClientAdmission.Refused }],
            Attacks = new AttackObservation { AnswersOverlongHeartbeat = Answer.No, TakesEarlyChangeCipherSpec = Answer.No, PaddingOracle = PaddingOracle.None },
        })
        .WithCertificates(MadeCertificates.Leaf(withRoot: true), MadeCertificates.Leaf(ecdsa: true, withRoot: true))
        .WithField(2048)
        .WithFeatures(features => features with
        {
            FallbackProtection = Answer.Yes,
            DowngradeSentinel = Answer.Yes,
            RefusesUnknownAlpn = Answer.Yes,
            RefusesUnknownName = Answer.Yes,
            ToleratesLargeHello = Answer.Yes,
            ToleratesGrease = Answer.Yes,
            ToleratesUnknownExtension = Answer.Yes,
            ToleratesFutureVersion = Answer.Yes,
            EarlyData = Answer.No,
            Tickets = new() { Offered = Answer.Yes, LifetimeHint = TimeSpan.FromHours(2) },
        }),
        MadeCertificates.Now)
    {
        HostName = "pacs.example",
        Claim = StandardProfiles.Find("B.13"),
        ClearDicomHere = Answer.No,
        DicomInsideTls = Answer.Yes,
        DicomWebHere = Answer.No,
        ClearPortsBeside = [],
    };

    public static IEnumerable<(string Rule, string Case, Verdict? Verdict, TlsExamination Examination)> All =>
    [
        ("LG-TLS-001", "SSL 3.0 offered", Verdict.Fail, Version(TlsVersion.Ssl3, VersionSupport.Offered)),
        ("LG-TLS-001", "SSL 2.0 not asked", Verdict.Inconclusive, Version(TlsVersion.Ssl2, VersionSupport.NotKnown)),
        ("LG-TLS-002", "TLS 1.1 offered", Verdict.Fail, Version(TlsVersion.Tls11, VersionSupport.Offered)),
        ("LG-TLS-002", "TLS 1.0 unanswered", Verdict.Inconclusive, Version(TlsVersion.Tls10, VersionSupport.NoAnswer)),
        ("LG-TLS-003", "TLS 1.2 refused", Verdict.Fail, Version(TlsVersion.Tls12, VersionSupport.Refused)),
        ("LG-TLS-004", "TLS 1.3 refused", Verdict.Warn, Version(TlsVersion.Tls13, VersionSupport.Refused)),
        ("LG-TLS-005", "TLS 1.2 chosen", Verdict.Fail, Features(features => features with { PrefersTls13 = Answer.No })),
        ("LG-TLS-006", "lower version taken", Verdict.Warn, Version(TlsVersion.Tls10, VersionSupport.Offered, features => features with { FallbackProtection = Answer.No })),
        ("LG-TLS-006", "lower version refused", Verdict.Pass, Version(TlsVersion.Tls10, VersionSupport.Offered)),
        ("LG-TLS-006", "nothing to fall back to", null, Good),
        ("LG-TLS-006", "one old version alone", null, Good with { Server = Observed.Nothing.With(TlsVersion.Tls10, "TLS_RSA_WITH_AES_128_CBC_SHA") }),
        ("LG-TLS-007", "no mark", Verdict.Fail, Features(features => features with { DowngradeSentinel = Answer.No })),
        ("LG-TLS-010", "NULL cipher", Verdict.Fail, Suite("TLS_RSA_WITH_NULL_SHA")),
        ("LG-TLS-010", "anonymous", Verdict.Fail, Suite("TLS_DH_anon_WITH_AES_128_GCM_SHA256")),
        ("LG-TLS-010", "not asked", Verdict.Inconclusive, NotAsked("TLS_RSA_WITH_NULL_SHA")),
        ("LG-TLS-011", "export", Verdict.Fail, Suite("TLS_RSA_EXPORT_WITH_DES40_CBC_SHA")),
        ("LG-TLS-011", "3DES is not meant", Verdict.Pass, Suite("TLS_RSA_WITH_3DES_EDE_CBC_SHA")),
        ("LG-TLS-012", "RC4", Verdict.Fail, Suite("TLS_ECDHE_RSA_WITH_RC4_128_SHA")),
        ("LG-TLS-013", "3DES", Verdict.Warn, Suite("TLS_RSA_WITH_3DES_EDE_CBC_SHA")),
        ("LG-TLS-014", "static RSA beside better", Verdict.Warn, Suite("TLS_RSA_WITH_AES_128_GCM_SHA256")),
        ("LG-TLS-014", "static RSA alone", Verdict.Fail, Good with { Server = Observed.Nothing.With(TlsVersion.Tls12, "TLS_RSA_WITH_AES_128_GCM_SHA256") }),
        ("LG-TLS-015", "CBC", Verdict.Warn, Suite("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256")),
        ("LG-TLS-015", "CBC with encrypt_then_mac", Verdict.Pass, Good with
        {
            Server = Suite("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256").Server.WithFeatures(features => features with { EncryptThenMac = Answer.Yes }),
        }),
        ("LG-TLS-016", "DHE in TLS 1.2", Verdict.Warn, Suite("TLS_DHE_RSA_WITH_AES_128_GCM_SHA256")),
        ("LG-TLS-017", "weak first", Verdict.Fail, Good with
        {
            Server = Suite("TLS_RSA_WITH_AES_128_CBC_SHA").Server.WithFeatures(features => features with { PrefersStrongSuites = Answer.No }),
        }),
        ("LG-TLS-017", "strong first", Verdict.Pass, Suite("TLS_RSA_WITH_AES_128_CBC_SHA")),
        ("LG-TLS-017", "nothing weaker", null, Good),
        ("LG-TLS-020", "1024 bits", Verdict.Fail, Good with { Server = Good.Server.WithField(1024) }),
        ("LG-TLS-020", "size not seen", Verdict.Inconclusive, Good with { Server = Suite("TLS_DHE_RSA_WITH_AES_128_GCM_SHA256").Server with { Fields = [] } }),
        ("LG-TLS-021", "secp192r1", Verdict.Fail, Good with { Server = Good.Server.WithGroups(NamedGroup.Secp256r1, NamedGroup.Secp192r1) }),
        ("LG-TLS-021", "not asked", Verdict.Inconclusive, Good with { Server = Good.Server with { Groups = new() { Offered = [NamedGroup.Secp256r1] } } }),
        ("LG-TLS-022", "X25519 alone", Verdict.Warn, Good with { Server = Good.Server.WithGroups(NamedGroup.X25519) }),
        ("LG-TLS-023", "SHA-1", Verdict.Fail, Signatures(new() { Offered = [SignatureScheme.RsaPkcs1Sha1], NotAsked = new HashSet<SignatureScheme>() })),
        ("LG-TLS-023", "not asked", Verdict.Inconclusive, Signatures(new())),
        ("LG-TLS-024", "RSA 1024", Verdict.Fail, Chain(MadeCertificates.Leaf(small: true))),
        ("LG-TLS-025", "SHA-1", Verdict.Fail, Chain(MadeCertificates.Leaf(hash: HashAlgorithmName.SHA1))),
        ("LG-TLS-026", "expired", Verdict.Fail, Chain(MadeCertificates.Leaf(to: MadeCertificates.Now.AddDays(-1)))),
        ("LG-TLS-026", "not yet valid", Verdict.Fail, Chain(MadeCertificates.Leaf(from: MadeCertificates.Now.AddDays(1)))),
        ("LG-TLS-027", "29 days", Verdict.Warn, Chain(MadeCertificates.Leaf(to: MadeCertificates.Now.AddDays(29)))),
        ("LG-TLS-027", "31 days", Verdict.Pass, Chain(MadeCertificates.Leaf(to: MadeCertificates.Now.AddDays(31)))),
        ("LG-TLS-027", "already expired", Verdict.Pass, Chain(MadeCertificates.Leaf(to: MadeCertificates.Now.AddDays(-1)))),
        ("LG-TLS-028", "other name", Verdict.Fail, Good with { HostName = "ris.example" }),
        ("LG-TLS-028", "its address", Verdict.Pass, Good with { HostName = "192.0.2.7" }),
        ("LG-TLS-028", "other address", Verdict.Fail, Good with { HostName = "192.0.2.8" }),
        ("LG-TLS-028", "common name only", Verdict.Fail, Chain(MadeCertificates.Leaf(names: false))),
        ("LG-TLS-028", "no name asked for", Verdict.NotTested, Good with { HostName = null }),
        ("LG-TLS-029", "wrong order", Verdict.Fail, Chain(new CertificateObservation([MadeCertificates.RootDer, MadeCertificates.Rsa.Chain[0]]))),
        ("LG-TLS-029", "vouches for itself", Verdict.Warn, Chain(MadeCertificates.Leaf(selfSigned: true))),
        ("LG-TLS-029", "alone", Verdict.Inconclusive, Chain(MadeCertificates.Leaf())),
        ("LG-TLS-029", "cannot be read", Verdict.Inconclusive, Chain(new CertificateObservation([new byte[] { 0x30, 0x03, 0x02, 0x01, 0x00 }]))),
        ("LG-TLS-030", "11112 beside", Verdict.Fail, Good with { ClearPortsBeside = [104, 11112] }),
        ("LG-TLS-030", "nobody looked", Verdict.NotTested, Good with { ClearPortsBeside = null }),
        ("LG-TLS-031", "for clients", Verdict.Fail, Chain(MadeCertificates.Leaf(purpose: "1.3.6.1.5.5.7.3.2"))),
        ("LG-TLS-031", "may not sign", Verdict.Fail, Chain(MadeCertificates.Leaf(usage: X509KeyUsageFlags.KeyEncipherment))),
        ("LG-TLS-031", "an authority", Verdict.Fail, Chain(MadeCertificates.Leaf(authority: true))),
        ("LG-TLS-032", "no pointer", Verdict.Warn, Chain(MadeCertificates.Leaf(revocation: false))),
        ("LG-TLS-033", "both on one port", Verdict.Fail, Good with { ClearDicomHere = Answer.Yes }),
        ("LG-TLS-033", "not asked", Verdict.Inconclusive, Good with { ClearDicomHere = Answer.NotKnown }),
        ("LG-TLS-034", "shared", Verdict.Fail, Good with { DicomWebHere = Answer.Yes }),
        ("LG-TLS-034", "not asked", null, Good with { DicomWebHere = Answer.NotKnown }),
        ("LG-TLS-035", "no answer inside", Verdict.Fail, Good with { DicomInsideTls = Answer.No }),
        ("LG-TLS-035", "accepted, echo failed", Verdict.Warn, Good with { EchoInsideTls = Answer.No }),
        ("LG-TLS-035", "accepted, echo answered", Verdict.Pass, Good with { EchoInsideTls = Answer.Yes }),
        ("LG-TLS-036", "clear text", Verdict.Fail, Good with { Server = Good.Server with { SpeaksTls = Answer.No }, ClearDicomHere = Answer.Yes }),
        ("LG-TLS-036", "something else", Verdict.Inconclusive, Good with { Server = Good.Server with { SpeaksTls = Answer.No } }),
        ("LG-TLS-036", "TLS", null, Good),
        ("LG-TLS-037", "cut short", Verdict.NotTested, Good with { Server = Good.Server with { CutShort = true } }),
        ("LG-TLS-037", "complete", null, Good),
        ("LG-TLS-040", "not requested", Verdict.Warn, Client(Answer.No, Answer.No)),
        ("LG-TLS-040", "requested, not required", Verdict.Warn, Client(Answer.Yes, Answer.No)),
        ("LG-TLS-040", "requested, requirement not seen", Verdict.Inconclusive, Client(Answer.Yes, Answer.NotKnown)),
        ("LG-TLS-040", "not known", Verdict.Inconclusive, Client(Answer.NotKnown, Answer.NotKnown)),
        ("LG-TLS-041", "self-signed admitted", Verdict.Fail, Attempt(ClientAdmission.Admitted)),
        ("LG-TLS-041", "handshake only", Verdict.Inconclusive, Attempt(ClientAdmission.HandshakeOnly)),
        ("LG-TLS-041", "nobody tried", Verdict.NotTested, Good with { Server = Good.Server with { ClientAttempts = [] } }),
        ("LG-TLS-042", "names an authority", Verdict.Warn, Good with { Server = Good.Server with { CertificateRequest = new() { Authorities = [new byte[] { 0x30, 0x00 }] } } }),
        ("LG-TLS-050", "not confirmed", Verdict.Fail, Features(features => features with { SecureRenegotiation = Answer.No })),
        ("LG-TLS-051", "not confirmed", Verdict.Fail, Features(features => features with { ExtendedMasterSecret = Answer.No })),
        ("LG-TLS-051", "TLS 1.3 alone", null, Version(TlsVersion.Tls12, VersionSupport.Refused)),
        ("LG-TLS-052", "chosen", Verdict.Warn, Features(features => features with { Compression = Answer.Yes })),
        ("LG-TLS-053", "confirmed", Verdict.Fail, Features(features => features with { TruncatedHmac = Answer.Yes })),
        ("LG-TLS-054", "offered", Verdict.Fail, Features(features => features with { EarlyData = Answer.Yes })),
        ("LG-TLS-054", "not looked into", Verdict.NotTested, Features(features => features with { EarlyData = Answer.NotKnown })),
        ("LG-TLS-055", "thirty days", Verdict.Warn, Features(features => features with { Tickets = new() { LifetimeHint = TimeSpan.FromDays(30) } })),
        ("LG-TLS-056", "let in", Verdict.Warn, Features(features => features with { RefusesUnknownAlpn = Answer.No })),
        ("LG-TLS-057", "let in", Verdict.Warn, Features(features => features with { RefusesUnknownName = Answer.No })),
        ("LG-TLS-058", "GREASE", Verdict.Fail, Features(features => features with { ToleratesGrease = Answer.No })),
        ("LG-TLS-058", "not asked", Verdict.Inconclusive, Features(features => features with { ToleratesFutureVersion = Answer.NotKnown })),
        ("LG-TLS-059", "chose what was not offered", Verdict.Fail, Good with { Server = Good.Server with { UnofferedChoices = [CipherSuites.Of(0x0005)] } }),
        ("LG-TLS-059", "not well formed", Verdict.Fail, Good with { Server = Good.Server with { Anomalies = [new TlsAnomaly(0, "length", "RFC 8446 §5.1", "too long")] } }),
        ("LG-TLS-060", "RC4 against B.13", Verdict.Fail, Suite("TLS_ECDHE_RSA_WITH_RC4_128_SHA")),
        ("LG-TLS-060", "advice only", Verdict.Pass, Suite("TLS_DHE_RSA_WITH_AES_128_GCM_SHA256")),
        ("LG-TLS-063", "DHE", Verdict.Warn, Suite("TLS_DHE_RSA_WITH_AES_128_GCM_SHA256")),
        ("LG-TLS-063", "no claim", null, Good with { Claim = null }),
        ("LG-TLS-060", "not asked", Verdict.Inconclusive, NotAsked("TLS_RSA_WITH_NULL_SHA")),
        ("LG-TLS-060", "no claim", null, Good with { Claim = null }),
        ("LG-TLS-061", "a suite missing", Verdict.Fail, Good with { Server = Good.Server.Without("TLS_AES_128_CCM_8_SHA256") }),
        ("LG-TLS-061", "no claim", null, Good with { Claim = null }),
        ("LG-TLS-062", "B.10", Verdict.Warn, Good with { Claim = StandardProfiles.Find("B.10") }),
        ("LG-TLS-062", "B.13", null, Good),
        ("LG-TLS-070", "answered", Verdict.Fail, Heartbeat(new() { AnswersOverlongHeartbeat = Answer.Yes, HeartbeatAnswerBytes = 36 })),
        ("LG-TLS-070", "passed over", Verdict.Pass, Heartbeat(new() { AnswersOverlongHeartbeat = Answer.No })),
        ("LG-TLS-070", "silence", Verdict.Inconclusive, Heartbeat(new())),
        ("LG-TLS-070", "not allowed", Verdict.NotTested, Heartbeat(null)),
        ("LG-TLS-070", "not negotiated, not allowed", Verdict.Pass, Good with
        {
            Server = Attacks(null).Server.WithFeatures(features => features with { Heartbeat = Answer.No }),
        }),
        ("LG-TLS-070", "TLS 1.3 alone", null, Version(TlsVersion.Tls12, VersionSupport.Refused)),
        ("LG-TLS-071", "taken", Verdict.Fail, Attacks(new() { TakesEarlyChangeCipherSpec = Answer.Yes, ChangeCipherSpecReactions = ["silence", "alert bad_record_mac"] })),
        ("LG-TLS-071", "silence twice", Verdict.Inconclusive, Attacks(new() { ChangeCipherSpecReactions = ["silence", "silence"] })),
        ("LG-TLS-071", "not allowed", Verdict.NotTested, Attacks(null)),
        ("LG-TLS-072", "strong", Verdict.Fail, Padding(new() { PaddingOracle = PaddingOracle.Strong })),
        ("LG-TLS-072", "weak", Verdict.Fail, Padding(new() { PaddingOracle = PaddingOracle.Weak })),
        ("LG-TLS-072", "the same answers", Verdict.Pass, Padding(new() { PaddingOracle = PaddingOracle.None, PaddingReactions = ["alert bad_record_mac"] })),
        ("LG-TLS-072", "changing answers", Verdict.Inconclusive, Padding(new())),
        ("LG-TLS-072", "not allowed", Verdict.NotTested, Padding(null)),
        ("LG-TLS-072", "no such suite, not allowed", Verdict.Pass, Attacks(null)),
        ("LG-TLS-072", "such a suite not asked", Verdict.Inconclusive, NotAsked("TLS_RSA_WITH_AES_128_CBC_SHA")),
    ];

    private static TlsExamination Version(TlsVersion version, VersionSupport support, Func<FeaturesObservation, FeaturesObservation>? features = null) => Good with
    {
        Server = Good.Server
            .Change(version, observed => observed with { Support = support, Suites = support == VersionSupport.Offered ? observed.Suites : [] })
            .WithFeatures(features ?? (static same => same)),
    };

    private static TlsExamination Features(Func<FeaturesObservation, FeaturesObservation> change) => Good with { Server = Good.Server.WithFeatures(change) };

    private static TlsExamination Attacks(AttackObservation? attacks) => Good with { Server = Good.Server with { Attacks = attacks } };

    private static TlsExamination Heartbeat(AttackObservation? attacks) => Good with
    {
        Server = Attacks(attacks).Server.WithFeatures(features => features with { Heartbeat = Answer.Yes }),
    };

    private static TlsExamination Padding(AttackObservation? attacks) => Good with { Server = Suite("TLS_RSA_WITH_AES_128_GCM_SHA256").Server with { Attacks = attacks } };

    private static TlsExamination Suite(string name) => Good with { Server = Good.Server.With(TlsVersion.Tls12, name) };

    private static TlsExamination NotAsked(string name) => Good with
    {
        Server = Good.Server.Change(TlsVersion.Tls12, observed => observed with { NotAsked = new HashSet<int> { CipherSuites.Find(name)!.Code } }),
    };

    private static TlsExamination Chain(CertificateObservation chain) => Good with { Server = Good.Server.WithCertificates(chain) };

    private static TlsExamination Signatures(SignaturesObservation signatures) => Good with { Server = Good.Server with { Signatures = signatures } };

    private static TlsExamination Client(Answer requested, Answer required) => Good with
    {
        Server = Good.Server with { RequestsClientCertificate = requested, RequiresClientCertificate = required },
    };

    private static TlsExamination Attempt(ClientAdmission admission) => Good with
    {
        Server = Good.Server with { ClientAttempts = [new ClientAttempt(ClientCertificateKind.SelfSigned) { Admission = admission }] },
    };
}
