using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Mutation.Operators;

/// <summary>Family 5: fragments of no, one or two bytes, missing and duplicate ones, delimiters where they do not belong.</summary>
internal sealed class TinyFragment : MutationOperator
{
    public override string Id => "fragments";

    public override string What => "fragments are tiny, missing, repeated, or hold a delimiter; the last delimiter is missing";

    public override IReadOnlyList<string> Because => ["CVE-2025-11266"];

    public override bool AppliesTo(DicomFile file) => PixelFragments.Of(file.DataSet) is { Count: > 0 };

    internal override BrokenFile? Apply(MutationInput input)
    {
        if (PixelFragments.Of(input.File.DataSet) is not { Count: > 0 } pixels)
            return null;
        var random = input.Random;
        var number = random.Below(pixels.Count);
        var fragment = pixels[number];
        var edit = new DicomFileEdit(input.File, input.AnyPolicy());
        switch (random.Below(6))
        {
            case 0:
                edit.DataSet.Remove(fragment);
                return MutationInput.Written(edit, $"fragment {number} is missing");
            case 1:
                edit.DataSet.InsertAfter(fragment, fragment.Tree.Source.ReadBytes(fragment.Bytes));
                return MutationInput.Written(edit, $"fragment {number} stands there twice");
            case 2:
                edit.DataSet.ReplaceDelimiter(pixels.Element, default);
                return MutationInput.Written(edit, "the fragments have no delimiter behind them");
            case 3:
                edit.DataSet.ReplaceValue(fragment, ElementBytes.Marker(fragment.Encoding, Tags.SequenceDelimitationItem, 0));
                return MutationInput.Written(edit, $"fragment {number} is a delimiter");
            default:
                var length = random.Below(4);
                var value = fragment.ReadValue(length);
                edit.DataSet.ReplaceValue(fragment, value);
                return MutationInput.Written(edit, $"fragment {number} has {value.Length} bytes instead of {fragment.Value.Length}");
        }
    }
}
