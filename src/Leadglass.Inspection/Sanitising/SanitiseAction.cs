using Leadglass.Dicom.Data;

namespace Leadglass.Inspection.Sanitising;

/// <summary>What is done to one place of a file, and why.</summary>
/// <param name="Kind">What.</param>
/// <param name="Path">The tag path, such as <c>(0009,1010)</c>, or a word such as <c>preamble</c>.</param>
/// <param name="Range">The bytes concerned, in the original; of a deflated data set, in the expanded one.</param>
/// <param name="Reason">Why: the rule's id or the key of the policy, and what was found. Untrusted: may quote names of private creators.</param>
public sealed record SanitiseAction(SanitiseActionKind Kind, string Path, ByteRange Range, string Reason)
{
    /// <summary>Whether the range counts in the expanded data set of a deflated file.</summary>
    public bool IsExpanded { get; init; }

    /// <summary>SHA-256 of the bytes of the range as they were, lower case hexadecimal digits; <see langword="null"/> before it was applied.</summary>
    public string? Sha256 { get; init; }

    /// <summary>For example <c>remove (0009,1010), 1,234 bytes at 5,678: LG-INS-010, Windows program (PE)</c>.</summary>
    public override string ToString() => $"{Word(Kind)} {Path}, {Range.Length:N0} bytes at {Range.Offset:N0}{(IsExpanded ? " of the expanded data set" : "")}: {Reason}";

    private static string Word(SanitiseActionKind kind) => kind switch
    {
        SanitiseActionKind.ClearPreamble => "clear",
        SanitiseActionKind.RebuildPreamble => "rebuild",
        SanitiseActionKind.Remove => "remove",
        SanitiseActionKind.Empty => "empty",
        SanitiseActionKind.CleanDocument => "clean",
        _ => "repair",
    };
}
