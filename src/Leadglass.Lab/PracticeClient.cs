using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Leadglass.Dicom;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Dimse;
using Leadglass.Dicom.Network;
using Leadglass.Dicom.UpperLayer;

namespace Leadglass.Lab;

/// <summary>
/// A small workstation for exercises in fuzzing: it asks a server on this machine for its studies, counts them and ends. It has a fault of each
/// kind that stops a client, or makes it useless.
/// </summary>
/// <param name="server">The server, on loopback.</param>
/// <param name="isRepaired">Without the faults.</param>
public sealed class PracticeClient(IPEndPoint server, bool isRepaired)
{
    private const byte Context = 1;
    private const int ElementHeader = 8;
    private const int VeryLong = 1 << 20;

    private static readonly AssociationOptions Options = AssociationOptions.Default with { Conformance = Conformance.Lenient, ResponseTimeout = TimeSpan.FromSeconds(10) };

    // Query Level STUDY and Study Instance UID, in implicit VR little endian (PS3.5 §7.1.3).
    private static readonly byte[] Keys = [0x08, 0x00, 0x52, 0x00, 6, 0, 0, 0, .. "STUDY "u8, 0x20, 0x00, 0x0D, 0x00, 0, 0, 0, 0];

    /// <summary>What is wrong with it, a line each.</summary>
    public static IReadOnlyList<string> Faults { get; } =
    [
        "a value of a match that says to be very long: it reserves as much, before it looks whether so much is there",
        "a match that ends inside an element: it reads beyond the end, and crashes",
        "a status that it does not know: it looks at the answer again and again, without end",
    ];

    /// <summary>Asks once.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What the server has, in words.</returns>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The fault of a match that ends inside an element.</exception>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        LoopbackServer.RequireLoopback(server);
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server, cancellationToken);
        var request = new AssociateRequest
        {
            CalledAETitle = "ANY-SCP",
            CallingAETitle = "WORKSTATION",
            PresentationContexts = [new PresentationContextRequest(Context, Uids.StudyRootQueryRetrieveInformationModelFind, [Uids.ImplicitVRLittleEndian])],
        };
        var outcome = await Association.RequestAsync(new NetworkStream(socket, ownsSocket: false), request, Options, cancellationToken);
        if (outcome.Association is not { } association)
            return $"No association: {outcome.Kind}.";
        await using (association)
        {
            await association.SendAsync(new DimseMessage(Context, new CFindRequest { MessageId = 1, AffectedSopClassUid = Uids.StudyRootQueryRetrieveInformationModelFind, HasDataSet = true }, Keys), cancellationToken);
            return await CountAsync(association, cancellationToken);
        }
    }

    private async Task<string> CountAsync(Association association, CancellationToken cancellationToken)
    {
        var values = 0;
        for (var count = 0; ;)
        {
            if (await association.ReceiveAsync(cancellationToken) is not { Message: { Command: CFindResponse answer } message })
                return $"The server left after {count} studies.";
            switch (answer.Status.Category)
            {
                case DimseStatusCategory.Pending when message.Data is { } match:
                    values += Values(match.Span);
                    count++;
                    break;
                case DimseStatusCategory.Pending:
                    return "The server sent a match without a data set.";
                case DimseStatusCategory.Success:
                    await association.ReleaseAsync(cancellationToken);
                    return $"{count} studies, {values} values.";
                case DimseStatusCategory.Failure or DimseStatusCategory.Cancel or DimseStatusCategory.Warning:
                    return $"The server refused: {answer.Status.Code:X4}H.";
                default:
                    while (!isRepaired)
                    {
                        // It looks at the answer that it has, not at a next one.
                    }
                    return $"The server answered {answer.Status.Code:X4}H, which means nothing.";
            }
        }
    }

    /// <summary>How many elements a match has, in implicit VR little endian.</summary>
    private int Values(ReadOnlySpan<byte> match)
    {
        var count = 0;
        for (; match.Length > 0; count++)
        {
            if (isRepaired && (match.Length < ElementHeader || BinaryPrimitives.ReadUInt32LittleEndian(match[4..]) > match.Length - ElementHeader))
                break;
            var length = BinaryPrimitives.ReadUInt32LittleEndian(match[4..]);
            if (length > VeryLong)
                Array.Fill(new byte[Math.Min(length, (uint)Array.MaxLength)], (byte)1);
            match = match[ElementHeader..][(int)length..];
        }
        return count;
    }
}
