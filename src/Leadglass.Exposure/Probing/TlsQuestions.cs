using System.Text;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Dimse;
using Leadglass.Dicom.Network;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Probing;

namespace Leadglass.Exposure.Probing;

/// <summary>What the examination of a TLS server says, here and in <c>tls server</c>: a complete first word inside TLS, and an orderly end to it.</summary>
public static class TlsQuestions
{
    /// <summary>The questions to a server that is for DICOM: one A-ASSOCIATE-RQ for verification, ended by A-ABORT.</summary>
    /// <param name="sentinels">The called AE title that nobody has.</param>
    public static ServerProbeOptions Dicom(Sentinels sentinels) => new()
    {
        ApplicationData = PduWriter.ToBytes(new AssociateRequest
        {
            CalledAETitle = sentinels.CalledAETitle,
            CallingAETitle = Identity.AETitle,
            PresentationContexts = ProposedContexts.VerificationOnly,
        }),
        // What is no PDU is not waited for: a connection must not be left idle for a length that was read out of HTTP.
        ApplicationIsWhole = static reply => PduReader.Read(reply.Span).Status != PduReadStatus.Truncated,
        ApplicationFarewell = PduWriter.ToBytes(new Abort(AbortSource.ServiceUser, AbortReason.NotSpecified)),
    };

    /// <summary>The questions to a server that is for the web: <c>HEAD /</c>.</summary>
    /// <param name="host">The value of the header <c>Host</c>.</param>
    public static ServerProbeOptions Web(string host) => new()
    {
        ApplicationData = Encoding.ASCII.GetBytes($"HEAD / HTTP/1.1\r\nHost: {host}\r\nUser-Agent: Leadglass/{Identity.Version}\r\nConnection: close\r\n\r\n"),
    };

    /// <summary>The C-ECHO to an association that was accepted, for <see cref="ServerProbeOptions.ApplicationNext"/>.</summary>
    /// <param name="reply">What was answered to the A-ASSOCIATE-RQ.</param>
    /// <returns>One P-DATA-TF; empty where no presentation context was accepted.</returns>
    public static ReadOnlyMemory<byte> EchoTo(ReadOnlyMemory<byte> reply)
    {
        if ((PduReader.Read(reply.Span).Pdu as AssociateAccept)?.PresentationContexts.FirstOrDefault(static context => context.IsAccepted) is not { } accepted)
            return default;
        var echo = new CEchoRequest { MessageId = 1, AffectedSopClassUid = Uids.Verification, HasDataSet = false };
        return PduWriter.ToBytes(new DataTransfer([new PresentationDataValue(accepted.Id, isCommand: true, isLast: true, CommandSetWriter.ToBytes(echo))]));
    }

    /// <summary>Reads off an examination with <see cref="EchoTo"/> whether C-ECHO inside TLS ended with success; not known where no association was accepted.</summary>
    /// <param name="server">What was seen.</param>
    public static Answer EchoInside(ServerObservation server)
    {
        var accepted = server.ClientAttempts.Where(static attempt => !EchoTo(attempt.Reply).IsEmpty).ToList();
        return accepted.Count == 0 ? Answer.NotKnown : accepted.Exists(static attempt => IsSuccess(attempt.NextReply)) ? Answer.Yes : Answer.No;
    }

    private static bool IsSuccess(ReadOnlyMemory<byte> reply) =>
        PduReader.Read(reply.Span).Pdu is DataTransfer { Values: [{ IsCommand: true, IsLast: true } value] }
        && CommandSetReader.Read(value.Fragment.Span).Command is CEchoResponse { MessageIdBeingRespondedTo: 1 } response
        && response.Status == DimseStatus.Success;

    /// <summary>Reads off an examination with <see cref="Dicom"/> whether DICOM was answered inside TLS.</summary>
    /// <param name="server">What was seen.</param>
    /// <returns>Not known where a client certificate may have been missing; <see langword="null"/> where HTTP was answered, so that the port is for something else.</returns>
    public static Answer? DicomInside(ServerObservation server)
    {
        if (server.ClientAttempts.Any(static attempt => attempt.Reply.Span is [0x02 or 0x03 or 0x07, 0x00, ..]))     // PS3.8 §9.3: -AC, -RJ, A-ABORT
            return Answer.Yes;
        if (server.ClientAttempts.Any(static attempt => attempt.Reply.Span.StartsWith("HTTP/"u8)))
            return null;
        return server.ClientAttempts is [{ Requested: Answer.No, Admission: ClientAdmission.Admitted or ClientAdmission.HandshakeOnly }, ..] ? Answer.No : Answer.NotKnown;
    }
}
