namespace Leadglass.Exposure.Observations;

/// <summary>What a web server beside the DICOM port showed to a stranger.</summary>
public sealed record WebObservation
{
    /// <summary>The <c>Server</c> header. Untrusted.</summary>
    public string? Server { get; init; }

    /// <summary>The status of <c>HEAD /</c>, or <see langword="null"/> when it was not answered.</summary>
    public int? RootStatus { get; init; }

    /// <summary>QIDO-RS requests, one a prefix tried, in order.</summary>
    public required IReadOnlyList<QidoObservation> Queries { get; init; }

    /// <summary>What a path that cannot exist answered to the same request: a server that answers everything alike proves nothing.</summary>
    public QidoOutcome? Control { get; init; }

    /// <summary><c>Access-Control-Allow-Origin</c> in answer to a foreign origin; <see langword="null"/> when absent. Untrusted.</summary>
    public string? AllowedOrigin { get; init; }

    /// <summary>Whether the foreign origin may also send credentials.</summary>
    public bool AllowsCredentials { get; init; }

    /// <summary>The schemes of <c>WWW-Authenticate</c> on any answer, for example <c>Basic</c>. Untrusted.</summary>
    public IReadOnlyList<string> AuthenticationSchemes { get; init; } = [];

    /// <summary>Orthanc's REST interface, when there is one.</summary>
    public OrthancObservation? Orthanc { get; init; }

    /// <summary>Whether a search was carried out, and not by a server that answers everything alike.</summary>
    public bool SearchesForStrangers => Queries.Any(q => q.Outcome is QidoOutcome.Searched or QidoOutcome.ReturnedRecords && q.Outcome != Control);

    /// <summary>Whether DICOMweb was found, or could be behind a login or an answer that says neither.</summary>
    public bool MayServeDicomWeb => ServesDicomWeb || Queries.Any(q => q.Outcome is QidoOutcome.LoginRequired or QidoOutcome.Unclear);

    /// <summary>Whether DICOMweb or Orthanc's REST interface was found, open or behind a login that the rest of the server does not ask for.</summary>
    public bool ServesDicomWeb => Orthanc is not null || SearchesForStrangers || Queries.Any(q => q.Outcome == QidoOutcome.LoginRequired && q.Outcome != Control);
}
