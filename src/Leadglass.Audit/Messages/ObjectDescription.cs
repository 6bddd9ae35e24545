namespace Leadglass.Audit.Messages;

/// <summary>What is inside an object.</summary>
public sealed record ObjectDescription
{
    /// <summary>UIDs of modality performed procedure steps.</summary>
    public IReadOnlyList<string> PerformedProcedureSteps { get; init; } = [];

    /// <summary>Accession numbers.</summary>
    public IReadOnlyList<string> Accessions { get; init; } = [];

    /// <summary>The instances by SOP class.</summary>
    public IReadOnlyList<SopClassContent> SopClasses { get; init; } = [];

    /// <summary>Study Instance UIDs that an object which is no study contains; <see langword="null"/> if nothing is said.</summary>
    public IReadOnlyList<string>? ContainedStudies { get; init; }

    /// <summary><c>true</c> or <c>false</c>; <see langword="null"/> if nothing is said.</summary>
    public string? Encrypted { get; init; }

    /// <summary><c>true</c> or <c>false</c>; <see langword="null"/> if nothing is said.</summary>
    public string? Anonymized { get; init; }
}
