namespace Leadglass.Exposure.External;

/// <summary>What says that a listed service is for medical images.</summary>
public enum DicomSign
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Only the number of the port.</summary>
    Port,

    /// <summary>The product, or the title of its page.</summary>
    Product,

    /// <summary>It answered DICOM.</summary>
    Protocol,
}
