using System.Net;
using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Rules;
using Leadglass.Findings;

namespace Leadglass.Exposure;

/// <summary>One port as it goes into a report: who it is and what the rules say.</summary>
/// <param name="Target">The port as a target.</param>
/// <param name="Findings">What the rules say about it.</param>
/// <param name="IsMedical">Whether it speaks DICOM or serves it on the web.</param>
/// <param name="AnswersStrangers">Whether it lets a stranger in and refused nothing that was asked, or carried out a search.</param>
/// <param name="IsUnreached">Whether it stands for a host that was named and did not answer.</param>
public sealed record JudgedPort(Target Target, IReadOnlyList<Finding> Findings, bool IsMedical, bool AnswersStrangers, bool IsUnreached)
{
    internal static JudgedPort Of(ExaminedPort port, RuleSet<ExaminedPort> rules, TlsCriteria tls, KnowledgeCriteria knowledge)
    {
        var id = new IPEndPoint(port.System.Address, port.Port.Port).ToString();
        var verdict = tls.VerdictOf(port);
        IReadOnlyList<Finding> findings = [.. rules.Judge(port, id, port.Product?.Family), .. tls.Judge(port, id), .. knowledge.Judge(port.Product, id)];
        // An accepted association alone answers nothing: what was asked on it counts.
        var answers = (port.Policy?.Policy == AePolicy.Open && port.Dicom?.Queries.Count > 0)
            || port.Dicom?.Queries.Any(q => q.Outcome is QueryOutcome.Searched or QueryOutcome.ReturnedRecords) == true
            || port.Web?.Orthanc?.Version is not null
            || port.Web?.SearchesForStrangers == true;
        var target = new Target
        {
            Id = id,
            Name = port.System.Name,
            Product = port.Product?.ToString(),
            Summary = PortSummary.Of(port, verdict, findings),
            Complete = !port.System.BudgetExhausted && port.Port.Service != ServiceKind.NotExamined && port.Port.Tls is not { CutShort: true },
            Assessments = verdict?.Assessments ?? [],
            Facts = [.. PortSummary.Facts(port), .. knowledge.Facts(port.Product, id), .. verdict?.Facts ?? []],
        };
        return new JudgedPort(target, findings, port.Port.IsMedical, answers, false);
    }

    /// <summary>Says in a report why there was no connection.</summary>
    /// <param name="outcome">How the last connect ended.</param>
    public static string WhyUnreached(DialOutcome outcome) => outcome switch
    {
        DialOutcome.Refused => "nothing listens there: the connection was refused",
        DialOutcome.Reset => "the connection was reset before a word could be said",
        DialOutcome.Unreachable => "there is no way to this address",
        DialOutcome.LocalFailure => "this machine could not open a connection",
        _ => "no answer",
    };

    internal static JudgedPort NothingAnswered(SystemObservation system)
    {
        var port = system.Ports is [var only] ? only : null;
        var target = new Target
        {
            Id = port is null ? system.Address.ToString() : new IPEndPoint(system.Address, port.Port).ToString(),
            Name = system.Name,
            Summary = port?.Service switch
            {
                null => $"nothing answers on the {system.Ports.Count} ports that were tried",
                ServiceKind.Closed => WhyUnreached(DialOutcome.Refused),
                ServiceKind.Unreachable => WhyUnreached(DialOutcome.Unreachable),
                _ => "no answer",
            },
            Complete = false,
            Facts = [],
        };
        return new JudgedPort(target, [], false, false, true);
    }
}
