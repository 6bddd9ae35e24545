using Leadglass.Fuzzing;
using Leadglass.Fuzzing.Mutation;
using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Mutator;

/// <summary>One case after the other, made of whatever input the fuzzer names; the memory that it is handed in stays until the next one.</summary>
/// <param name="seed">The seed of all randomness.</param>
internal sealed class CaseStream(ulong seed)
{
    private const int MostTries = 8;

    private byte[] _input = [];
    private CaseMaker? _maker;
    private long _index;

    /// <summary>The next case of an input that is no longer than allowed; the input itself where there is none.</summary>
    public ReadOnlyMemory<byte> Next(ReadOnlySpan<byte> input, int longest)
    {
        // A fuzzer asks for many cases of the same input in a row: it is taken apart once.
        if (_maker is null || !input.SequenceEqual(_input))
        {
            _input = input.ToArray();
            _maker = new CaseMaker(seed, [new Seed("input", _input)]);
        }
        for (var i = 0; i < MostTries; i++)
        {
            // Which operator comes first is drawn: one after the other, the many cases of one input would all begin alike.
            var made = _maker.Make((long)(new CaseRandom(seed, _index++).Next() >> 1));
            if (made.Bytes.Length > 0 && made.Bytes.Length <= longest)
                return made.Bytes;
        }
        return _input.AsMemory(0, Math.Min(_input.Length, longest));
    }
}
