using Leadglass.Dicom.Network;

namespace Leadglass.Fuzzing.Sessions.Operators;

/// <summary>The header of a presentation data value lies: command for data, last for more to come, another context in between. Source: PS3.8 §9.3.5.1, Annex E.</summary>
internal sealed class ValueHeader : SessionOperator
{
    private const int ContextId = 4;
    private const int Control = 5;

    public override string Id => "value-header";

    public override string What => "a fragment says command instead of data, last instead of more, or belongs to another context; empty fragments come in between";

    internal override bool AppliesTo(SessionProgram program) => program.Steps.Any(static step => step is MessageStep || SessionMutation.Is(step, PduType.DataTransfer));

    internal override BrokenSession? Apply(SessionMutation input)
    {
        if (input.Pick(static step => step is MessageStep || SessionMutation.Is(step, PduType.DataTransfer)) is not { } at)
            return null;
        var random = input.Random;
        var step = input.Program.Steps[at];
        var bytes = SessionMutation.BytesOf(step).ToArray();
        var values = LengthField.In(bytes).Where(field => field.Of == "PDV" && field.Offset + Control < bytes.Length).ToList();
        if (values.Count == 0)
            return null;
        var offset = random.Pick(values).Offset;
        string what;
        switch (random.Below(3))
        {
            case 0:
                bytes[offset + Control] = (byte)random.Pick((int[])[0, 1, 2, 3, 4, 0xFF]);
                what = $"a fragment has the control header {bytes[offset + Control]:X2}H";
                break;
            case 1:
                bytes[offset + ContextId] = (byte)random.Pick((int[])[0, 2, 3, 255]);
                what = $"a fragment says context {bytes[offset + ContextId]}";
                break;
            default:
                var empty = PduWriter.ToBytes(new DataTransfer([new PresentationDataValue(1, (byte)random.Below(4), default)]));
                bytes = random.OneIn(2) ? [.. empty, .. bytes] : [.. bytes, .. empty];
                what = "an empty fragment comes beside it";
                break;
        }
        return new BrokenSession(input.With(at, 1, new SendStep(bytes)), $"{SessionMutation.NameOf(step)}: {what}");
    }
}
