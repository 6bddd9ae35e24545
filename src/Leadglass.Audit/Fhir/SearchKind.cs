namespace Leadglass.Audit.Fhir;

/// <summary>How the values of a search parameter are compared (FHIR R4, Search).</summary>
internal enum SearchKind
{
    /// <summary>A code, with its system if the search names one.</summary>
    Token,

    /// <summary>An identifier. Messages of DICOM name no system for one, so that it is not compared.</summary>
    Identifier,

    /// <summary>The beginning of a text, in capitals or not; all of it with <c>:exact</c>, any part with <c>:contains</c>.</summary>
    Text,

    /// <summary>A reference, or its last part.</summary>
    Reference,
}
