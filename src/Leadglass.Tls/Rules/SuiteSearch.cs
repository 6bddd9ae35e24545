using Leadglass.Findings;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Rules;

/// <summary>The suites of a server that are made of something, version by version, and whether some could not be asked.</summary>
internal sealed record SuiteSearch
{
    private const int Shown = 4;

    private SuiteSearch(IReadOnlyList<string> evidence, IReadOnlyList<string> open)
    {
        Evidence = evidence;
        Open = open;
    }

    /// <summary>One line a version; empty where no such suite is offered.</summary>
    public IReadOnlyList<string> Evidence { get; }

    /// <summary>What could not be asked, one line a version.</summary>
    public IReadOnlyList<string> Open { get; }

    /// <summary>Looks for suites.</summary>
    /// <param name="server">The server.</param>
    /// <param name="wanted">Which suites, in which version.</param>
    public static SuiteSearch For(ServerObservation server, Func<TlsVersion, CipherSuite, bool> wanted)
    {
        var evidence = new List<string>();
        var open = new List<string>();
        foreach (var observed in server.Versions)
        {
            var found = observed.Suites.Select(static offered => offered.Suite).Where(suite => wanted(observed.Version, suite)).Select(static suite => suite.Name).ToList();
            var unasked = observed.NotAsked.Select(CipherSuites.Of).Where(suite => wanted(observed.Version, suite)).Select(static suite => suite.Name).ToList();
            if (found.Count > 0)
                evidence.Add($"{TlsVersions.NameOf(observed.Version)}: {Join(found)}.");
            if (observed.Support == VersionSupport.Offered && unasked.Count > 0)
                open.Add($"{TlsVersions.NameOf(observed.Version)}: {Join(unasked)} could not be asked.");
            else if (observed.Support is VersionSupport.NotKnown or VersionSupport.NoAnswer && CipherSuites.For(observed.Version).Any(suite => wanted(observed.Version, suite)))
                open.Add($"Whether {TlsVersions.NameOf(observed.Version)} is offered, and with which suites, is not known.");
        }

        return new SuiteSearch(evidence, open);
    }

    /// <summary>Found suites violate the rule; suites that could not be asked leave it open.</summary>
    /// <param name="violated">What the violation is worth.</param>
    /// <param name="fine">The evidence of the opposite.</param>
    public Judgement Judge(Verdict violated, string fine) =>
        Evidence.Count > 0 ? new Judgement(violated, Evidence)
        : Open.Count > 0 ? new Judgement(Verdict.Inconclusive, Open)
        : Judgement.Pass(fine);

    private static string Join(List<string> names) =>
        string.Join(", ", names.Take(Shown)) + (names.Count > Shown ? $" and {names.Count - Shown} more" : "");
}
