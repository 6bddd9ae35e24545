using System.Text;
using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Mutation.Operators;

/// <summary>A word that the program looks for is put somewhere in the file.</summary>
/// <param name="tokens">The words; without any the operator fits no file.</param>
internal sealed class DictionaryToken(IReadOnlyList<ReadOnlyMemory<byte>> tokens) : MutationOperator
{
    public override string Id => "token";

    public override string What => "a word of the dictionary is written over other bytes, or put between them";

    public override IReadOnlyList<string> Because => [];

    public override bool AppliesTo(DicomFile file) => tokens.Count > 0;

    internal override BrokenFile? Apply(MutationInput input)
    {
        var token = input.Random.Pick(tokens);
        var at = input.Random.Below(input.Bytes.Length + 1);
        // Written over bytes the lengths around it stay true; at the end it makes the file longer in any case.
        var isInserted = input.Random.OneIn(2);
        var rest = input.Bytes[Math.Min(input.Bytes.Length, isInserted ? at : at + token.Length)..];
        return new BrokenFile((byte[])[.. input.Bytes.Span[..at], .. token.Span, .. rest.Span], $"'{Encoding.Latin1.GetString(token.Span)}' {(isInserted ? "inserted" : "written over")} at offset {at}");
    }
}
