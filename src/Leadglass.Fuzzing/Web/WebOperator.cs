namespace Leadglass.Fuzzing.Web;

/// <summary>One way to break an exchange, with the published defects that justify it.</summary>
public abstract class WebOperator
{
    /// <summary>Stable name, such as <c>content-length</c>.</summary>
    public abstract string Id { get; }

    /// <summary>What it does, in one line.</summary>
    public abstract string What { get; }

    /// <summary>Published defects of programs that serve DICOMweb or read what it carries; empty for the general ones.</summary>
    public abstract IReadOnlyList<string> Because { get; }

    /// <summary>Whether there is something in a request that this can break.</summary>
    /// <param name="request">The request.</param>
    public abstract bool AppliesTo(WrittenRequest request);

    /// <summary>Breaks a request of an exchange; the same input and randomness give the same one. Null where there was nothing to break after all.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="place">The request, one that <see cref="AppliesTo"/> agreed to.</param>
    /// <param name="random">The randomness of the step.</param>
    internal abstract BrokenExchange? Apply(HttpExchange exchange, int place, CaseRandom random);
}
