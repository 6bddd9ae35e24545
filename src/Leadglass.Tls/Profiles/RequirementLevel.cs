namespace Leadglass.Tls.Profiles;

/// <summary>How strongly a profile asks for something. Source: RFC 2119; the "shall" of DICOM is <see cref="Must"/>.</summary>
public enum RequirementLevel
{
    /// <summary>It has to be there: without it the interoperability part fails.</summary>
    Must,

    /// <summary>It is recommended: without it the interoperability part warns.</summary>
    Should,

    /// <summary>It is allowed, and named so that "no others" spares it.</summary>
    May,

    /// <summary>It is discouraged: with it the security part warns.</summary>
    ShouldNot,

    /// <summary>It is forbidden: with it the security part fails.</summary>
    MustNot,
}
