using Leadglass.Dicom.Network;
using Leadglass.Dicom.UpperLayer;
using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Probing;

namespace Leadglass.Exposure.Rules;

/// <summary>The AE title policy of a system and what it was concluded from.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Evidence">The answers behind it, one a line.</param>
/// <param name="Open">What could not be found out, and how it can be; <see langword="null"/> when nothing is left open.</param>
public sealed record AePolicyAssessment(AePolicy Policy, IReadOnlyList<string> Evidence, string? Open = null)
{
    private const string AskCalled = "Whether it also checks who calls is open: give its AE title with --called.";
    private const string AskCalling = "Whether it also checks the called AE title is open: give a registered one with --calling.";

    /// <summary>Reads the policy off what a port did.</summary>
    /// <param name="port">The port.</param>
    /// <returns>The policy, or <see langword="null"/> where something other than DICOM answers.</returns>
    public static AePolicyAssessment? Of(PortObservation port) => port switch
    {
        { Dicom: { } dicom } => Of(dicom),
        { Service: ServiceKind.ClosedUnheard } when PortProbe.ExpectsDicom(port.Port) => new(
            AePolicy.AddressRestricted,
            [$"The connection was {(port.WasReset ? "reset" : "closed")} before anything was said."],
            "Run the check from an address that it serves, if there is one."),
        _ => null,
    };

    /// <summary>Reads the policy off the rows of the AE title matrix.</summary>
    /// <param name="dicom">What the service did.</param>
    public static AePolicyAssessment Of(DicomObservation dicom)
    {
        var evidence = dicom.Attempts.Select(Describe).ToList();
        var stranger = Last(dicom, AttemptPurpose.Stranger, AttemptPurpose.StrangerSmall);
        if (stranger is null)
            return new(AePolicy.Undetermined, evidence);
        if (stranger.Accept is not null)
            return OfAccepted(dicom, evidence);
        if (stranger.Reject is not { } reject)
            return new(AePolicy.Undetermined, evidence);
        if (IsBusy(reject))
            return new(AePolicy.Busy, evidence, "It is busy, not closed: try again later.");
        if (NamesCalled(reject))
            return OfCalledRefused(dicom, evidence);
        if (NamesCalling(reject))
            return OfCallingRefused(dicom, evidence);
        return new(AePolicy.Undetermined, evidence, "It rejects without saying which AE title is wrong: give --called and --calling for a positive control.");
    }

    /// <summary>Whether a rejection speaks of congestion or a limit (PS3.8 Table 9-21, source 3), which says nothing about policy.</summary>
    public static bool IsBusy(AssociateReject reject) => reject.Source == RejectSource.ServiceProviderPresentation;

    /// <summary>Whether a rejection names the called AE title as the reason.</summary>
    public static bool NamesCalled(AssociateReject reject) => reject.Source == RejectSource.ServiceUser && reject.Reason == RejectReason.CalledAETitleNotRecognized;

    /// <summary>Whether a rejection names the calling AE title as the reason.</summary>
    public static bool NamesCalling(AssociateReject reject) => reject.Source == RejectSource.ServiceUser && reject.Reason == RejectReason.CallingAETitleNotRecognized;

    private static AePolicyAssessment OfAccepted(DicomObservation dicom, List<string> evidence)
    {
        var asked = dicom.Queries.Where(q => q.Outcome is not (QueryOutcome.ContextRefused or QueryOutcome.NotAsked)).ToList();
        var allowed = asked.Exists(q => q.Outcome is QueryOutcome.Searched or QueryOutcome.ReturnedRecords);
        var denied = asked.Exists(q => q.Outcome is QueryOutcome.NotAuthorised or QueryOutcome.Aborted);
        if (dicom.Accepted?.Survey is { } survey && !survey.Capabilities.Any())
            return new(AePolicy.DimseRestricted, [.. evidence, "No presentation context was accepted: there is nothing that this association could do."]);
        return new(denied && !allowed ? AePolicy.DimseRestricted : AePolicy.Open, evidence);
    }

    private static AePolicyAssessment OfCalledRefused(DicomObservation dicom, List<string> evidence)
    {
        var named = dicom.Attempts.Where(a => a.Purpose is AttemptPurpose.KnownCalled or AttemptPurpose.DefaultCalled).ToList();
        if (named.Exists(a => a.Accept is not null))
            return new(AePolicy.CalledChecked, evidence);
        // Some products (dcmqrscp) give the called AE title as the reason when it is the caller that they do not know:
        // the control, which differs in the caller alone, tells.
        var control = dicom.Attempts.FirstOrDefault(a => a is { Purpose: AttemptPurpose.Control, Accept: not null });
        if (named.Exists(a => a.Reject is { } reject && (NamesCalling(reject) || a.Request.CalledAETitle == control?.Request.CalledAETitle)))
            return new(AePolicy.Both, evidence);
        return new(AePolicy.CalledChecked, evidence, named.Count == 0 ? AskCalled : "None of the AE titles that were tried let a stranger in: they are wrong, or the caller is checked too. A registered caller (--calling) would tell.");
    }

    private static AePolicyAssessment OfCallingRefused(DicomObservation dicom, List<string> evidence)
    {
        var registered = Last(dicom, AttemptPurpose.KnownCalling);
        if (registered?.Accept is not null)
            return new(AePolicy.CallingChecked, evidence);
        return registered?.Reject is { } reject && NamesCalled(reject)
            ? new(AePolicy.Both, evidence)
            : new(AePolicy.CallingChecked, evidence, AskCalling);
    }

    private static AssociationAttempt? Last(DicomObservation dicom, params ReadOnlySpan<AttemptPurpose> purposes)
    {
        for (var i = dicom.Attempts.Count - 1; i >= 0; i--)
        {
            if (purposes.Contains(dicom.Attempts[i].Purpose))
                return dicom.Attempts[i];
        }

        return null;
    }

    private static string Describe(AssociationAttempt attempt)
    {
        var answer = attempt switch
        {
            { Accept: not null } => "accepted",
            { Reject: { } reject } => $"rejected: {reject.Describe()}",
            { Abort: { } abort } => $"aborted: {abort.Describe()}",
            { Outcome: AssociationOutcomeKind.ProtocolError } => "answered by what is no valid PDU",
            _ => "the answer began and did not end",
        };
        return $"Association called {attempt.Request.CalledAETitle}, calling {attempt.Request.CallingAETitle}: {answer}";
    }
}
