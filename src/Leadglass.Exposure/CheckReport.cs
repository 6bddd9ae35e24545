using System.Net;
using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Rules;
using Leadglass.Exposure.Targets;
using Leadglass.Findings;

namespace Leadglass.Exposure;

/// <summary>Collects judged systems into a report. Judges by the rules alone; does no I/O.</summary>
/// <param name="rules">The rules to judge by; fewer than all when the user asked for some.</param>
/// <param name="tls">What the TLS side of ports is judged by.</param>
/// <param name="knowledge">What the recognised products are held against.</param>
public sealed class CheckReport(RuleSet<ExaminedPort> rules, TlsCriteria tls, KnowledgeCriteria knowledge)
{
    private readonly List<(IPAddress Address, string? Name, IReadOnlyList<JudgedPort> Ports)> _systems = [];

    /// <summary>Judges one system and keeps it for the report.</summary>
    /// <param name="system">What was observed.</param>
    /// <returns>Its ports that answered; one entry without findings when a host that the user named did not answer at all.</returns>
    public IReadOnlyList<JudgedPort> Add(SystemObservation system)
    {
        var answering = system.Ports.Where(p => p.Service is not (ServiceKind.Closed or ServiceKind.NoAnswer or ServiceKind.Unreachable));
        var judged = answering.Select(p => JudgedPort.Of(ExaminedPort.Of(system, p), rules, tls, knowledge)).ToList();
        if (judged.Count == 0 && system.Expected && !system.Interrupted)
            judged.Add(JudgedPort.NothingAnswered(system));
        _systems.Add((system.Address, system.Name, judged));
        return judged;
    }

    /// <summary>Makes the report.</summary>
    /// <param name="tool">Program and version.</param>
    /// <param name="startedAt">Start of the run.</param>
    /// <param name="finishedAt">End of the run.</param>
    /// <param name="unresolved">Names that no resolver knows.</param>
    /// <param name="cancelled">Whether the user ended the run.</param>
    public Report Build(string tool, DateTimeOffset startedAt, DateTimeOffset finishedAt, IReadOnlyList<string> unresolved, bool cancelled)
    {
        var answered = _systems.Where(s => s.Ports.Any(p => !p.IsUnreached)).Select(s => s.Name).ToHashSet();
        var ports = _systems
            .OrderBy(s => s.Address, AddressRange.Order)
            // A name with several addresses is there if one of them is: localhost is often ::1 and 127.0.0.1.
            .SelectMany(s => s.Ports.Where(p => !p.IsUnreached || s.Name is null || !answered.Contains(s.Name)))
            .ToList();
        var unreached = ports.Where(p => p.IsUnreached).Select(p => p.Target.Name ?? p.Target.Id).Concat(unresolved).Distinct().ToList();
        return new Report
        {
            Tool = tool,
            Command = "check",
            StartedAt = startedAt,
            FinishedAt = finishedAt,
            Interruption = Interruption(cancelled, unreached),
            Headline = Headline(ports, finishedAt - startedAt),
            Targets = [.. ports.Select(p => p.Target)],
            Findings = [.. ports.SelectMany(p => p.Findings)],
        };
    }

    private static string? Interruption(bool cancelled, List<string> unreached)
    {
        const int Named = 3;
        if (cancelled)
            return "The run was ended before everything was checked.";
        if (unreached.Count == 0)
            return null;
        var names = string.Join(", ", unreached.Take(Named)) + (unreached.Count > Named ? $" and {unreached.Count - Named} more" : "");
        return $"No answer from {names}.";
    }

    private string Headline(List<JudgedPort> ports, TimeSpan duration)
    {
        var systems = ports.Count(p => p.IsMedical);
        var open = ports.Count(p => p.AnswersStrangers);
        var seconds = duration.TotalSeconds < 10 ? $"{duration.TotalSeconds:0.0} s" : duration.TotalSeconds < 120 ? $"{duration.TotalSeconds:0} s" : $"{duration.TotalMinutes:0} min";
        return $"Leadglass checked {Count(_systems.DistinctBy(s => s.Address).Count(), "address", "addresses")} in {seconds}: {Count(systems, "DICOM service", "DICOM services")}"
            + (systems == 0 ? "." : open == 0 ? ", none of them answers strangers." : open == 1 ? ", 1 of them answers strangers." : $", {open} of them answer strangers.");
    }

    private static string Count(int number, string one, string many) => $"{number:N0} {(number == 1 ? one : many)}";
}
