namespace Leadglass.Dicom.Network;

/// <summary>The bits of the message control header. Source: PS3.8 §E.2.</summary>
internal static class MessageControl
{
    private const byte Command = 0b01;
    private const byte Last = 0b10;

    public static byte Header(bool isCommand, bool isLast) => (byte)((isCommand ? Command : 0) | (isLast ? Last : 0));

    public static bool IsCommand(byte header) => (header & Command) != 0;

    public static bool IsLast(byte header) => (header & Last) != 0;
}
