using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Leadglass.Tls.Messages;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Probing;

/// <summary>What all answers together show besides what each was asked for: certificates, extensions, fields, choices nobody offered.</summary>
internal sealed class SeenHellos
{
    /// <summary>More certificates than this in a chain are noise.</summary>
    private const int LongestChain = 32;

    private readonly Dictionary<string, CertificateObservation> _certificates = [];
    private readonly Dictionary<int, string> _leafOfSuite = [];
    private readonly Dictionary<string, DiffieHellmanField> _fields = [];
    private readonly SortedSet<int> _unoffered = [];
    private readonly SortedSet<ExtensionType> _unasked = [];
    private Answer _renegotiation;
    private Answer _masterSecret;
    private Answer _encryptThenMac;
    private Answer _stapling;
    private byte[] _pointFormats = [];

    /// <summary>The server promises a session ticket.</summary>
    public Answer Tickets { get; private set; }

    public IReadOnlyList<CertificateObservation> Certificates => [.. _certificates.Values];

    public IReadOnlyList<DiffieHellmanField> Fields => [.. _fields.Values.OrderBy(static prime => prime.Bits)];

    public IReadOnlyList<CipherSuite> UnofferedChoices => [.. _unoffered.Select(CipherSuites.Of)];

    public CertificateRequestObservation? Request { get; private set; }

    /// <summary>The first ServerHello of the highest version below TLS 1.3.</summary>
    public ServerHello? HighestClearHello { get; private set; }

    /// <summary>A whole flight of TLS 1.2 or before was seen, so that a request in it would have been seen too.</summary>
    public bool HasWholeFlight { get; private set; }

    /// <summary>The first certificate that came with a suite, by its SHA-256.</summary>
    public string? LeafOf(int suite) => _leafOfSuite.GetValueOrDefault(suite);

    public void Add(Offer offer, Flight flight)
    {
        if (flight.Ssl2Hello is { Certificate.IsEmpty: false } old)
            AddChain([old.Certificate], TlsVersion.Ssl2);
        if (flight.Hello is not { } hello)
            return;

        if (!offer.Suites.Contains(hello.Suite))
            _unoffered.Add(hello.Suite);
        AddExtensions(offer, hello);
        if (hello.Version <= TlsVersion.Tls12)
            AddClearFlight(hello, flight);
    }

    /// <summary>Notes a chain; the same chain in another version is the same observation.</summary>
    public void AddChain(IReadOnlyList<ReadOnlyMemory<byte>> chain, TlsVersion version)
    {
        if (chain.Count == 0)
            return;
        var key = string.Concat(chain.Take(LongestChain).Select(static certificate => Hash(certificate.Span)));
        var known = _certificates.GetValueOrDefault(key)
            ?? new CertificateObservation([.. chain.Take(LongestChain)]) { Key = KindOf(chain[0].Span) };
        _certificates[key] = known with { Versions = [.. known.Versions.Append(version).Distinct().Order()] };
    }

    /// <summary>The features as they were asked for one by one, with those that every answer shows.</summary>
    public FeaturesObservation Complete(FeaturesObservation asked) => asked with
    {
        SecureRenegotiation = _renegotiation,
        ExtendedMasterSecret = _masterSecret,
        EncryptThenMac = _encryptThenMac,
        StaplesOcsp = _stapling,
        PointFormats = _pointFormats,
        Tickets = asked.Tickets with { Offered = Tickets },
        UnaskedExtensions = [.. _unasked],
    };

    public static string Hash(ReadOnlySpan<byte> certificate) => Convert.ToHexString(SHA256.HashData(certificate));

    private void AddExtensions(Offer offer, ServerHello hello)
    {
        var offered = offer.HasExtensions ? offer.Extensions().Select(static extension => extension.Type).ToHashSet() : [];
        foreach (var extension in hello.Extensions ?? [])
        {
            // RFC 8446 §4.2: a cookie comes unasked.
            if (!offered.Contains(extension.Type) && !(hello.IsHelloRetryRequest && extension.Type == ExtensionType.Cookie))
                _unasked.Add(extension.Type);
        }
        if (hello.Find(ExtensionType.EcPointFormats) is { } formats && ExtensionReader.ReadShortVector(formats) is { } numbers)
            _pointFormats = numbers.ToArray();
    }

    private void AddClearFlight(ServerHello hello, Flight flight)
    {
        if (HighestClearHello is not { } highest || hello.Version > highest.Version)
            HighestClearHello = hello;
        if (hello.Version > TlsVersion.Ssl3)
        {
            _renegotiation = Raised(_renegotiation, hello.Find(ExtensionType.RenegotiationInfo) is not null);
            _masterSecret = Raised(_masterSecret, hello.Find(ExtensionType.ExtendedMasterSecret) is not null);
            Tickets = Raised(Tickets, hello.Find(ExtensionType.SessionTicket) is not null);
            // RFC 7366 §3: a server must not confirm it with anything but block ciphers.
            if (CipherSuites.Of(hello.Suite).Mode == Registry.CipherMode.Cbc)
                _encryptThenMac = Raised(_encryptThenMac, hello.Find(ExtensionType.EncryptThenMac) is not null);
        }

        if (flight.KeyExchange is FiniteFieldKeyExchange exchange && WellKnownPrimes.Describe(exchange) is var field)
            _fields.TryAdd(field.PrimeSha256, field);
        if (flight.Certificates is { Certificates: [var leaf, ..] })
        {
            AddChain(flight.Certificates.Certificates, hello.Version);
            _leafOfSuite.TryAdd(hello.Suite, Hash(leaf.Span));
            if (flight.End == FlightEnd.Complete)
                _stapling = Raised(_stapling, flight.Messages.OfType<CertificateStatus>().Any());
        }
        HasWholeFlight |= flight.End == FlightEnd.Complete;
        if (flight.Request is { } request)
        {
            Request ??= new CertificateRequestObservation
            {
                Types = request.Types.ToArray(),
                Signatures = request.Signatures ?? [],
                Authorities = request.Authorities,
            };
        }
    }

    /// <summary>Once seen is seen; not seen is an answer only until it is.</summary>
    private static Answer Raised(Answer answer, bool seen) => seen || answer == Answer.Yes ? Answer.Yes : Answer.No;

    private static PublicKeyKind KindOf(ReadOnlySpan<byte> certificate)
    {
        try
        {
            using var parsed = X509CertificateLoader.LoadCertificate(certificate);
            return parsed.PublicKey.Oid.Value switch
            {
                "1.2.840.113549.1.1.1" or "1.2.840.113549.1.1.10" => PublicKeyKind.Rsa, // rsaEncryption, RSASSA-PSS
                "1.2.840.10045.2.1" => PublicKeyKind.Ecdsa, // id-ecPublicKey
                "1.3.101.112" or "1.3.101.113" => PublicKeyKind.EdDsa, // RFC 8410
                "1.2.840.10040.4.1" => PublicKeyKind.Dsa, // id-dsa
                _ => PublicKeyKind.Unknown,
            };
        }
        catch (CryptographicException)
        {
            return PublicKeyKind.Unknown;
        }
    }
}
