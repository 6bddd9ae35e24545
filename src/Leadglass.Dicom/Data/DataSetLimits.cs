namespace Leadglass.Dicom.Data;

/// <summary>What a data set may cost its reader. The standard sets no such limits; hostile input needs them.</summary>
public sealed record DataSetLimits
{
    /// <summary>The defaults, for what comes over the network.</summary>
    public static readonly DataSetLimits Default = new();

    /// <summary>For files, which are looked at however odd they are: 200 000 deep, 2 000 000 elements; less than 200 MiB of memory.</summary>
    public static readonly DataSetLimits ForFiles = new() { MaxDepth = 200_000, MaxElements = 2_000_000 };

    /// <summary>Greatest depth of sequences inside sequences; default 64. Real data sets stay below 20.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Greatest number of elements, items and fragments together; default 1 000 000.</summary>
    public int MaxElements { get; init; } = 1_000_000;

    /// <summary>Most bytes that a deflated data set may expand to, which are held in memory; default 64 MiB. What lies behind is not read.</summary>
    public int MaxExpandedLength { get; init; } = 64 * 1024 * 1024;
}
