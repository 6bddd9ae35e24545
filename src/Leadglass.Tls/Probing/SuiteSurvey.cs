using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Probing;

/// <summary>What is known so far of one version and its suites.</summary>
internal sealed class SuiteSurvey(TlsVersion version)
{
    private readonly List<OfferedSuite> _offered = [];
    private readonly HashSet<int> _open = [.. Offer.AllSuites(version)];
    private VersionSupport _support;
    private AlertDescription? _alert;

    public TlsVersion Version => version;

    /// <summary>The lists to put to the server, each until it refuses what is left.</summary>
    public Queue<List<int>> Lists { get; } = new();

    /// <summary>The server wants a public key in the first hello of TLS 1.3.</summary>
    public bool NeedsShares { get; set; }

    public SuiteOrder Order { get; set; }

    public bool IsOffered => _support == VersionSupport.Offered;

    public IReadOnlyList<int> Codes => [.. _offered.Select(static offered => offered.Suite.Code)];

    public IReadOnlyList<CipherSuite> Suites => [.. _offered.Select(static offered => offered.Suite)];

    /// <summary>The server chose a suite.</summary>
    public void Add(int code, KeyAgreement? agreement)
    {
        _support = VersionSupport.Offered;
        _open.Remove(code);
        _offered.Add(new OfferedSuite(CipherSuites.Of(code)) { KeyAgreement = agreement });
    }

    /// <summary>The server refused what was left of a list.</summary>
    public void Close(IEnumerable<int> refused) => _open.ExceptWith(refused);

    public void Refuse(AlertDescription? alert) => (_support, _alert) = (VersionSupport.Refused, alert);

    public void StaySilent() => _support = VersionSupport.NoAnswer;

    public VersionObservation Observe() => new(version)
    {
        Support = _support,
        Alert = _alert,
        Suites = [.. _offered],
        NotAsked = IsOffered ? _open : new HashSet<int>(),
        Order = Order,
    };
}
