using Leadglass.Findings;
using Leadglass.Tls.Client.Rules;
using Leadglass.Tls.Profiles;

namespace Leadglass.Tls.Client;

/// <summary>Makes the report about a recorded client. Judges by the rules alone; does no I/O.</summary>
public static class ClientReport
{
    /// <summary>Makes the report.</summary>
    /// <param name="examined">What was seen, and what is claimed.</param>
    /// <param name="tool">Program and version.</param>
    /// <param name="startedAt">Start of the run.</param>
    /// <param name="finishedAt">End of the run.</param>
    public static Report Build(ExaminedClient examined, string tool, DateTimeOffset startedAt, DateTimeOffset finishedAt)
    {
        ArgumentNullException.ThrowIfNull(examined);
        var client = examined.Client;
        var id = client.Address ?? "no client";
        var findings = ClientRules.All.Judge(examined, id);
        var missed = client.Steps.Count(static step => step.Outcome == StepOutcome.NotTested);
        var failed = findings.Count(static finding => finding.Verdict == Verdict.Fail);
        var summary = client.FirstHello is null ? "no TLS connection came"
            : failed == 0 ? missed == 0 ? "no rule is violated" : $"no rule is violated so far, {missed} steps were not played"
            : $"{failed} {(failed == 1 ? "rule is" : "rules are")} violated";
        return new Report
        {
            Tool = tool,
            Command = "tls client",
            StartedAt = startedAt,
            FinishedAt = finishedAt,
            Interruption = missed > 0 ? $"{missed} of {client.Steps.Count} steps were not played." : null,
            Headline = $"Leadglass recorded {client.Steps.Count - missed} of {client.Steps.Count} steps with the client {id}: {summary}.",
            Targets =
            [
                new Target
                {
                    Id = id,
                    Product = ProductOf(client),
                    Summary = summary,
                    Complete = missed == 0,
                    Assessments = client.FirstHello is { } hello ? [.. StandardProfiles.All.OrderBy(static profile => profile.Status == ProfileStatus.Retired).Select(profile => ProfileAssessment.Of(profile.Judge(hello.Offer)))] : [],
                    Facts = [.. Facts(client)],
                },
            ],
            Findings = findings,
        };
    }

    private static string? ProductOf(ClientObservation client) => client.Steps
        .SelectMany(static step => step.Inside?.Facts ?? [])
        .Where(static fact => fact.Key == "implementationVersion")
        .Select(static fact => fact.Value)
        .FirstOrDefault();

    private static IEnumerable<KeyValuePair<string, string>> Facts(ClientObservation client)
    {
        if (client.FirstHello is { } hello)
        {
            yield return new("ja3", hello.Ja3);
            yield return new("ja4", hello.Ja4);
            yield return new("highestVersion", TlsVersions.NameOf(hello.Highest));
            yield return new("suites", string.Join(' ', hello.Offer.Suites.Where(static suite => !suite.IsSignal).Select(static suite => suite.Name)));
            yield return new("serverName", hello.ServerName ?? "");
            yield return new("applicationProtocols", string.Join(' ', hello.Protocols));
        }

        foreach (var step in client.Steps)
            yield return new($"step.{step.Step}", step.Alert is { } alert ? $"{step.Outcome} {alert}" : $"{step.Outcome}");
        if (client.Steps.LastOrDefault(static step => step.Handshake is not null) is { Handshake: { } handshake } last)
        {
            yield return new("handshake", $"{TlsVersions.NameOf(handshake.Version)} {handshake.Suite.Name}");
            yield return new("clientCertificates", $"{last.ClientChain.Count}");
            foreach (var fact in last.Inside?.Facts ?? [])
                yield return fact;
        }
    }
}
