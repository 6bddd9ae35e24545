using System.Security.Cryptography;
using System.Text;

namespace Leadglass.Fuzzing.Triage;

/// <summary>A failed run, reduced to what it has in common with others of the same cause.</summary>
/// <param name="Kind">In which way it failed.</param>
/// <param name="Site">Where, as exactly as the program says it: an assertion, a stack, or only a signal. Untrusted.</param>
/// <param name="Cwe">The weakness, as number of the Common Weakness Enumeration: a first guess from the symptom.</param>
/// <param name="At">What a server had been sent last, where its site says no more than a signal: tells causes apart until they are made smaller. Null for others.</param>
public sealed record Failure(FailureKind Kind, string Site, int Cwe, string? At = null)
{
    /// <summary>The site as a sentence has it.</summary>
    public string Place => At is null ? Site : $"{Site} after {At}";

    /// <summary>Whether another failure is the same symptom, whatever came before it.</summary>
    /// <param name="other">The other one.</param>
    public bool IsLike(Failure? other) => other is not null && other.Kind == Kind && other.Site == Site;

    /// <summary>Short and stable name of the cause: the same in every campaign against the same build.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Kind}\n{Place}")))[..8];
}
