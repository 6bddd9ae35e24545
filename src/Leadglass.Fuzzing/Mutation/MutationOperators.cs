using Leadglass.Fuzzing.Mutation.Operators;

namespace Leadglass.Fuzzing.Mutation;

/// <summary>Every operator. New ones go to the end: the place in this list is part of what a case's index means.</summary>
public static class MutationOperators
{
    /// <summary>The operators, in their fixed order.</summary>
    public static IReadOnlyList<MutationOperator> All { get; } =
    [
        new LengthLie(),
        new ValueSize(),
        new Truncation(),
        new VrSubstitution(),
        new ImageTuple(),
        new ShortPixelData(),
        new LutDescriptorLie(),
        new OverlayLie(),
        new OffsetTableLie(),
        new TinyFragment(),
        new PayloadMismatch(),
        new JpegMarker(),
        new RleHeader(),
        new DeepNesting(),
        new CharacterSetLie(),
        new TextHazard(),
        new ElementShuffle(),
        new Splice(),
        new InterestingNumber(),
        new ByteHavoc(),
        new DictionaryToken([]),
    ];

    /// <summary>The operators with the words of a dictionary.</summary>
    /// <param name="tokens">The words.</param>
    internal static IEnumerable<MutationOperator> With(IReadOnlyList<ReadOnlyMemory<byte>> tokens) => All.Select(op => op is DictionaryToken ? new DictionaryToken(tokens) : op);
}
