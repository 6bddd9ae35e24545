namespace Leadglass.Fuzzing.Native;

/// <summary>What a fork server and its client agreed on.</summary>
/// <param name="MapSize">How many counters the program has.</param>
/// <param name="SharesInput">Whether it takes inputs from shared memory, and not from a file or standard input.</param>
/// <param name="Dictionary">Words that the compiler found in comparisons: each a byte with its length, then the word. Untrusted.</param>
internal sealed record ForkServerTerms(int MapSize, bool SharesInput, byte[] Dictionary);
