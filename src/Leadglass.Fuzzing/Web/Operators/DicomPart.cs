using Leadglass.Dicom.Data;
using Leadglass.Dicom.Files;
using Leadglass.Fuzzing.Mutation;

namespace Leadglass.Fuzzing.Web.Operators;

/// <summary>The file inside a STOW-RS request, broken by one of the operators for files.</summary>
internal sealed class DicomPart : WebOperator
{
    public override string Id => "dicom-part";

    public override string What => "the file that is stored is broken by an operator for files: lengths, VRs, image sizes, palettes, fragments, nesting, text";

    public override IReadOnlyList<string> Because => ["CVE-2026-5437", "CVE-2026-5441", "CVE-2026-5442", "CVE-2026-5443", "CVE-2026-5445"];

    public override bool AppliesTo(WrittenRequest request) => request.Body.Any(IsFile);

    internal override BrokenExchange? Apply(HttpExchange exchange, int place, CaseRandom random)
    {
        var request = exchange.Requests[place];
        var at = random.Pick([.. request.Body.Index().Where(static part => IsFile(part.Item)).Select(static part => part.Index)]);
        var bytes = request.Body[at].Bytes;
        using var file = DicomFile.Read(ByteSource.From(bytes), DataSetLimits.Default);
        var op = random.Pick([.. MutationOperators.All.Where(candidate => candidate.AppliesTo(file))]);
        try
        {
            return op.Apply(new MutationInput(file, bytes, random, [file])) is { } broken
                ? new BrokenExchange(
                    exchange.With(place, request with { Body = [.. request.Body.Take(at), new BodyPart(broken.Bytes), .. request.Body.Skip(at + 1)] }), $"in the file ({op.Id}) {broken.What}")
                : null;
        }
        catch (InvalidOperationException)
        {
            return null;    // a repaired length that does not fit its field
        }
    }

    /// <summary>Whether a part is a file of PS3.10.</summary>
    internal static bool IsFile(BodyPart part) => part.Bytes.Length > 132 && part.Bytes.Span[128..].StartsWith("DICM"u8);
}
