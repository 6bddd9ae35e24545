namespace Leadglass.Inspection.Policies;

/// <summary>Structure against the standard that is set right. Each is done only where the bytes leave one answer; what would be a guess stays.</summary>
[Flags]
public enum StructureRepairs
{
    /// <summary>Nothing is.</summary>
    None = 0,

    /// <summary>Missing delimiters are written, and lengths past the end set to what is there.</summary>
    Lengths = 1,

    /// <summary>Values of odd length get the byte that their VR is padded with. Source: PS3.5 §6.2.</summary>
    Padding = 1 << 1,

    /// <summary>Groups that do not belong into the data set or the File Meta Information are removed. Source: PS3.5 §7.1.</summary>
    Groups = 1 << 2,

    /// <summary>Wrong group lengths: that of the File Meta Information is set right, the others, which are retired, are removed. Source: PS3.10 §7.1, PS3.5 §7.2.</summary>
    GroupLengths = 1 << 3,

    /// <summary>SOP class and instance of the File Meta Information are taken from the data set. Source: PS3.10 §7.1.</summary>
    Meta = 1 << 4,

    /// <summary>Of elements that are there twice in a row, byte for byte, one goes. Source: PS3.5 §7.1.</summary>
    Duplicates = 1 << 5,

    /// <summary>Elements are put in the order of their tags. Source: PS3.5 §7.1.</summary>
    Order = 1 << 6,

    /// <summary>Offset tables are made anew where every frame is one fragment, or all fragments are one frame. Source: PS3.5 §A.4.</summary>
    OffsetTables = 1 << 7,

    /// <summary>Records of a DICOMDIR that lead out of the media are removed, and its offsets follow whatever is removed. Source: PS3.10 §8.2, PS3.3 §F.3.2.2.</summary>
    Directory = 1 << 8,

    /// <summary>All of these.</summary>
    All = (1 << 9) - 1,
}
