namespace Leadglass.Inspection.Observations;

/// <summary>Where something stands in a file.</summary>
/// <param name="Kind">What kind of place.</param>
/// <param name="Path">The tag path, such as <c>(0009,1010)</c>, or a word such as <c>preamble</c>.</param>
/// <param name="Offset">Offset of the first byte, in the file; of a deflated data set, in the expanded one.</param>
public sealed record Place(PlaceKind Kind, string Path, long Offset)
{
    /// <summary>The VR; <see langword="null"/> where there is none.</summary>
    public string? Vr { get; init; }

    /// <summary>The private creator; <see langword="null"/> where there is none. Untrusted.</summary>
    public string? PrivateCreator { get; init; }

    /// <summary>Number of bytes of the value that holds it; 0 where that says nothing.</summary>
    public long ValueLength { get; init; }

    /// <summary>What has to be unwrapped to get there, outermost first, for example <c>base64</c>.</summary>
    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>Whether the offset counts in the expanded data set of a deflated file.</summary>
    public bool IsExpanded { get; init; }

    /// <summary>For example <c>(0009,1010) OB, creator "ACME 1", byte 1,234, inside base64</c>.</summary>
    public override string ToString()
    {
        var creator = PrivateCreator is null ? "" : $", creator \"{PrivateCreator}\"";
        var layers = string.Concat(Layers.Select(static layer => $", inside {layer}"));
        return $"{Path}{(Vr is null ? "" : $" {Vr}")}{creator}, byte {Offset:N0}{(IsExpanded ? " of the expanded data set" : "")}{layers}";
    }
}
