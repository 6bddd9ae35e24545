namespace Leadglass.Tls.Client;

/// <summary>Values that clients put into lists so that servers learn to ignore what they do not know. Source: RFC 8701 §2.</summary>
internal static class Grease
{
    public static bool Is(ushort code) => (code & 0x0F0F) == 0x0A0A && code >> 8 == (code & 0xFF);
}
