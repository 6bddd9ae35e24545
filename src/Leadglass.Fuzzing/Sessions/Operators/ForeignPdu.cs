using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Network;

namespace Leadglass.Fuzzing.Sessions.Operators;

/// <summary>A PDU that belongs to the other side, to another state, or to no side at all.</summary>
internal sealed class ForeignPdu : SessionOperator
{
    public override string Id => "foreign-pdu";

    public override string What => "a PDU that does not belong there: an acceptance from the requestor, a response that nobody asked for, an unknown type";

    internal override bool AppliesTo(SessionProgram program) => true;

    internal override BrokenSession? Apply(SessionMutation input)
    {
        var random = input.Random;
        byte[] pdu = random.Below(8) switch
        {
            0 => PduWriter.ToBytes(new AssociateAccept { Items = [new ApplicationContext(ApplicationContext.DicomName), new PresentationContextResult(1, (PresentationContextResultReason)random.Below(6), Uids.ImplicitVRLittleEndian)] }),
            1 => PduWriter.ToBytes(new AssociateReject((RejectResult)random.Below(4), (RejectSource)random.Below(5), (RejectReason)random.Below(11))),
            2 => PduWriter.ToBytes(new ReleaseResponse()),
            3 => PduWriter.ToBytes(new ReleaseRequest()),
            4 => PduWriter.ToBytes(new DataTransfer([])),
            5 => PduWriter.ToBytes(new DataTransfer([new PresentationDataValue(1, (byte)random.Below(4), random.Bytes(random.Below(64)))])),
            6 => PduWriter.ToBytes(new AssociateRequest()),
            _ => [random.Pick((byte[])[0, 8, 9, 0x50, 0x7F, 0xFF]), 0, 0, 0, 0, 4, .. random.Bytes(4)],
        };
        var at = random.Below(input.Program.Steps.Count + 1);
        var step = new SendStep(pdu);
        SessionStep[] steps = random.OneIn(2) ? [step, new AwaitStep()] : [step];
        return new BrokenSession(input.With(at, 0, steps), $"{SessionMutation.NameOf(step)} as step {at + 1}");
    }
}
