using Leadglass.Exposure.Probing;
using Leadglass.Findings;

namespace Leadglass.Exposure.Rules;

/// <summary>Rules about what an accepted association would let a stranger do. Concluded from accepted contexts; never tried.</summary>
internal static class CapabilityRules
{
    public static IEnumerable<JudgedRule<ExaminedPort>> All =>
    [
        Possible(Store, Capability.Storage),
        Possible(Retrieve, Capability.Retrieve),
        Possible(Commit, Capability.StorageCommitment),
        Possible(ProcedureStep, Capability.ProcedureStep),
        Possible(UnifiedProcedureStep, Capability.UnifiedProcedureStep),
        Possible(Print, Capability.Print),
        Possible(Media, Capability.MediaCreation),
    ];

    private static JudgedRule<ExaminedPort> Possible(Rule rule, Capability capability) => new(rule, port =>
    {
        if (port.Dicom is not { } dicom)
            return null;
        if (dicom.Accepted?.Survey is not { } survey)
            return Judgement.NotTested("No association was accepted.");
        if (!survey.Proposes(capability))
            return Judgement.NotTested("It was not proposed in the association that was accepted.");
        var accepted = survey.Accepted(capability);
        return accepted.Count == 0
            ? Judgement.Pass("No such context was accepted.")
            : Judgement.Warn($"Accepted from a stranger: {Join(accepted)}.", "Possible, not tested: Leadglass never does this.");
    });

    private static string Join(IReadOnlyList<string> uids)
    {
        const int Shown = 4;
        var names = uids.Take(Shown).Select(ProposedContexts.NameOf);
        return string.Join(", ", names) + (uids.Count > Shown ? $" and {uids.Count - Shown} more" : "");
    }

    private static readonly Remedy Restrict = new(null,
        "Accept this only from registered calling AE titles and their addresses, and encrypt with client certificates. Turn the service off where nobody uses it.");

    private static Rule Store { get; } = new()
    {
        Id = "LG-EXP-030",
        Title = "Strangers could store images",
        Severity = Severity.Medium,
        What = "Storage contexts were accepted from an unregistered caller.",
        Why = "Forged or altered images filed under a real patient lead to wrong treatment; endless ones fill the disk and stop the department; hostile ones attack every viewer that opens them.",
        Detection = "Presentation contexts of storage SOP classes were accepted in the first association.",
        Limits = "Nothing was stored. Some products accept the context and refuse the C-STORE; others accept both and file the object in quarantine.",
        Remedies =
        [
            new("Orthanc", "Set DicomAlwaysAllowStore to false, DicomCheckModalityHost to true, and list the modalities under DicomModalities."),
            Restrict,
        ],
        References = [Reference.Cwe(306), Reference.Ps3(4, "B")],
    };

    private static Rule Retrieve { get; } = new()
    {
        Id = "LG-EXP-031",
        Title = "Strangers could fetch images",
        Severity = Severity.Medium,
        What = "C-MOVE or C-GET contexts were accepted from an unregistered caller.",
        Why = "With C-GET the images come back on the same connection; with C-MOVE they are sent to any destination that the archive knows.",
        Detection = "Presentation contexts of the retrieve information models were accepted in the first association.",
        Limits = "Nothing was fetched. Some products accept the context and refuse the operation.",
        Remedies = [new("Orthanc", "Set DicomAlwaysAllowMove and DicomAlwaysAllowGet to false and list the modalities under DicomModalities."), Restrict],
        References = [Reference.Cwe(306), Reference.Ps3(4, "C.4.2"), Reference.Ps3(4, "C.4.3")],
    };

    private static Rule Commit { get; } = new()
    {
        Id = "LG-EXP-032",
        Title = "Strangers could ask for storage commitment",
        Severity = Severity.Low,
        What = "The storage commitment context was accepted from an unregistered caller.",
        Why = "A commitment answer tells whether an image is in the archive, and a modality that believes a forged one deletes its own copy.",
        Detection = "The context was accepted in the first association.",
        Limits = "Nothing was requested.",
        Remedies = [Restrict],
        References = [Reference.Cwe(306), Reference.Ps3(4, "J")],
    };

    private static Rule ProcedureStep { get; } = new()
    {
        Id = "LG-EXP-033",
        Title = "Strangers could change procedure steps",
        Severity = Severity.Medium,
        What = "Modality performed procedure step contexts were accepted from an unregistered caller.",
        Why = "A forged step marks an examination as done or discontinued: patients are not called, or are billed for what was never made.",
        Detection = "The context was accepted in the first association.",
        Limits = "Nothing was created or changed.",
        Remedies = [Restrict],
        References = [Reference.Cwe(306), Reference.Ps3(4, "F")],
    };

    private static Rule UnifiedProcedureStep { get; } = new()
    {
        Id = "LG-EXP-034",
        Title = "Strangers could work on unified procedure steps",
        Severity = Severity.Medium,
        What = "Unified procedure step contexts were accepted from an unregistered caller.",
        Why = "Work items steer treatment, in radiotherapy above all: whoever can push, claim or cancel one changes what is done to a patient.",
        Detection = "The contexts were accepted in the first association.",
        Limits = "Nothing was created, claimed or watched.",
        Remedies = [Restrict],
        References = [Reference.Cwe(306), Reference.Ps3(4, "CC")],
    };

    private static Rule Print { get; } = new()
    {
        Id = "LG-EXP-035",
        Title = "Strangers could print",
        Severity = Severity.Low,
        What = "Print management contexts were accepted from an unregistered caller.",
        Why = "Film and paper under a patient's name that nobody ordered are a danger by themselves, and a blocked printer stops a department that works with film.",
        Detection = "The contexts were accepted in the first association.",
        Limits = "Nothing was printed.",
        Remedies = [Restrict],
        References = [Reference.Cwe(306), Reference.Ps3(4, "H")],
    };

    private static Rule Media { get; } = new()
    {
        Id = "LG-EXP-036",
        Title = "Strangers could have discs written",
        Severity = Severity.Medium,
        What = "The media creation management context was accepted from an unregistered caller.",
        Why = "A burner that takes orders from anyone writes patients' images onto media that leave the house.",
        Detection = "The context was accepted in the first association.",
        Limits = "Nothing was requested.",
        Remedies = [Restrict],
        References = [Reference.Cwe(306), Reference.Ps3(4, "S")],
    };
}
