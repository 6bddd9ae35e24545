using Leadglass.Findings;

namespace Leadglass.Inspection.Sanitising;

/// <summary>What was done to one file, and what shows that nothing else was.</summary>
/// <param name="Input">The original, as the user knows it.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record SanitisedFile(string Input, SanitiseOutcome Outcome)
{
    /// <summary>The copy; <see langword="null"/> where there is none.</summary>
    public string? Output { get; init; }

    /// <summary>Whether the original is DICOM.</summary>
    public bool IsDicom { get; init; }

    /// <summary>Bytes of the original.</summary>
    public long InputLength { get; init; }

    /// <summary>SHA-256 of the original, lower case hexadecimal digits; <see langword="null"/> where it was not read.</summary>
    public string? InputSha256 { get; init; }

    /// <summary>Bytes of the copy.</summary>
    public long OutputLength { get; init; }

    /// <summary>SHA-256 of the copy; <see langword="null"/> where there is none.</summary>
    public string? OutputSha256 { get; init; }

    /// <summary>What was done; in a plan, what would be.</summary>
    public IReadOnlyList<SanitiseAction> Actions { get; init; } = [];

    /// <summary>What was kept byte for byte; <see langword="null"/> where there is no copy, or where it is one of the whole file.</summary>
    public KeptContent? Kept { get; init; }

    /// <summary>The findings of the second pass: about the copy, delivered or not. In a plan, those about the original.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Why there is no copy; empty where there is one.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];
}
