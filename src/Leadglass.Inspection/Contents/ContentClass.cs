namespace Leadglass.Inspection.Contents;

/// <summary>What a kind of content can do to whoever opens it.</summary>
public enum ContentClass
{
    /// <summary>Machine code or byte code that an operating system or a run-time runs.</summary>
    Executable,

    /// <summary>Text that an interpreter or a browser runs.</summary>
    Script,

    /// <summary>A container of other files, or compressed data.</summary>
    Archive,

    /// <summary>A document that can hold active content.</summary>
    Document,

    /// <summary>Objects written by a programming language, which can run code while they are read back.</summary>
    SerialisedObject,

    /// <summary>The weights or the graph of an AI model.</summary>
    Model,

    /// <summary>A picture.</summary>
    Image,

    /// <summary>Sound or video.</summary>
    Media,
}
