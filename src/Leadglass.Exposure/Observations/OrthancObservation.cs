namespace Leadglass.Exposure.Observations;

/// <summary>What Orthanc's REST interface told a stranger: identity and counts, nothing about patients.</summary>
public sealed record OrthancObservation
{
    /// <summary>Status of <c>/system</c>.</summary>
    public required int Status { get; init; }

    /// <summary>Orthanc's version. Untrusted.</summary>
    public string? Version { get; init; }

    /// <summary>Its AE title. Untrusted.</summary>
    public string? DicomAet { get; init; }

    /// <summary>Its DICOM port.</summary>
    public int? DicomPort { get; init; }

    /// <summary>Number of studies according to <c>/statistics</c>; a count, no names.</summary>
    public long? Studies { get; init; }

    /// <summary>Number of patients according to <c>/statistics</c>.</summary>
    public long? Patients { get; init; }
}
