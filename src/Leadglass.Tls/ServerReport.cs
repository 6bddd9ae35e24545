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
        var verdict = ServerVerdict.Of(examined.Server, profiles);
        _targets.Add(new Target
        {
            Id = id,
            Name = name,
            Summary = examined.NoConnection ?? verdict.Summary,
            Complete = examined.Server.SpeaksTls == Answer.Yes && !examined.Server.CutShort,
            Assessments = verdict.Assessments,
            Facts = [.. verdict.Facts],
        });
        _findings.AddRange(TlsRules.All.Judge(examined, id));
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
}
