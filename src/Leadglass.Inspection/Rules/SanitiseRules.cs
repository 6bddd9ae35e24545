using Leadglass.Findings;
using Leadglass.Inspection.Sanitising;

namespace Leadglass.Inspection.Rules;

/// <summary>Rules about clean copies.</summary>
public static class SanitiseRules
{
    private static Rule KeptBack { get; } = new()
    {
        Id = "LG-INS-070",
        Title = "A file is kept back because it cannot be made clean",
        Severity = Severity.High,
        What = "After everything that the policy allows was removed, something is left that it does not accept; or the copy would have differed from the original elsewhere. There is no copy.",
        Why = "A clean copy that is not clean is worse than none: nobody looks a second time.",
        Detection = "The finished copy is read and inspected like any file. Every element that was not to change is compared with the original by its bytes.",
        Limits = "Content that is not recognised in the original is not recognised in the copy either. Content in pixel data, which is never changed, always keeps a file back.",
        Remedies = [new(null, "Read what is left. Either ask the sender for a sound file, or let the policy do more (documents: remove, structure: repair), or accept the rule by its id once somebody has decided that it is harmless.")],
        References = [Reference.Ps3(10, "7.5")],
        Proof = "leadglass sanitize --dry-run IN OUT",
    };

    /// <summary>The rules with their functions.</summary>
    public static RuleSet<SanitisedFile> All { get; } = new([new(KeptBack, Judge)]);

    private static Judgement? Judge(SanitisedFile file) => file.Outcome switch
    {
        SanitiseOutcome.KeptBack => new Judgement(Verdict.Fail, Verdicts.Lines([.. file.Reasons])),
        SanitiseOutcome.Delivered or SanitiseOutcome.Planned when file.Actions.Count > 0 => new Judgement(Verdict.Pass, Verdicts.Lines([.. file.Actions])),
        SanitiseOutcome.Delivered => Judgement.Pass("Nothing had to be changed."),
        SanitiseOutcome.LeftOut => Judgement.Pass([.. file.Reasons]),
        SanitiseOutcome.Failed => Judgement.NotTested([.. file.Reasons]),
        _ => null,
    };
}
