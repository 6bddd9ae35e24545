namespace Leadglass.Audit.Messages;

/// <summary>A code with the system it is from (PS3.15 A.5.1, coded value type).</summary>
/// <param name="Code">The code, <c>csd-code</c>.</param>
/// <param name="SystemName">Name or OID of the code system, <c>codeSystemName</c>; <see langword="null"/> if absent, which the standard does not allow.</param>
/// <param name="OriginalText">The meaning as the sender shows it; <see langword="null"/> if absent, which the standard does not allow.</param>
public sealed record CodedValue(string Code, string? SystemName, string? OriginalText)
{
    /// <summary>Another name for the meaning, if there is one.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Line of the element in the document; 0 if it was not read from one.</summary>
    public int Line { get; init; }

    /// <summary>Whether the system is DICOM's own, under its name or its OID.</summary>
    public bool IsDicom => SystemName is "DCM" or "1.2.840.10008.2.16.4";

    /// <summary>Whether it is this code of DICOM's.</summary>
    /// <param name="code">The code, for example <c>110150</c>.</param>
    public bool IsDicomCode(string code) => Code == code && IsDicom;
}
