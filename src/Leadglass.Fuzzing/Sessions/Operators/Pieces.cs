namespace Leadglass.Fuzzing.Sessions.Operators;

/// <summary>What is sent arrives in pieces, with pauses between them, or only in part.</summary>
internal sealed class Pieces : SessionOperator
{
    public override string Id => "pieces";

    public override string What => "a PDU arrives in pieces with pauses between them, or only its beginning does";

    internal override bool AppliesTo(SessionProgram program) => program.Steps.Any(SessionMutation.Sends);

    internal override BrokenSession? Apply(SessionMutation input)
    {
        if (input.Pick(SessionMutation.Sends) is not { } at)
            return null;
        var step = input.Program.Steps[at];
        var bytes = SessionMutation.BytesOf(step);
        var cut = input.Random.Below(bytes.Length + 1);
        return input.Random.OneIn(2)
            ? new BrokenSession(input.With(at, 1, new SendStep(bytes[..cut])), $"{SessionMutation.NameOf(step)} ends after {cut} of {bytes.Length} bytes")
            : new BrokenSession(input.With(at, 1, new SendStep(bytes[..cut]), new StallStep(20), new SendStep(bytes[cut..])), $"{SessionMutation.NameOf(step)} comes in two pieces");
    }
}
