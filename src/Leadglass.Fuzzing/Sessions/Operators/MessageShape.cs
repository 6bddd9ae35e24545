namespace Leadglass.Fuzzing.Sessions.Operators;

/// <summary>Command and data set do not go together, or go in another context than was negotiated.</summary>
internal sealed class MessageShape : SessionOperator
{
    public override string Id => "message-shape";

    public override string What => "a data set is missing, uncalled for or empty; a presentation context is even, rejected or unknown; pieces are tiny";

    public override IReadOnlyList<string> Because => ["CVE-2024-34509"];

    internal override bool AppliesTo(SessionProgram program) => program.Steps.Any(static step => step is MessageStep);

    internal override BrokenSession? Apply(SessionMutation input)
    {
        if (input.Pick(static step => step is MessageStep) is not { } at)
            return null;
        var random = input.Random;
        var message = (MessageStep)input.Program.Steps[at];
        var (changed, what) = random.Below(5) switch
        {
            0 => message.Data is null ? (message with { Data = random.Bytes(random.Below(200)) }, "has a data set that nobody announced") : (message with { Data = null }, "has no data set"),
            1 => (message with { Data = [] }, "has an empty data set"),
            2 => (message with { Context = random.Pick((byte[])[0, 2, 3, 5, 127, 128, 255]) }, "comes in another presentation context"),
            3 => (message with { Command = [] }, "has no command set"),
            _ => (message with { Fragment = random.Pick((int[])[1, 2, 3, 7, 64]) }, "comes in tiny pieces"),
        };
        return new BrokenSession(input.With(at, 1, changed), $"{SessionMutation.NameOf(message)} {what}");
    }
}
