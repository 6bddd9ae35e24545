using Leadglass.Fuzzing.Mutation;

namespace Leadglass.Fuzzing.Web;

/// <summary>One way to break an exchange.</summary>
public abstract class WebOperator : CaseOperator
{
    /// <summary>Whether there is something in a request that this can break.</summary>
    /// <param name="request">The request.</param>
    public abstract bool AppliesTo(WrittenRequest request);

    /// <summary>Breaks a request of an exchange; the same input and randomness give the same one. Null where there was nothing to break after all.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="place">The request, one that <see cref="AppliesTo"/> agreed to.</param>
    /// <param name="random">The randomness of the step.</param>
    internal abstract BrokenExchange? Apply(HttpExchange exchange, int place, CaseRandom random);
}
