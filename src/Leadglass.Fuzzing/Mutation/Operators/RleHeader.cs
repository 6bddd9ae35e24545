using System.Buffers.Binary;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Mutation.Operators;

/// <summary>Family 6: the RLE header counts segments that are not there, or none, and its offsets lead elsewhere. Source: PS3.5 §G.5.</summary>
internal sealed class RleHeader : MutationOperator
{
    private const int HeaderLength = 64;

    public override string Id => "rle-header";

    public override string What => "the RLE header counts segments that are not there, or its offsets lead elsewhere";

    public override IReadOnlyList<string> Because => ["CVE-2025-25475", "CVE-2026-5441", "CVE-2025-48429", "DCMTK f93cf77f"];

    public override bool AppliesTo(DicomFile file) => file.TransferSyntax == Uids.RLELossless && PixelFragments.Of(file.DataSet) is { Count: > 0 };

    internal override BrokenFile? Apply(MutationInput input)
    {
        if (PixelFragments.Of(input.File.DataSet) is not { Count: > 0 } pixels)
            return null;
        var random = input.Random;
        var fragment = random.Pick(Enumerable.Range(0, pixels.Count).Select(i => pixels[i]).ToList());
        var stream = fragment.ReadValue(CaseMaker.LongestCase);
        if (stream.Length < HeaderLength)
            return null;
        string what;
        if (random.OneIn(2))
        {
            var count = random.Pick((uint[])[0, 2, 3, 15, 16, 0x7FFFFFFF, 0xFFFFFFFF]);
            BinaryPrimitives.WriteUInt32LittleEndian(stream, count);
            what = $"the RLE header counts {count} segments";
        }
        else if (random.OneIn(2))
        {
            var offset = random.Pick((uint[])[0, 1, 63, 65, (uint)stream.Length, (uint)stream.Length + 1, 0x7FFFFFFF, 0xFFFFFFFF]);
            BinaryPrimitives.WriteUInt32LittleEndian(stream.AsSpan(4), offset);
            what = $"the first RLE segment is at {offset} of {stream.Length} bytes";
        }
        else
        {
            stream[^2] = random.Pick((byte[])[0x00, 0x7F, 0x80, 0x81, 0xFF]);
            what = $"an RLE run begins with {stream[^2]:X2}H";
        }
        var edit = new DicomFileEdit(input.File);
        edit.DataSet.ReplaceValue(fragment, stream);
        return MutationInput.Written(edit, what);
    }
}
