namespace Leadglass.Inspection.Maps;

/// <summary>A file as a map: every part with its place, what it is, and what the same bytes pass for. Holds no value of an element but the UIDs of syntax and class.</summary>
public sealed record FileMap
{
    /// <summary>Number of bytes.</summary>
    public required long Length { get; init; }

    /// <summary>What the file as a whole passes for, depending on who opens it: <c>DICOM</c> and every kind that begins where its reader looks.</summary>
    public required IReadOnlyList<string> Faces { get; init; }

    /// <summary>The transfer syntax, as UID and name; <see langword="null"/> where there is none.</summary>
    public string? TransferSyntax { get; init; }

    /// <summary>The parts in the order of their bytes, each before what it holds. Of long files the middle is left out, and said so.</summary>
    public required IReadOnlyList<MapPart> Parts { get; init; }

    /// <summary>What was not looked at, and why.</summary>
    public IReadOnlyList<string> NotSeen { get; init; } = [];
}
