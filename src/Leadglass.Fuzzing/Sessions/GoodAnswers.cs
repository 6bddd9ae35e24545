using Leadglass.Dicom;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Dimse;
using Leadglass.Dicom.Files;
using Leadglass.Dicom.Network;
using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>
/// What a server in good order answers to each thing that a client may ask. Whatever it hands out is made up and nobody's; it keeps nothing,
/// and opens no connection of its own.
/// </summary>
/// <remarks>A message is bound to the request when it is sent (<see cref="Binding"/>), so that it can be written down and answer another one.</remarks>
internal static class GoodAnswers
{
    private const int Matches = 2;
    private const ushort CommitmentSucceeded = 1;     // PS3.4 §J.3.3
    private const ushort OwnMessage = 1;

    private static readonly DimseStatus Pending = new(0xFF00);
    private static readonly string[] Preferred = [Uids.ExplicitVRLittleEndian, Uids.ImplicitVRLittleEndian];

    /// <summary>The answer; empty where there is none.</summary>
    /// <param name="asked">What was asked.</param>
    /// <param name="association">The association in which it was; null before there is one.</param>
    public static IReadOnlyList<SessionStep> To(Asked asked, AssociateRequest? association) => asked switch
    {
        { Pdu: AssociateRequest request } => [Send(Acceptance(request))],
        { Pdu: ReleaseRequest } => [Send(new ReleaseResponse())],
        { Request: CEchoRequest echo } => [Respond(asked, new CEchoResponse { AffectedSopClassUid = echo.AffectedSopClassUid })],
        { Request: CStoreRequest store } => [Respond(asked, new CStoreResponse { AffectedSopClassUid = store.AffectedSopClassUid, AffectedSopInstanceUid = store.AffectedSopInstanceUid })],
        { Request: CFindRequest find } =>
        [
            .. Enumerable.Range(1, Matches).Select(match => Respond(asked, new CFindResponse { AffectedSopClassUid = find.AffectedSopClassUid, Status = Pending }, Match(asked, association, match))),
            Respond(asked, new CFindResponse { AffectedSopClassUid = find.AffectedSopClassUid }),
        ],
        { Request: CGetRequest get } => Get(asked, get, association),
        { Request: CMoveRequest move } =>
        [
            Respond(asked, new CMoveResponse { AffectedSopClassUid = move.AffectedSopClassUid, Status = Pending, RemainingSuboperations = 1, CompletedSuboperations = 1, FailedSuboperations = 0, WarningSuboperations = 0 }),
            Respond(asked, new CMoveResponse { AffectedSopClassUid = move.AffectedSopClassUid, CompletedSuboperations = 2, FailedSuboperations = 0, WarningSuboperations = 0 }),
        ],
        { Request: NActionRequest action } => Act(asked, action),
        { Request: NCreateRequest create } => [Respond(asked, new NCreateResponse { AffectedSopClassUid = create.AffectedSopClassUid, AffectedSopInstanceUid = create.AffectedSopInstanceUid ?? SessionSeeds.Nobody })],
        { Request: NSetRequest set } => [Respond(asked, new NSetResponse { AffectedSopClassUid = set.RequestedSopClassUid, AffectedSopInstanceUid = set.RequestedSopInstanceUid })],
        { Request: NGetRequest get } => [Respond(asked, new NGetResponse { AffectedSopClassUid = get.RequestedSopClassUid, AffectedSopInstanceUid = get.RequestedSopInstanceUid }, Attributes(asked, association))],
        { Request: NDeleteRequest delete } => [Respond(asked, new NDeleteResponse { AffectedSopClassUid = delete.RequestedSopClassUid, AffectedSopInstanceUid = delete.RequestedSopInstanceUid })],
        { Request: NEventReportRequest report } => [Respond(asked, new NEventReportResponse { AffectedSopClassUid = report.AffectedSopClassUid, AffectedSopInstanceUid = report.AffectedSopInstanceUid })],
        _ => [],
    };

    /// <summary>Every context is accepted, with a transfer syntax that can be written here where the client knows one, and in the roles that it wants.</summary>
    private static AssociateAccept Acceptance(AssociateRequest request)
    {
        var accept = AssociateAccept.Answer(request, static context => (PresentationContextResultReason.Acceptance, ChosenFor(context)));
        return accept with { UserInformation = [.. accept.UserInformation, .. request.RoleSelections] };
    }

    private static string ChosenFor(PresentationContextRequest context) =>
        Preferred.FirstOrDefault(context.TransferSyntaxes.Contains) ?? context.TransferSyntaxes.FirstOrDefault(Uids.ImplicitVRLittleEndian);

    private static DataSetEncoding EncodingOf(byte context, AssociateRequest? association) =>
        association?.PresentationContexts.FirstOrDefault(candidate => candidate.Id == context) is { } proposed && ChosenFor(proposed) == Uids.ExplicitVRLittleEndian
            ? DataSetEncoding.ExplicitLittleEndian
            : DataSetEncoding.ImplicitLittleEndian;

