namespace Leadglass.Inspection.Pickles;

/// <summary>Reads a pickle the way a loader does, with an abstract stack and memo instead of objects. Nothing is imported, called or built.</summary>
public static class PickleReader
{
    /// <summary>Reads one pickle; several in a row are read one after the other, each from the end of the one before.</summary>
    /// <param name="data">The bytes from the first instruction on, possibly with other things behind the last.</param>
    /// <param name="limits">Bounds; the defaults when left out.</param>
    /// <returns>What loading it would do, up to the point where the reading ended. Any bytes give a result.</returns>
    public static PickleProgram Read(ReadOnlySpan<byte> data, PickleLimits? limits = null) => new PickleMachine(limits ?? PickleLimits.Default).Run(data);
}
