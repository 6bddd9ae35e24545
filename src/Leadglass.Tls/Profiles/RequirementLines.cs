using Leadglass.Tls.Observations;
using Leadglass.Tls.Profiles.Requirements;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Profiles;

/// <summary>Reads the lines of each section of a profile file.</summary>
internal static class RequirementLines
{
    private static readonly string[] EveryLine = ["level", "clause", "for"];

    public static Requirement? Version(ProfileSection line)
    {
        line.AllowOnly([.. EveryLine, "of", "any"]);
        return Named<TlsVersion>(line) is { } of ? new VersionRequirement(Level(line), Clause(line), of) { Role = Role(line), Any = line.Flag("any") } : null;
    }

    /// <param name="line">The line.</param>
    /// <param name="named">The suites that the lines before it name; those of this line are added. "Others" are the rest.</param>
    public static Requirement? Suites(ProfileSection line, HashSet<int> named)
    {
        line.AllowOnly([.. EveryLine, "of", "any", "when", "others", "keyExchange", "authentication", "cipher", "mode", "hash", "below", "unlessEncryptThenMac"]);
        var of = line.Each("of", static (string text, out CipherSuite suite) => (suite = CipherSuites.Find(text)!) is not null,
            static () => "write the name in the IANA registry, such as TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
        if (of is not null)
        {
            named.UnionWith(of.Select(static suite => suite.Code));
            return new SuiteRequirement(Level(line), Clause(line), of)
            {
                Role = Role(line),
                Any = line.Flag("any"),
                When = line.Has("when") ? line.Word("when", TlsVersion.Tls12) : null,
            };
        }

        var selector = new SuiteSelector
        {
            KeyExchange = line.Words<KeyExchange>("keyExchange"),
            Authentication = line.Words<Authentication>("authentication"),
            Cipher = line.Words<BulkCipher>("cipher"),
            Mode = line.Words<CipherMode>("mode"),
            Hash = line.Words<SuiteHash>("hash"),
            Below = line.Number("below", 1, 512),
            UnlessEncryptThenMac = line.Flag("unlessEncryptThenMac"),
            AllBut = line.Flag("others") ? named : null,
        };
        if (selector is { KeyExchange: null, Authentication: null, Cipher: null, Mode: null, Hash: null, Below: null, AllBut: null })
            line.Error("the line names no suites: give 'of', 'others: true', or a property such as 'keyExchange'");
        return new SuiteProhibition(ForbiddingLevel(line), Clause(line), selector) { Role = Role(line) };
    }

    public static Requirement? Groups(ProfileSection line)
    {
        line.AllowOnly([.. EveryLine, "of", "any", "kind", "below"]);
        if (line.Has("below"))
        {
            var kind = line.Word("kind", GroupKind.EllipticCurve);
            return line.Number("below", 1, 1 << 16) is { } below
                ? new GroupSizeProhibition(ForbiddingLevel(line), Clause(line), kind, below) { Role = Role(line) }
                : null;
        }

        var of = line.Each("of", static (string text, out NamedGroup group) =>
        {
            var row = NamedGroups.All.FirstOrDefault(row => row.Name == text);
            group = row?.Group ?? default;
            return row is not null;
        }, static () => "write the name in the IANA registry, such as secp256r1");
        if (of is null)
            line.Error("the line names no groups: give 'of', or 'kind' and 'below'");
        return of is null ? null : new GroupRequirement(Level(line), Clause(line), of) { Role = Role(line), Any = line.Flag("any") };
    }

    public static Requirement? Signatures(ProfileSection line)
    {
        line.AllowOnly([.. EveryLine, "hashes", "algorithms"]);
        var hashes = line.Words<SignatureHash>("hashes");
        var algorithms = line.Words<SignatureAlgorithm>("algorithms");
        if (hashes is null && algorithms is null)
            line.Error("the line names no signatures: give 'hashes' or 'algorithms'");
        return new SignatureProhibition(ForbiddingLevel(line), Clause(line), hashes ?? [], algorithms ?? []) { Role = Role(line) };
    }

    /// <summary>Certificates are a server's: a client shows its own only when it is asked, after its hello.</summary>
    public static Requirement? Certificates(ProfileSection line)
    {
        line.AllowOnly(["level", "clause", "keys", "rsaBelow", "ecBelow", "hashes"]);
        if (line.Words<PublicKeyKind>("keys") is { } keys)
            return new CertificateKeyRequirement(Level(line), Clause(line), keys) { Role = TlsRole.Server };
        var requirement = new CertificateRequirement(ForbiddingLevel(line), Clause(line))
        {
            Role = TlsRole.Server,
            RsaBelow = line.Number("rsaBelow", 1, 1 << 16),
            EcBelow = line.Number("ecBelow", 1, 1 << 10),
            Hashes = line.Words<SignatureHash>("hashes") ?? [],
        };
        if (requirement is { RsaBelow: null, EcBelow: null, Hashes: [] })
            line.Error("the line asks for nothing: give 'keys', 'rsaBelow', 'ecBelow' or 'hashes'");
        return requirement;
    }

    public static Requirement? Features(ProfileSection line)
    {
        line.AllowOnly([.. EveryLine, "of", "any"]);
        return Named<TlsFeature>(line) is { } of ? new FeatureRequirement(Level(line), Clause(line), of) { Role = Role(line), Any = line.Flag("any") } : null;
    }

    public static Requirement? ClientCertificate(ProfileSection line)
    {
        line.AllowOnly(["level", "clause", "required"]);
        return new ClientCertificateRequirement(Level(line), Clause(line), line.Flag("required")) { Role = TlsRole.Server };
    }

    private static IReadOnlyList<T>? Named<T>(ProfileSection line)
        where T : struct, Enum
    {
        var of = line.Words<T>("of");
        if (of is null)
            line.Error("'of' is missing");
        return of;
    }

    private static RequirementLevel Level(ProfileSection line)
    {
        if (!line.Has("level"))
            line.Error($"'level' is missing; there are {ProfileWord.List<RequirementLevel>()}");
        return line.Word("level", RequirementLevel.Must);
    }

    private static RequirementLevel ForbiddingLevel(ProfileSection line)
    {
        var level = Level(line);
        if (line.Has("level") && level is not (RequirementLevel.MustNot or RequirementLevel.ShouldNot))
            line.Error("level", "the level of a line that describes what is not wanted is 'must not' or 'should not'");
        return level;
    }

    private static string Clause(ProfileSection line) => line.RequiredText("clause");

    private static TlsRole Role(ProfileSection line) => line.Word("for", TlsRole.Both);
}
