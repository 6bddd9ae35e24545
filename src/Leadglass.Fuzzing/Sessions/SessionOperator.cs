using Leadglass.Fuzzing.Mutation;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>One way to break a conversation.</summary>
public abstract class SessionOperator : CaseOperator
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Because => [];

    /// <summary>Whether there is something in a conversation that this can break.</summary>
    internal abstract bool AppliesTo(SessionProgram program);

    /// <summary>Breaks a conversation; the same input and randomness give the same one. Null where there was nothing to break after all.</summary>
    internal abstract BrokenSession? Apply(SessionMutation input);
}