    /// <summary>The keys that were asked for, each with a value. What the client looked for may be somebody's name: only codes and UIDs come back as they were. Source: PS3.4 §C.4.1.1.3.</summary>
    private static byte[] Match(Asked asked, AssociateRequest? association, int number)
    {
        var encoding = EncodingOf(asked.Context, association);
        var tree = DataTree.Read(asked.Data ?? [], encoding, DataSetLimits.Default);
        var edit = new DataTreeEdit(tree);
        foreach (var node in tree.Top)
        {
            if (node.Kind == DataNodeKind.Element && (node.Value.Length == 0 || node.Vr.ToString() is not ("CS" or "UI")) && ValueOf(node.Vr, number) is { } value)
                edit.ReplaceValue(node, value);
        }
        return MessageParts.Written(edit);
    }

    private static ReadOnlyMemory<byte>? ValueOf(Vr vr, int number) => vr.ToString() switch
    {
        "PN" => "LEADGLASS^NOBODY"u8.ToArray(),
        "UI" => System.Text.Encoding.ASCII.GetBytes($"{SessionSeeds.Nobody}.{number}"),
        "DA" => "19000101"u8.ToArray(),
        "TM" => "000000"u8.ToArray(),
        "CS" or "SH" or "LO" or "AE" or "LT" or "ST" or "UT" => "LEADGLASS "u8.ToArray(),
        "IS" or "DS" => "1 "u8.ToArray(),
        "AS" => "001Y"u8.ToArray(),
        "US" or "SS" => new byte[] { 1, 0 },
        _ => null,
    };

    /// <summary>One sub-operation, where the client takes objects of some class on this association. Source: PS3.4 §C.4.3.</summary>
    private static IReadOnlyList<SessionStep> Get(Asked asked, CGetRequest get, AssociateRequest? association)
    {
        var storage = association?.RoleSelections.FirstOrDefault(static role => role.Scp)?.SopClassUid;
        if (association?.PresentationContexts.FirstOrDefault(context => context.AbstractSyntax == storage && Preferred.Any(context.TransferSyntaxes.Contains)) is not { } context)
            return [Respond(asked, new CGetResponse { AffectedSopClassUid = get.AffectedSopClassUid, CompletedSuboperations = 0, FailedSuboperations = 0, WarningSuboperations = 0 })];
        var instance = $"{SessionSeeds.Nobody}.1";
        var image = SessionSeeds.DataSet(
            d => SeedImages.Native(d
                .Text(Tags.SopClassUid, Vr.UI, context.AbstractSyntax).Text(Tags.SopInstanceUid, Vr.UI, instance)
                .Text(Tags.StudyInstanceUid, Vr.UI, $"{instance}.1").Text(Tags.SeriesInstanceUid, Vr.UI, $"{instance}.2")
                .Text(Tags.PatientName, Vr.PN, "LEADGLASS^NOBODY").Text(Tags.PatientId, Vr.LO, "LEADGLASS")),
            EncodingOf(context.Id, association));
        var store = new CStoreRequest { MessageId = OwnMessage, AffectedSopClassUid = context.AbstractSyntax, AffectedSopInstanceUid = instance, HasDataSet = true };
        return
        [
            new MessageStep(context.Id, CommandSetWriter.ToBytes(store), image), new AwaitStep(),
            Respond(asked, new CGetResponse { AffectedSopClassUid = get.AffectedSopClassUid, Status = Pending, RemainingSuboperations = 0, CompletedSuboperations = 1, FailedSuboperations = 0, WarningSuboperations = 0 }),
            Respond(asked, new CGetResponse { AffectedSopClassUid = get.AffectedSopClassUid, CompletedSuboperations = 1, FailedSuboperations = 0, WarningSuboperations = 0 }),
        ];
    }

    /// <summary>A storage commitment is confirmed on the same association: what is committed is what was asked for. Source: PS3.4 §J.3.2, §J.3.3.</summary>
    private static IReadOnlyList<SessionStep> Act(Asked asked, NActionRequest action)
    {
        var response = Respond(asked, new NActionResponse { AffectedSopClassUid = action.RequestedSopClassUid, AffectedSopInstanceUid = action.RequestedSopInstanceUid, ActionTypeId = action.ActionTypeId });
        if (action.RequestedSopClassUid != Uids.StorageCommitmentPushModel)
            return [response];
        var report = new NEventReportRequest
        {
            MessageId = OwnMessage,
            AffectedSopClassUid = action.RequestedSopClassUid,
            AffectedSopInstanceUid = action.RequestedSopInstanceUid,
            EventTypeId = CommitmentSucceeded,
            HasDataSet = true,
        };
        return [response, new MessageStep(asked.Context, CommandSetWriter.ToBytes(report), asked.Data), new AwaitStep()];
    }

    private static byte[] Attributes(Asked asked, AssociateRequest? association) =>
        SessionSeeds.DataSet(static d => d.Text(new Tag(0x2110, 0x0010), Vr.CS, "NORMAL").Text(new Tag(0x2110, 0x0030), Vr.LO, "LEADGLASS"), EncodingOf(asked.Context, association));

    private static SendStep Send(Pdu pdu) => new(PduWriter.ToBytes(pdu));

    private static MessageStep Respond(Asked asked, DimseResponse response, byte[]? data = null) =>
        new(asked.Context, CommandSetWriter.ToBytes(response with { MessageIdBeingRespondedTo = Binding.UnboundMessage, Status = response.Status, HasDataSet = data is not null }), data) { Rebind = true };
}
