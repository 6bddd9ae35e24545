using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Probing;

namespace Leadglass.Exposure.Rules;

/// <summary>Signs that a system only plays DICOM: no product that serves patients does these things.</summary>
internal static class HoneypotSigns
{
    public static IReadOnlyList<string> Of(DicomObservation dicom)
    {
        if (dicom.Accepted is not { Accept: { } accept, Survey: { } survey } attempt)
            return [];
        var signs = new List<string>();
        if (accept.ImplementationClassUid is null)
            signs.Add("The acceptance lacks the Implementation Class UID that PS3.7 D.3.3.2 makes mandatory.");
        if (survey.Accepts(Capability.Bogus))
            signs.Add($"It accepts an abstract syntax that does not exist ({ProposedContexts.BogusAbstractSyntax}).");
        if (survey.AcceptsEverything)
            signs.Add($"It accepts all {attempt.Request.PresentationContexts.Count} contexts that were proposed.");
        return signs;
    }
}
