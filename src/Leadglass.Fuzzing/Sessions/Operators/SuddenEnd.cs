using Leadglass.Dicom.Network;

namespace Leadglass.Fuzzing.Sessions.Operators;

/// <summary>The conversation ends, or stops for a while, where nobody expects it.</summary>
internal sealed class SuddenEnd : SessionOperator
{
    public override string Id => "sudden-end";

    public override string What => "a reset, a half-closed connection, a pause, an abort or a release in the middle";

    public override IReadOnlyList<string> Because => ["CVE-2022-43272"];

    internal override bool AppliesTo(SessionProgram program) => true;

    internal override BrokenSession? Apply(SessionMutation input)
    {
        var at = input.Random.Below(input.Program.Steps.Count + 1);
        SessionStep[] steps = input.Random.Below(6) switch
        {
            0 => [new ResetStep()],
            1 => [new HalfCloseStep(), new AwaitStep()],
            2 => [new StallStep(input.Random.Pick((int[])[20, 100, StallStep.Longest]))],
            3 => [new SendStep(PduWriter.ToBytes(new Abort((AbortSource)input.Random.Below(4), (AbortReason)input.Random.Below(8))))],
            4 => [new SendStep(PduWriter.ToBytes(new ReleaseRequest()))],
            _ => [new SendStep([(byte)input.Random.Pick((int[])[1, 4, 5]), 0, 0, 0])],     // the beginning of a header
        };
        var rest = steps[0] is StallStep || input.Random.OneIn(2) ? 0 : input.Program.Steps.Count - at;
        return new BrokenSession(input.With(at, rest, steps), $"{SessionMutation.NameOf(steps[0])} {(at == 0 ? "at the beginning" : $"after {SessionMutation.NameOf(input.Program.Steps[at - 1])}")}");
    }
}
