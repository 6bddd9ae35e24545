namespace Leadglass.Fuzzing.Sessions.Operators;

/// <summary>The steps come in another order than the protocol has: left out, repeated, swapped. Source: PS3.8 Table 9-10.</summary>
internal sealed class StepOrder : SessionOperator
{
    public override string Id => "step-order";

    public override string What => "steps are left out, repeated or swapped: an operation without an association, two associations in one";

    public override IReadOnlyList<string> Because => ["CVE-2021-41687", "CVE-2021-41690"];

    internal override bool AppliesTo(SessionProgram program) => program.Steps.Count > 1;

    internal override BrokenSession? Apply(SessionMutation input)
    {
        var steps = input.Program.Steps;
        var at = input.Random.Below(steps.Count);
        var name = SessionMutation.NameOf(steps[at]);
        switch (input.Random.Below(3))
        {
            case 0:
                return new BrokenSession(input.With(at, 1), $"{name} is left out");
            case 1:
                var times = input.Random.Pick((int[])[1, 1, 2, 8, 40]);
                return new BrokenSession(input.With(at, 1, Enumerable.Repeat(steps[at], times + 1)), $"{name} comes {times + 1} times");
            default:
                var other = input.Random.Below(steps.Count);
                var (first, second) = (Math.Min(at, other), Math.Max(at, other));
                return first == second ? null : new BrokenSession(
                    input.With(first, second - first + 1, [steps[second], .. steps.Skip(first + 1).Take(second - first - 1), steps[first]]),
                    $"{SessionMutation.NameOf(steps[first])} and {SessionMutation.NameOf(steps[second])} change places");
        }
    }
}
