using Leadglass.Dicom.Data;

namespace Leadglass.Inspection.Observations;

/// <summary>The facts about one file. Names and numbers only: no value of an element is kept.</summary>
public sealed record FileObservation
{
    /// <summary>Whether it is DICOM.</summary>
    public required bool IsDicom { get; init; }

    /// <summary>What it is by its first bytes where it is not DICOM; <see langword="null"/> if that is not known.</summary>
    public string? Format { get; init; }

    /// <summary>Number of bytes.</summary>
    public required long Length { get; init; }

    /// <summary>The preamble; <see langword="null"/> where the file is not DICOM.</summary>
    public PreambleObservation? Preamble { get; init; }

    /// <summary>What was found in it, in the order of the offsets; bounded.</summary>
    public IReadOnlyList<Discovery> Discoveries { get; init; } = [];

    /// <summary>Its documents.</summary>
    public IReadOnlyList<DocumentObservation> Documents { get; init; } = [];

    /// <summary>Where its structure deviates from the standard; the first of each kind.</summary>
    public IReadOnlyList<StructureAnomaly> Anomalies { get; init; } = [];

    /// <summary>Those of them that are in the data set and in the offset tables of its pixel data.</summary>
    internal IReadOnlyList<StructureAnomaly> DataSetAnomalies { get; init; } = [];

    /// <summary>Bytes that belong to no element.</summary>
    public IReadOnlyList<Place> OutsideElements { get; init; } = [];

    /// <summary>Elements that hold an address which a viewer may fetch by itself.</summary>
    public IReadOnlyList<Place> Links { get; init; } = [];

    /// <summary>The File Meta Information names another SOP class or instance than the data set; one line each.</summary>
    public IReadOnlyList<string> MetaMismatches { get; init; } = [];

    /// <summary>What in a DICOMDIR leads its reader astray, one a line.</summary>
    public IReadOnlyList<string> DirectoryProblems { get; init; } = [];

    /// <summary>What is wrong with an archive itself: names that leave its folder, twins, bombs, links, encryption. Untrusted.</summary>
    public IReadOnlyList<string> ArchiveProblems { get; init; } = [];

    /// <summary>What was not looked at, and why.</summary>
    public IReadOnlyList<string> NotSeen { get; init; } = [];
}
