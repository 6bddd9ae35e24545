using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Mutation.Operators;

/// <summary>Family 1: the file ends early, as after a broken transfer.</summary>
internal sealed class Truncation : MutationOperator
{
    public override string Id => "truncation";

    public override string What => "the file ends early";

    public override IReadOnlyList<string> Because => ["CVE-2022-2121", "CVE-2026-5437"];

    public override bool AppliesTo(DicomFile file) => file.Source.Length > 1;

    internal override BrokenFile? Apply(MutationInput input)
    {
        var length = input.Random.Below(input.Bytes.Length);
        return new BrokenFile(input.Bytes[..length].ToArray(), $"the file ends after {length} bytes");
    }
}
