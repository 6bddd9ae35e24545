namespace Leadglass.Fuzzing.Sessions.Operators;

/// <summary>Bytes on the wire change that no structure was asked about: the way of general fuzzers, for what nobody thought of.</summary>
internal sealed class WireHavoc : SessionOperator
{
    public override string Id => "wire-havoc";

    public override string What => "single bytes and bits of what is sent change, blocks are copied, inserted or cut";

    internal override bool AppliesTo(SessionProgram program) => program.Steps.Any(SessionMutation.Sends);

    internal override BrokenSession? Apply(SessionMutation input)
    {
        if (input.Pick(SessionMutation.Sends) is not { } at)
            return null;
        var random = input.Random;
        var step = input.Program.Steps[at];
        var bytes = SessionMutation.BytesOf(step).ToList();
        var changes = 1 << random.Below(5);
        for (var i = 0; i < changes && bytes.Count > 0; i++)
        {
            var place = random.Below(bytes.Count);
            switch (random.Below(5))
            {
                case 0:
                    bytes[place] ^= (byte)(1 << random.Below(8));
                    break;
                case 1:
                    bytes[place] = random.Pick((byte[])[0, 1, 0x7F, 0x80, 0xFF]);
                    break;
                case 2:
                    bytes[place] = (byte)random.Below(256);
                    break;
                case 3:
                    bytes.InsertRange(place, random.Bytes(1 + random.Below(8)));
                    break;
                default:
                    bytes.RemoveRange(place, Math.Min(bytes.Count - place, 1 + random.Below(8)));
                    break;
            }
        }
        return new BrokenSession(input.With(at, 1, new SendStep([.. bytes])), $"{SessionMutation.NameOf(step)}: {changes} random changes of bytes");
    }
}
