using Leadglass.Fuzzing.Campaign;

namespace Leadglass.Fuzzing.Triage;

/// <summary>
/// A first CVSS 3.1 base vector from nothing but the symptom and the way in: somebody who knows the product has to correct it. It claims the impact
/// that was seen, so that a memory fault that somebody may turn into more is drafted too low.
/// </summary>
internal static class CvssDraft
{
    /// <summary>The vector (CVSS v3.1 specification, §2 and §6).</summary>
    /// <param name="kind">What was seen.</param>
    /// <param name="target">How the input came in: a server takes it from anybody on its network; a file or a client needs somebody who opens or connects.</param>
    /// <returns>The vector; null where the symptom alone says nothing about the impact.</returns>
    public static string? Of(FailureKind kind, TargetKind target)
    {
        var way = target switch
        {
            TargetKind.Service or TargetKind.Web => "AV:N/AC:L/PR:N/UI:N",
            TargetKind.Client => "AV:N/AC:L/PR:N/UI:R",
            _ => "AV:L/AC:L/PR:N/UI:R",
        };
        var impact = kind switch
        {
            FailureKind.Crash or FailureKind.Hang or FailureKind.Resources or FailureKind.Quit or FailureKind.Amplification or FailureKind.SuperlinearTime
                or FailureKind.Unanswered or FailureKind.Dropped or FailureKind.Flood => "C:N/I:N/A:H",
            FailureKind.Integrity or FailureKind.StrayFile => "C:N/I:H/A:N",
            FailureKind.CommandExecuted => "C:H/I:H/A:H",
            FailureKind.UninitialisedOutput or FailureKind.Disclosure => "C:L/I:N/A:N",
            FailureKind.UndeclaredExit => "C:N/I:N/A:L",
            _ => null,
        };
        return impact is null ? null : $"CVSS:3.1/{way}/S:U/{impact}";
    }
}
