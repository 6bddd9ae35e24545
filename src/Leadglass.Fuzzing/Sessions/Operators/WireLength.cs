namespace Leadglass.Fuzzing.Sessions.Operators;

/// <summary>The length of a PDU, an item, a sub-item or a presentation data value is not what follows.</summary>
internal sealed class WireLength : SessionOperator
{
    public override string Id => "wire-length";

    public override string What => "the length of a PDU, item, sub-item or presentation data value says something else than what follows";

    internal override bool AppliesTo(SessionProgram program) => program.Steps.Any(SessionMutation.Sends);

    internal override BrokenSession? Apply(SessionMutation input)
    {
        if (input.Pick(SessionMutation.Sends) is not { } at)
            return null;
        var step = input.Program.Steps[at];
        var bytes = SessionMutation.BytesOf(step).ToArray();
        var fields = LengthField.In(bytes);
        if (fields.Count == 0)
            return null;
        var field = input.Random.Pick(fields);
        var truth = field.Read(bytes);
        var rest = (uint)(bytes.Length - field.Offset - field.Size);
        var lie = input.Random.Pick((uint[])[0, 1, 2, truth - 1, truth + 1, truth + 2, rest, rest + 1, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF]);
        field.Write(bytes, lie);
        return new BrokenSession(input.With(at, 1, new SendStep(bytes)), $"{SessionMutation.NameOf(step)}: {field.Of} declares {field.Read(bytes)} bytes over {truth}");
    }
}
