using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Fuzzing.Mutation;

/// <summary>Makes cases of other cases too: what led to something new is broken further.</summary>
public interface IDeepeningSource : ICaseSource
{
    /// <summary>Makes a case of another one: the same for the same campaign seed, other case and index.</summary>
    /// <param name="other">The other case.</param>
    /// <param name="index">Its index, from 0.</param>
    /// <returns>The case; null where the operator of the index has nothing to break there.</returns>
    FuzzCase? MakeFrom(Seed other, long index);
}
