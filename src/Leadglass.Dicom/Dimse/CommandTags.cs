using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Dimse;

/// <summary>Elements of command sets. Source: PS3.7 §E.1.</summary>
internal static class CommandTags
{
    public static readonly Tag CommandGroupLength = new(0x0000_0000);
    public static readonly Tag AffectedSopClassUid = new(0x0000_0002);
    public static readonly Tag RequestedSopClassUid = new(0x0000_0003);
    public static readonly Tag CommandField = new(0x0000_0100);
    public static readonly Tag MessageId = new(0x0000_0110);
    public static readonly Tag MessageIdBeingRespondedTo = new(0x0000_0120);
    public static readonly Tag MoveDestination = new(0x0000_0600);
    public static readonly Tag Priority = new(0x0000_0700);
    public static readonly Tag CommandDataSetType = new(0x0000_0800);
    public static readonly Tag Status = new(0x0000_0900);
    public static readonly Tag OffendingElement = new(0x0000_0901);
    public static readonly Tag ErrorComment = new(0x0000_0902);
    public static readonly Tag ErrorId = new(0x0000_0903);
    public static readonly Tag AffectedSopInstanceUid = new(0x0000_1000);
    public static readonly Tag RequestedSopInstanceUid = new(0x0000_1001);
    public static readonly Tag EventTypeId = new(0x0000_1002);
    public static readonly Tag AttributeIdentifierList = new(0x0000_1005);
    public static readonly Tag ActionTypeId = new(0x0000_1008);
    public static readonly Tag NumberOfRemainingSuboperations = new(0x0000_1020);
    public static readonly Tag NumberOfCompletedSuboperations = new(0x0000_1021);
    public static readonly Tag NumberOfFailedSuboperations = new(0x0000_1022);
    public static readonly Tag NumberOfWarningSuboperations = new(0x0000_1023);
    public static readonly Tag MoveOriginatorApplicationEntityTitle = new(0x0000_1030);
    public static readonly Tag MoveOriginatorMessageId = new(0x0000_1031);
}
