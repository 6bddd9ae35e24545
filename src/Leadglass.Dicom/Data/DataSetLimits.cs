namespace Leadglass.Dicom.Data;

/// <summary>What a data set may cost its reader. The standard sets no such limits; hostile input needs them.</summary>
public sealed record DataSetLimits
{
    /// <summary>The defaults.</summary>
    public static readonly DataSetLimits Default = new();

    /// <summary>Greatest depth of sequences inside sequences; default 64. Real data sets stay below 20.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Greatest number of elements, items and fragments together; default 1 000 000.</summary>
    public int MaxElements { get; init; } = 1_000_000;
}
