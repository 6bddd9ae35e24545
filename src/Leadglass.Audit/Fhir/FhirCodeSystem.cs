namespace Leadglass.Audit.Fhir;

/// <summary>How code systems are named in DICOM (a name or an OID) and in FHIR (a URI).</summary>
internal static class FhirCodeSystem
{
    public const string Dicom = "http://dicom.nema.org/resources/ontology/DCM";
    public const string SourceType = "http://terminology.hl7.org/CodeSystem/security-source-type";
    public const string ObjectType = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
    public const string ObjectRole = "http://terminology.hl7.org/CodeSystem/object-role";
    public const string LifeCycle = "http://terminology.hl7.org/CodeSystem/dicom-audit-lifecycle";

    private const string Oid = "urn:oid:";

    private static readonly (string Name, string Uri)[] Known =
    [
        ("DCM", Dicom),
        ("SCT", "http://snomed.info/sct"),
        ("RFC-3881", "urn:ietf:rfc:3881"),
        ("IHE Transactions", "urn:ihe:event-type-code"),
    ];

    /// <summary>The URI of a system that DICOM names. A name that nobody has a URI for stands as it is, escaped where a URI cannot hold it.</summary>
    public static string? ToUri(string? name) => name switch
    {
        null or "" => null,
        _ when Known.FirstOrDefault(known => known.Name == name).Uri is { } uri => uri,
        _ when IsOid(name) => Oid + name,
        _ when Uri.IsWellFormedUriString(name, UriKind.Absolute) => name,
        _ => Uri.EscapeDataString(name),
    };

    /// <summary>The name of a system that FHIR names: the reverse of <see cref="ToUri"/>.</summary>
    public static string? ToName(string? uri) => uri switch
    {
        null or "" => null,
        _ when Known.FirstOrDefault(known => known.Uri == uri).Name is { } name => name,
        _ when uri.StartsWith(Oid, StringComparison.Ordinal) && IsOid(uri[Oid.Length..]) => uri[Oid.Length..],
        _ when uri.Contains(':', StringComparison.Ordinal) => uri,
        _ => Uri.UnescapeDataString(uri),
    };

    private static bool IsOid(string text) => text.Contains('.', StringComparison.Ordinal) && Array.TrueForAll(text.Split('.'), static arc => arc.Length > 0 && !arc.AsSpan().ContainsAnyExceptInRange('0', '9'));
}
