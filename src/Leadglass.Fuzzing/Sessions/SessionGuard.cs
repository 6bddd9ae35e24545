using Leadglass.Dicom;
using Leadglass.Dicom.Network;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>Keeps back what would leave something behind on a server, unless that was allowed: mutations must not turn a query into a deletion.</summary>
internal static class SessionGuard
{
    /// <summary>Whether a step asks for something that lasts, as far as its bytes can be read.</summary>
    public static bool Writes(SessionStep step) => step switch
    {
        MessageStep message => MessageParts.Writes(message.Command),
        SendStep send => Writes(send.Bytes),
        _ => false,
    };

    private static bool Writes(byte[] bytes)
    {
        var command = new List<byte>();
        for (var rest = bytes.AsSpan(); PduReader.Read(rest, Conformance.Lenient) is { Status: PduReadStatus.Complete } read; rest = rest[read.Consumed..])
        {
            foreach (var value in read.Pdu is DataTransfer data ? data.Values : [])
            {
                // A fragment that is not marked as one may be taken for a command all the same.
                command.AddRange(value.Fragment.Span);
                if (MessageParts.Writes(value.Fragment.ToArray()) || MessageParts.Writes([.. command]))
                    return true;
            }
        }
        return false;
    }
}
