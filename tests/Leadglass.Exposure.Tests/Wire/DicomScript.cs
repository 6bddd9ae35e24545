using Leadglass.TestKit;

namespace Leadglass.Exposure.Tests.Wire;

/// <summary>The usual turns of a DICOM server in a script.</summary>
internal static class DicomScript
{
    /// <summary>Accepts these abstract syntaxes, or everything.</summary>
    public static PeerScript Accept(this PeerScript script, params string[] abstractSyntaxes) =>
        script.ExpectPdu(ReceivedAssociation.AssociateRequest).Send(Answers.Accept(abstractSyntaxes));

    /// <summary>Answers a command without a data set, such as C-ECHO.</summary>
    public static PeerScript Echo(this PeerScript script, ushort status = 0) =>
        script.ExpectPdu(ReceivedAssociation.DataTransfer).Send(Answers.Respond(status));

    /// <summary>Takes a C-FIND with its identifier and answers what is made of the command.</summary>
    public static PeerScript Find(this PeerScript script, Func<byte[], byte[]> answer)
    {
        var command = Array.Empty<byte>();
        return script
            .ExpectPdu(ReceivedAssociation.DataTransfer).Send(pdu => { command = pdu; return []; })
            .ExpectPdu(ReceivedAssociation.DataTransfer).Send(_ => answer(command));
    }

    public static PeerScript Release(this PeerScript script) =>
        script.ExpectPdu(ReceivedAssociation.ReleaseRequest).Send(Answers.ReleaseResponse).ExpectClose();

    public static PeerScript Reject(this PeerScript script, byte result, byte source, byte reason) =>
        script.ExpectPdu(ReceivedAssociation.AssociateRequest).Send(Answers.Reject(result, source, reason)).StaySilent();
}
