namespace Leadglass.Inspection.Maps;

/// <summary>A part of a file.</summary>
/// <param name="Offset">Its first byte, in the file; of a deflated data set, in the expanded one.</param>
/// <param name="Length">Number of its bytes, header and delimiter included.</param>
/// <param name="Path">The tag path, such as <c>(0040,A730)[0].(0040,A168)</c>, or a word such as <c>preamble</c>.</param>
/// <param name="Name">What it is, by the dictionary or in our words.</param>
public sealed record MapPart(long Offset, long Length, string Path, string Name)
{
    /// <summary>How many parts it is inside of.</summary>
    public int Depth { get; init; }

    /// <summary>The VR, as written or by the dictionary; <see langword="null"/> where there is none.</summary>
    public string? Vr { get; init; }

    /// <summary>The private creator; <see langword="null"/> where there is none. Untrusted.</summary>
    public string? PrivateCreator { get; init; }

    /// <summary>More about it: a UID of syntax or class, the number of items, how its length is given. Untrusted.</summary>
    public string? Note { get; init; }

    /// <summary>The kinds that bytes in it pass for, one a line. Untrusted.</summary>
    public IReadOnlyList<string> Faces { get; init; } = [];

    /// <summary>Where it deviates from the standard, with the clause, one a line.</summary>
    public IReadOnlyList<string> Anomalies { get; init; } = [];

    /// <summary>Whether the offset counts in the expanded data set of a deflated file.</summary>
    public bool IsExpanded { get; init; }

    /// <summary>How many parts this line stands for; 0 where it is a part itself.</summary>
    public int LeftOut { get; init; }
}
