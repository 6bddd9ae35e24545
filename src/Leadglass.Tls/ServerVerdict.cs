using Leadglass.Findings;
using Leadglass.Tls.Certificates;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Profiles;

namespace Leadglass.Tls;

/// <summary>A server held against profiles, in the words and facts that every report about it uses.</summary>
/// <param name="Server">What was seen of it.</param>
/// <param name="Profiles">What came of each profile, in the order given.</param>
public sealed record ServerVerdict(ServerObservation Server, IReadOnlyList<ProfileVerdict> Profiles)
{
    /// <summary>Which profiles hold, which of those in force do not, and which are not known.</summary>
    public string Summary
    {
        get
        {
            if (Server.SpeaksTls != Answer.Yes)
                return Server.SpeaksTls == Answer.No ? "does not speak TLS" : "whether it speaks TLS could not be found out";
            var holds = Names(ProfileOutcome.Holds, static _ => true);
            var fails = Names(ProfileOutcome.Fails, IsCurrent);
            var open = Names(ProfileOutcome.NotKnown, IsCurrent);
            string?[] parts =
            [
                holds.Count > 0 ? $"{string.Join(", ", holds)} {Holds(holds)}" : open.Count == 0 ? "no profile holds" : null,
                open.Count > 0 ? $"whether {string.Join(", ", open)} {Holds(open)} is not known" : null,
                fails.Count > 0 ? $"{string.Join(", ", fails)} {(fails.Count == 1 ? "does" : "do")} not" : null,
            ];
            return string.Join("; ", parts.OfType<string>());

            static string Holds(List<string> names) => names.Count == 1 ? "holds" : "hold";
        }
    }

    /// <summary>The same where there is little room: the versions, and the profiles in force that hold; where none does, what keeps the first from it.</summary>
    public string Brief
    {
        get
        {
            // Oldest first, the name only where it changes: SSL 3.0, TLS 1.0+1.2.
            var offered = Server.Versions.Where(static version => version.Support == VersionSupport.Offered).Select(static version => TlsVersions.NameOf(version.Version).Split(' '));
            var written = string.Join(", ", offered.GroupBy(static name => name[0]).Select(static family => $"{family.Key} {string.Join('+', family.Select(static name => name[^1]))}"));
            return $"{(written.Length == 0 ? "TLS" : written)}; {Meets()}";
        }
    }

    /// <summary>Each profile with what is missing and what is too much, those in force first; empty where nothing spoke TLS.</summary>
    public IReadOnlyList<Assessment> Assessments => Server.SpeaksTls == Answer.Yes
        ? [.. Profiles.OrderBy(static verdict => verdict.Profile.Status == ProfileStatus.Retired).Select(ProfileAssessment.Of)]
        : [];

    /// <summary>Facts under stable keys: the suites of each version, when the first of its certificates ends, the connections.</summary>
    public IEnumerable<KeyValuePair<string, string>> Facts
    {
        get
        {
            foreach (var version in Server.Versions.Where(static version => version.Support == VersionSupport.Offered))
                yield return new($"suites.{TlsVersions.NameOf(version.Version)}", string.Join(' ', version.Suites.Select(static offered => offered.Suite.Name)));
            var ends = Server.Certificates.Select(static chain => CertificateFacts.Read(chain.Chain[0])).OfType<CertificateFacts>().Select(static certificate => certificate.NotAfter).ToList();
            if (ends.Count > 0)
                yield return new("certificateNotAfter", ends.Min().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
            yield return new("connections", $"{Server.Connections}");
        }
    }

    /// <summary>Holds profiles against a server.</summary>
    /// <param name="server">What was seen of it.</param>
    /// <param name="profiles">The profiles.</param>
    public static ServerVerdict Of(ServerObservation server, IReadOnlyList<Profile> profiles) => new(server, [.. profiles.Select(profile => profile.Judge(server))]);

    private string Meets()
    {
        var holds = Names(ProfileOutcome.Holds, IsCurrent);
        if (holds.Count > 0)
            return $"meets {string.Join(", ", holds)}";
        if (Profiles.FirstOrDefault(IsCurrent) is not { } first)
            return Summary;
        return (first.Security.Outcome, first.Interoperability.Outcome) switch
        {
            (ProfileOutcome.Fails, ProfileOutcome.Fails) => $"fails {first.Profile.Name} in security and interoperability",
            (ProfileOutcome.Fails, _) => $"fails {first.Profile.Name} in security",
            (_, ProfileOutcome.Fails) => $"fails {first.Profile.Name} in interoperability",
            _ => $"whether {first.Profile.Name} holds is not known",
        };
    }

    private List<string> Names(ProfileOutcome outcome, Func<ProfileVerdict, bool> among) =>
        [.. Profiles.Where(verdict => verdict.Outcome == outcome && among(verdict)).Select(static verdict => verdict.Profile.Name)];

    private static bool IsCurrent(ProfileVerdict verdict) => verdict.Profile.Status == ProfileStatus.Current;
}
