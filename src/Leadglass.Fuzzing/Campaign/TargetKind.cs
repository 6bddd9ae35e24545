namespace Leadglass.Fuzzing.Campaign;

/// <summary>What is under test.</summary>
public enum TargetKind
{
    /// <summary>A program that reads files.</summary>
    Program,

    /// <summary>A method of .NET.</summary>
    Method,

    /// <summary>A service of DICOM that accepts associations.</summary>
    Service,

    /// <summary>A client of DICOM that requests associations.</summary>
    Client,

    /// <summary>A service of DICOMweb.</summary>
    Web,
}
