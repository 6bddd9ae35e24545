using System.Security.Cryptography;
using Leadglass.Tls.Certificates;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Import;

/// <summary>Puts an observation together from what a report says; what nobody adds stays not known.</summary>
internal sealed class ObservationBuilder
{
    private const int MostChains = 16;
    private const int MostCertificates = 32;

    private readonly Dictionary<TlsVersion, VersionSupport> _support = [];
    private readonly Dictionary<TlsVersion, Dictionary<int, OfferedSuite>> _suites = TlsVersions.All.ToDictionary(static version => version, static _ => new Dictionary<int, OfferedSuite>());
    private readonly Dictionary<TlsVersion, HashSet<int>> _asked = TlsVersions.All.ToDictionary(static version => version, static _ => new HashSet<int>());
    private readonly SortedSet<int> _fields = [];
    private readonly HashSet<NamedGroup> _groups = [];
    private readonly HashSet<NamedGroup> _tls13Groups = [];
    private readonly HashSet<NamedGroup> _askedGroups = [];
    private readonly HashSet<NamedGroup> _askedTls13Groups = [];
    private readonly List<CertificateObservation> _certificates = [];

    /// <summary>Extensions and signals, as far as the report tells.</summary>
    public FeaturesObservation Features { get; set; } = new();

    /// <summary>Whether a client certificate is requested and required.</summary>
    public (Answer Requested, Answer Required) ClientCertificate { get; set; }

    public void Support(TlsVersion version, bool offered) => _support[version] = offered ? VersionSupport.Offered : VersionSupport.Refused;

    /// <summary>A suite that is offered, and the version with it.</summary>
    public void Suite(TlsVersion version, CipherSuite suite)
    {
        _support[version] = VersionSupport.Offered;
        _suites[version].TryAdd(suite.Code, new OfferedSuite(suite));
    }

    /// <summary>Suites that the tool asked for, so that what is not offered is refused.</summary>
    public void Asked(TlsVersion version, IEnumerable<CipherSuite> suites) => _asked[version].UnionWith(suites.Select(static suite => suite.Code));

    public void Group(TlsVersion version, NamedGroup group) => (version == TlsVersion.Tls13 ? _tls13Groups : _groups).Add(group);

    /// <summary>Groups that the tool asked for.</summary>
    public void AskedGroups(TlsVersion version, IEnumerable<NamedGroup> groups) => (version == TlsVersion.Tls13 ? _askedTls13Groups : _askedGroups).UnionWith(groups);

    /// <summary>The size of a finite field that the server sent.</summary>
    public void Field(int bits)
    {
        if (bits > 0)
            _fields.Add(bits);
    }

    /// <summary>A chain of certificates as PEM, the server's own first.</summary>
    public void Certificates(IEnumerable<string> pem)
    {
        var chain = pem.SelectMany(ReadPem).Take(MostCertificates).ToList();
        if (chain.Count > 0 && _certificates.Count < MostChains)
            _certificates.Add(new CertificateObservation(chain) { Key = CertificateFacts.Read(chain[0])?.Key ?? PublicKeyKind.Unknown });
    }

    public ServerObservation Build() => new()
    {
        SpeaksTls = _support.ContainsValue(VersionSupport.Offered) ? Answer.Yes : Answer.NotKnown,
        Versions =
        [
            .. TlsVersions.All.Select(version => new VersionObservation(version)
            {
                Support = _support.GetValueOrDefault(version),
                Suites = [.. _suites[version].Values],
                NotAsked = CipherSuites.For(version).Select(static suite => suite.Code).Except(_asked[version]).Except(_suites[version].Keys).ToHashSet(),
            }),
        ],
        Groups = Groups(_groups, _askedGroups),
        Tls13Groups = Groups(_tls13Groups, _askedTls13Groups),
        // No tool of these prints the prime itself.
        Fields = [.. _fields.Select(static bits => new DiffieHellmanField(bits, "", null))],
        Certificates = _certificates,
        RequestsClientCertificate = ClientCertificate.Requested,
        RequiresClientCertificate = ClientCertificate.Required,
        Features = Features,
    };

    private static GroupsObservation Groups(HashSet<NamedGroup> offered, HashSet<NamedGroup> asked) => new()
    {
        Offered = [.. offered],
        NotAsked = NamedGroups.All.Select(static row => row.Group).Except(offered).Except(asked).ToHashSet(),
    };

    private static IEnumerable<ReadOnlyMemory<byte>> ReadPem(string text)
    {
        var certificates = new List<ReadOnlyMemory<byte>>();
        var rest = text.AsSpan();
        while (certificates.Count < MostCertificates && PemEncoding.TryFind(rest, out var fields))
        {
            var der = new byte[fields.DecodedDataLength];
            if (rest[fields.Label] is "CERTIFICATE" && Convert.TryFromBase64Chars(rest[fields.Base64Data], der, out var length))
                certificates.Add(der.AsMemory(0, length));
            rest = rest[fields.Location.End..];
        }

        return certificates;
    }
}
