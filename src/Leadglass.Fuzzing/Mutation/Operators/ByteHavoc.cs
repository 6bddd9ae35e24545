using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Mutation.Operators;

/// <summary>Bytes change that no structure was asked about: the way of general fuzzers, for what nobody thought of.</summary>
internal sealed class ByteHavoc : MutationOperator
{
    private const int PreambleLength = 128;

    public override string Id => "havoc";

    public override string What => "single bytes and bits change, blocks are copied, anywhere behind a preamble";

    public override IReadOnlyList<string> Because => [];

    public override bool AppliesTo(DicomFile file) => file.Source.Length > 1;

    internal override BrokenFile? Apply(MutationInput input)
    {
        var random = input.Random;
        var bytes = input.Bytes.ToArray();
        var start = bytes.Length > PreambleLength + 1 ? PreambleLength : 0;
        var changes = 1 << random.Below(5);
        for (var i = 0; i < changes; i++)
        {
            var at = start + random.Below(bytes.Length - start);
            switch (random.Below(4))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Below(8));
                    break;
                case 1:
                    bytes[at] = random.Pick((byte[])[0, 1, 0x7F, 0x80, 0xFF]);
                    break;
                case 2:
                    bytes[at] = (byte)random.Below(256);
                    break;
                default:
                    var from = random.Below(bytes.Length);
                    var length = Math.Min(1 + random.Below(16), bytes.Length - Math.Max(at, from));
                    bytes.AsSpan(from, length).ToArray().CopyTo(bytes, at);
                    break;
            }
        }
        return new BrokenFile(bytes, $"{changes} random changes of bytes");
    }
}
