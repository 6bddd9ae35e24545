namespace Leadglass.Dicom.Dimse;

/// <summary>C-GET-RQ; its data set is the identifier. Source: PS3.7 §9.3.3.1.</summary>
public sealed record CGetRequest() : PrioritizedRequest(CommandField.CGetRequest);
