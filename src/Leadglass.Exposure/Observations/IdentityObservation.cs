using Leadglass.Dicom.Network;

namespace Leadglass.Exposure.Observations;

/// <summary>One association request with a user identity that nobody has.</summary>
/// <param name="Type">The kind of identity.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reject">The rejection, when there was one.</param>
public sealed record IdentityObservation(UserIdentityType Type, IdentityOutcome Outcome, AssociateReject? Reject = null);
