using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Mutation.Operators;

/// <summary>Family 3: the pixel data is too short for the image, and its length says so honestly.</summary>
internal sealed class ShortPixelData : MutationOperator
{
    public override string Id => "short-pixel-data";

    public override string What => "the pixel data is shorter than the image needs";

    public override IReadOnlyList<string> Because => ["CVE-2024-47796", "CVE-2025-25472", "CVE-2025-9732", "CVE-2024-25569"];

    public override bool AppliesTo(DicomFile file) => file.DataSet.Find(Tags.PixelData) is { HasUndefinedLength: false, Value.IsEmpty: false };

    internal override BrokenFile? Apply(MutationInput input)
    {
        var pixels = input.File.DataSet.Find(Tags.PixelData)!.Value;
        var old = pixels.ReadValue(CaseMaker.LongestCase);
        var length = input.Random.OneIn(2) ? input.Random.Below(Math.Min(old.Length, 34)) : old.Length - 1 - input.Random.Below(Math.Min(old.Length, 8));
        // An odd length would be padded, perhaps to what it was.
        length = Math.Max(0, length - (length % 2));
        var edit = new DicomFileEdit(input.File);
        edit.DataSet.ReplaceValue(pixels, old.AsMemory(0, length));
        return MutationInput.Written(edit, $"{length} of {old.Length} bytes of pixel data");
    }
}
