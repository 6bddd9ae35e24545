namespace Leadglass.Dicom.Dimse;

/// <summary>C-FIND-RQ; its data set is the identifier. Source: PS3.7 §9.3.2.1.</summary>
public sealed record CFindRequest() : PrioritizedRequest(CommandField.CFindRequest);
