using Leadglass.Fuzzing.Sessions.Operators;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>Every operator for conversations. New ones go to the end: the place in this list is part of what a case's index means.</summary>
public static class SessionOperators
{
    /// <summary>The operators, in their fixed order.</summary>
    public static IReadOnlyList<SessionOperator> All { get; } =
    [
        new StepOrder(),
        new NoWaiting(),
        new SuddenEnd(),
        new ForeignPdu(),
        new ConversationSplice(),
        new CommandElement(),
        new CommandSwap(),
        new MessageShape(),
        new DataSetLie(),
        new WireLength(),
        new ValueHeader(),
        new Negotiation(),
        new Pieces(),
        new WireHavoc(),
    ];
}
