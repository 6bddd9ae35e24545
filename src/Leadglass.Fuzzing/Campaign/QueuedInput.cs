using Leadglass.Fuzzing.Mutation;
using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Fuzzing.Campaign;

/// <summary>An input from which others are made.</summary>
/// <param name="name">The name of its file in the queue.</param>
/// <param name="bytes">The input.</param>
/// <param name="campaign">The seed of the campaign.</param>
/// <param name="tokens">Words that the target looks for.</param>
internal sealed class QueuedInput(string name, byte[] bytes, ulong campaign, IReadOnlyList<ReadOnlyMemory<byte>> tokens)
{
    public string Name => name;

    public byte[] Bytes => bytes;

    /// <summary>Makes cases of this input alone; taken apart at first use: many that are queued are never chosen.</summary>
    public CaseMaker Maker => field ??= new CaseMaker(campaign, [new Seed(name, bytes)], tokens);
}
