namespace Leadglass.Exposure;

/// <summary>How far a check is.</summary>
/// <param name="Addresses">Addresses done.</param>
/// <param name="Systems">Ports found so far that speak DICOM or serve it on the web.</param>
public readonly record struct CheckProgress(int Addresses, int Systems);
