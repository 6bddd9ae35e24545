namespace Leadglass.Fuzzing.Sessions.Operators;

/// <summary>Nothing is waited for: what should follow an answer comes before it.</summary>
internal sealed class NoWaiting : SessionOperator
{
    public override string Id => "no-waiting";

    public override string What => "steps are sent without waiting for the answers between them, or all in one piece";

    internal override bool AppliesTo(SessionProgram program) => program.Steps.Any(static step => step is AwaitStep) && program.Steps.Any(SessionMutation.Sends);

    internal override BrokenSession? Apply(SessionMutation input)
    {
        if (input.Random.OneIn(2))
            return input.Pick(static step => step is AwaitStep) is { } at ? new BrokenSession(input.With(at, 1), "one answer is not waited for") : null;
        byte[] all = [.. input.Program.Steps.SelectMany(SessionMutation.BytesOf)];
        return new BrokenSession(input.Program with { Steps = [new SendStep(all), new AwaitStep()] }, "everything is sent at once");
    }
}
