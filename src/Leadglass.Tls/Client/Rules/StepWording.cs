using Leadglass.Findings;

namespace Leadglass.Tls.Client.Rules;

/// <summary>Sentences about steps that several rules use.</summary>
internal static class StepWording
{
    public static Judgement NotTested(ClientStep step) => Judgement.NotTested($"No connection came for this step ({ClientSteps.NameOf(step)}): run it again and press Verify until the last one.");

    public static string Refused(StepObservation step) =>
        $"It refused {ClientSteps.NameOf(step.Step)}{(step.Alert is { } alert ? $" by the alert {(byte)alert} ({alert})" : " by closing the connection")}.";

    public static string Accepted(StepObservation step) => step switch
    {
        { Inside.Verified: true } => $"It accepted {ClientSteps.NameOf(step.Step)}, and its C-ECHO was answered.",
        { Outcome: StepOutcome.Spoke } => $"It accepted {ClientSteps.NameOf(step.Step)} and spoke inside.",
        _ => $"It ended the handshake with {ClientSteps.NameOf(step.Step)}, and then said nothing.",
    };
}
