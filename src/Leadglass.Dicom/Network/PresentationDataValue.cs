namespace Leadglass.Dicom.Network;

/// <summary>A presentation data value: one fragment of a command or of a data set. Source: PS3.8 §9.3.5.1 and Annex E.</summary>
/// <param name="ContextId">The presentation context that it belongs to.</param>
/// <param name="ControlHeader">The message control header as sent: bit 0 command, bit 1 last fragment, the others not tested.</param>
/// <param name="Fragment">The bytes of the fragment, encoded as its presentation context says.</param>
public sealed record PresentationDataValue(byte ContextId, byte ControlHeader, ReadOnlyMemory<byte> Fragment)
{
    /// <summary>A fragment with the control header that its two facts ask for.</summary>
    /// <param name="contextId">The presentation context.</param>
    /// <param name="isCommand">Command, not data set.</param>
    /// <param name="isLast">The last fragment of its command or data set.</param>
    /// <param name="fragment">The bytes.</param>
    public PresentationDataValue(byte contextId, bool isCommand, bool isLast, ReadOnlyMemory<byte> fragment)
        : this(contextId, MessageControl.Header(isCommand, isLast), fragment)
    {
    }

    /// <summary>The fragment is of a command set, not of a data set.</summary>
    public bool IsCommand => MessageControl.IsCommand(ControlHeader);

    /// <summary>Nothing of this command set or data set follows.</summary>
    public bool IsLast => MessageControl.IsLast(ControlHeader);
}
