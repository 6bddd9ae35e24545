namespace Leadglass.Fuzzing.Sessions.Operators;

/// <summary>Steps of another conversation follow: messages in contexts that were negotiated for something else.</summary>
internal sealed class ConversationSplice : SessionOperator
{
    public override string Id => "conversation-splice";

    public override string What => "steps of another conversation are put in";

    internal override bool AppliesTo(SessionProgram program) => true;

    internal override BrokenSession? Apply(SessionMutation input)
    {
        var donor = input.Random.Pick(input.Donors).Steps;
        var from = input.Random.Below(donor.Count);
        var count = 1 + input.Random.Below(donor.Count - from);
        var at = input.Random.Below(input.Program.Steps.Count + 1);
        return new BrokenSession(input.With(at, input.Random.OneIn(2) ? 0 : input.Program.Steps.Count - at, donor.Skip(from).Take(count)), $"{SessionMutation.NameOf(donor[from])} of another conversation, and {count - 1} more steps");
    }
}
