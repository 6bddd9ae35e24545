using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Campaign;

/// <summary>A defect as the evidence tells it.</summary>
/// <param name="Id">Short name of the cause.</param>
/// <param name="Kind">In which way the program failed.</param>
/// <param name="Cwe">The weakness that the symptom points to.</param>
/// <param name="CvssDraft">A first CVSS 3.1 base vector from the symptom and the way in, for somebody to correct; null where the symptom does not say.</param>
/// <param name="Count">How many cases showed it.</param>
/// <param name="Reproduced">How often the smallest file failed, of three runs.</param>
/// <param name="Sha256">SHA-256 of the smallest file: shows later that it was known, and gives nothing away.</param>
/// <param name="Site">Where it failed; null under an embargo.</param>
/// <param name="FirstCase">The case that showed it first; null under an embargo.</param>
/// <param name="Explanation">What is special about the file; null under an embargo.</param>
public sealed record EvidenceDefect(string Id, FailureKind Kind, int Cwe, string? CvssDraft, long Count, int Reproduced, string Sha256, string? Site, long? FirstCase, string? Explanation)
{
    internal static EvidenceDefect Of(Defect defect, TargetKind kind, bool embargo) => new(
        defect.Id, defect.Kind, defect.Cwe, Triage.CvssDraft.Of(defect.Kind, kind), defect.Count, defect.Reproduced, defect.Sha256,
        embargo ? null : defect.Site, embargo ? null : defect.FirstCase, embargo ? null : defect.Explanation);
}
