using System.Security.Cryptography;
using System.Text;

namespace Leadglass.Fuzzing.Triage;

/// <summary>A failed run, reduced to what it has in common with others of the same cause.</summary>
/// <param name="Kind">In which way it failed.</param>
/// <param name="Site">Where, as exactly as the program says it: an assertion, a stack, or only a signal. Untrusted.</param>
/// <param name="Cwe">The weakness, as number of the Common Weakness Enumeration: a first guess from the symptom.</param>
public sealed record Failure(FailureKind Kind, string Site, int Cwe)
{
    /// <summary>Short and stable name of the cause: the same in every campaign against the same build.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Kind}\n{Site}")))[..8];
}
