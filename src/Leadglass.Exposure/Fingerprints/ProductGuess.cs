namespace Leadglass.Exposure.Fingerprints;

/// <summary>What a system seems to be.</summary>
/// <param name="Family">Product, toolkit or vendor; selects the remedy.</param>
/// <param name="Version">Version, if known. Digits and dots, or untrusted text that the system gave as its version.</param>
/// <param name="Confidence">How sure.</param>
/// <param name="Basis">What it rests on.</param>
public sealed record ProductGuess(string Family, string? Version, Confidence Confidence, string Basis)
{
    /// <summary>As a person reads it, for example <c>Orthanc 1.10.1</c> or <c>DCMTK 3.6.7 (likely)</c>.</summary>
    public override string ToString() =>
        (Version is null ? Family : $"{Family} {Version}") + (Confidence == Confidence.Certain ? "" : $" ({Confidence.ToString().ToLowerInvariant()})");
}
