namespace Leadglass.Fuzzing.Campaign;

/// <summary>A file that cases were made of.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Sha256">Their SHA-256, in hexadecimal.</param>
public sealed record EvidenceSeed(string Name, int Length, string Sha256);
