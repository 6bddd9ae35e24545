using Leadglass.Tls.Certificates;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Profiles;

namespace Leadglass.Tls.Rules;

/// <summary>A TLS server with what the caller knows around it: what the rules judge.</summary>
/// <param name="Server">What the server did.</param>
/// <param name="Now">The moment against which certificates are held.</param>
public sealed record TlsExamination(ServerObservation Server, DateTimeOffset Now)
{
    /// <summary>The host name or address under which clients know the server; <see langword="null"/> where it was found by a sweep.</summary>
    public string? HostName { get; init; }

    /// <summary>The profile that the vendor or the site claims; <see langword="null"/> for none.</summary>
    public Profile? Claim { get; init; }

    /// <summary>Whether the same port answers DICOM without TLS; <see langword="null"/> where the question does not arise: the port is for something else.</summary>
    public Answer? ClearDicomHere { get; init; } = Answer.NotKnown;

    /// <summary>Whether an association, or its rejection, came back inside TLS; <see langword="null"/> where the question does not arise.</summary>
    public Answer? DicomInsideTls { get; init; } = Answer.NotKnown;

    /// <summary>Whether C-ECHO on an association inside TLS ended with success; not known where it was not sent.</summary>
    public Answer EchoInsideTls { get; init; }

    /// <summary>Whether the same port answers DICOMweb.</summary>
    public Answer DicomWebHere { get; init; }

    /// <summary>Other ports of the same host that answer DICOM without TLS; <see langword="null"/> where nobody looked.</summary>
    public IReadOnlyList<int>? ClearPortsBeside { get; init; }

    /// <summary>The product family behind <see cref="ClearPortsBeside"/>, which selects the remedy; <see langword="null"/> if unknown.</summary>
    public string? ClearPortsProduct { get; init; }

    /// <summary>Why no connection came about, as a sentence without its full stop; <see langword="null"/> where one did.</summary>
    public string? NoConnection { get; init; }

    /// <summary>What the certificates say, chain by chain as they were sent; <see langword="null"/> for one that cannot be read.</summary>
    internal IReadOnlyList<IReadOnlyList<CertificateFacts?>> Chains =>
        [.. Server.Certificates.Select(static chain => chain.Chain.Select(CertificateFacts.Read).ToList())];
}
