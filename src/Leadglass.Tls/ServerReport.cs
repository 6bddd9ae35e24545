using Leadglass.Findings;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Profiles;
using Leadglass.Tls.Rules;

namespace Leadglass.Tls;

/// <summary>Makes the report about TLS servers: a verdict per profile with what is missing and what is too much, then the rules. Judges by data and rules alone; does no I/O.</summary>
/// <param name="command">The command that asked, for example <c>tls server</c>.</param>
public sealed class ServerReport(string command)
{
    private readonly List<Target> _targets = [];
    private readonly List<Finding> _findings = [];

    /// <summary>Judges one server and keeps it for the report.</summary>
    /// <param name="id">The target's id.</param>
    /// <param name="name">The name that the user gave, where it differs.</param>
    /// <param name="examined">What was seen and is known around it.</param>
    /// <param name="profiles">The profiles to hold it against.</param>
    public void Add(string id, string? name, TlsExamination examined, IReadOnlyList<Profile> profiles)
    {
        var verdicts = profiles.Select(profile => profile.Judge(examined.Server)).ToList();
        var findings = TlsRules.All.Judge(examined, id);
        _targets.Add(new Target
        {
            Id = id,
            Name = name,
            Summary = Summary(examined.Server, verdicts),
            Complete = examined.Server.SpeaksTls == Answer.Yes && !examined.Server.CutShort,
            Assessments = examined.Server.SpeaksTls == Answer.Yes ? [.. verdicts.OrderBy(static verdict => verdict.Profile.Status == ProfileStatus.Retired).Select(ProfileAssessment.Of)] : [],
            Facts = [.. Facts(examined.Server)],
        });
        _findings.AddRange(findings);
    }

    /// <summary>Makes the report.</summary>
    /// <param name="tool">Program and version.</param>
    /// <param name="startedAt">Start of the run.</param>
    /// <param name="finishedAt">End of the run.</param>
    /// <param name="cancelled">Whether the user ended the run.</param>
    public Report Build(string tool, DateTimeOffset startedAt, DateTimeOffset finishedAt, bool cancelled)
    {
        var silent = _targets.Where(target => !target.Complete).Select(target => target.Name ?? target.Id).ToList();
        return new Report
        {
            Tool = tool,
            Command = command,
            StartedAt = startedAt,
            FinishedAt = finishedAt,
            Interruption = cancelled ? "The run was ended before everything was asked." : silent.Count == 0 ? null : $"Not everything could be asked of {string.Join(", ", silent)}.",
            Headline = _targets is [var only]
                ? $"Leadglass examined {only.Name ?? only.Id}: {only.Summary}."
                : $"Leadglass examined {_targets.Count} TLS servers.",
            Targets = _targets,
            Findings = _findings,
        };
    }

    private static string Summary(ServerObservation server, List<ProfileVerdict> verdicts)
    {
        if (server.SpeaksTls != Answer.Yes)
            return server.SpeaksTls == Answer.No ? "does not speak TLS" : "whether it speaks TLS could not be found out";
        var holds = verdicts.Where(verdict => verdict.Outcome == ProfileOutcome.Holds).Select(verdict => verdict.Profile.Name).ToList();
        var fails = verdicts.Where(verdict => verdict.Outcome == ProfileOutcome.Fails && verdict.Profile.Status == ProfileStatus.Current).Select(verdict => verdict.Profile.Name).ToList();
        return (holds.Count == 0 ? "no profile holds" : $"{string.Join(", ", holds)} {(holds.Count == 1 ? "holds" : "hold")}")
            + (fails.Count == 0 ? "" : $"; {string.Join(", ", fails)} {(fails.Count == 1 ? "does" : "do")} not");
    }

    private static IEnumerable<KeyValuePair<string, string>> Facts(ServerObservation server)
    {
        foreach (var version in server.Versions.Where(version => version.Support == VersionSupport.Offered))
            yield return new($"suites.{TlsVersions.NameOf(version.Version)}", string.Join(' ', version.Suites.Select(offered => offered.Suite.Name)));
        yield return new("connections", $"{server.Connections}");
    }
}
