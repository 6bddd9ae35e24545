using Leadglass.Findings;
using Leadglass.Tls.Client;

namespace Leadglass.Cli.Commands;

/// <summary>Tells the person at the device what to do next, and what the last step came to.</summary>
internal sealed class StepGuide(TextWriter output)
{
    private static readonly int Count = ClientSteps.All.Count;

    public async Task OpenAsync(int port, int? clearPort)
    {
        await output.WriteLineAsync($"Listening for TLS on port {port}{(clearPort is { } clear ? $", and for clear text on port {clear}" : "")}. Point the device here. Ctrl-C ends and reports what was seen.");
        await AskForAsync(0);
    }

    public async Task ShowAsync(StepObservation seen)
    {
        await output.WriteLineAsync($"   {Result(seen)}");
        await AskForAsync((int)seen.Step + 1);
    }

    private async Task AskForAsync(int index)
    {
        if (index < Count)
        {
            var step = ClientSteps.All[index];
            await output.WriteLineAsync($"Press Verify on the device now: step {index + 1} of {Count}, {ClientSteps.NameOf(step)}; {ClientSteps.ExpectationOf(step)}.");
        }
        await output.FlushAsync();
    }

    private static string Result(StepObservation seen) => seen.Outcome switch
    {
        StepOutcome.NotApplicable => "passed over: it means nothing to this device",
        StepOutcome.Ended => $"played{(seen.Hello is { } hello ? $" ({VisibleText.Of(hello.Ja4)})" : "")}",
        StepOutcome.Refused => seen.Alert is { } alert ? $"refused, alert {(byte)alert} ({alert})" : "refused: connection closed",
        StepOutcome.WentOn => "went on",
        StepOutcome.HandshakeOnly => "accepted; then nothing was said",
        StepOutcome.Spoke => seen.Inside is { Verified: true } ? "accepted; C-ECHO answered" : "accepted",
        _ => "neither refused nor accepted in time",
    };
}
