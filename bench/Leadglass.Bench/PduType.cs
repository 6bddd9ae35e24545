namespace Leadglass.Bench;

/// <summary>The PDU types that a contender sends (PS3.8 §9.3.1).</summary>
internal static class PduType
{
    internal const byte AssociateRequest = 0x01;
    internal const byte ReleaseRequest = 0x05;
    internal const byte Abort = 0x07;
}
