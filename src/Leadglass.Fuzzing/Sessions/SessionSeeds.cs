using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Dimse;
using Leadglass.Dicom.Files;
using Leadglass.Dicom.Network;
using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>
/// The conversations that Leadglass makes itself: each service, in good order. What they ask for is nobody's; those that leave something
/// behind are apart.
/// </summary>
public static class SessionSeeds
{
    /// <summary>Stands in a command for the UID that the peer will have given by then. Derived from a UUID (PS3.5 §B.2).</summary>
    public const string Unbound = "2.25.75311044187420551218830960215316414561";

    // As above: they name nothing outside these conversations.
    internal const string Nobody = "2.25.281033437163540294770133927410283361042";
    private const string NoPatient = "LEADGLASS-NOBODY";
    private const byte First = 1;

    /// <summary>The conversations with a server.</summary>
    /// <param name="target">The server; where it allows it, those that leave something behind are among them: objects, procedure steps, print sessions.</param>
    /// <param name="accepted">The SOP classes that it accepts; null where that is not known.</param>
    public static IReadOnlyList<Seed> Of(SessionTarget target, IReadOnlySet<string>? accepted)
    {
        ArgumentNullException.ThrowIfNull(target);
        var talk = new Talk(target.Called, target.Calling);
        var seeds = Reading(talk).Concat(target.Stores ? Storing(talk) : []);
        // What a server does with a service that it does not have is seen with one of them.
        var foreign = 0;
        return
        [
            .. seeds.Where(seed => seed.Service is null || accepted is null || accepted.Contains(seed.Service) || foreign++ == 0)
                .Select(static seed => new Seed(seed.Name, new SessionProgram([.. seed.Steps]).ToBytes())),
        ];
    }

    /// <summary>An association for every service, and nothing in it.</summary>
    internal static SessionProgram Survey(string called, string calling) => new([.. new Talk(called, calling).Open(Services), .. Talk.Close()]);

    /// <summary>A verification, which every server of DICOM understands. Source: PS3.4 Annex A.</summary>
    internal static SessionProgram Echo(string called, string calling) => new([.. new Talk(called, calling).Verify()]);

    /// <summary>A conversation that stores one object, in explicit VR little endian.</summary>
    internal static SessionProgram Store(SessionTarget target, string sopClass, string instance, byte[] data) =>
        new([.. new Talk(target.Called, target.Calling).Store(sopClass, instance, data, 0)]);

    /// <summary>A conversation that fetches objects of one SOP class by C-GET.</summary>
    internal static SessionProgram Get(SessionTarget target, string sopClass, Action<SeedDataSet> keys) =>
        new([.. new Talk(target.Called, target.Calling).Get(sopClass, keys)]);

    private static IEnumerable<(string Name, string? Service, IEnumerable<SessionStep> Steps)> Reading(Talk talk) =>
    [
        ("echo", null, talk.Verify()),
        ("echo-twice", null, talk.Open([Uids.Verification]).Concat([Echo(1), Wait, Echo(2), Wait]).Concat(Talk.Close())),
        ("find-study", Uids.StudyRootQueryRetrieveInformationModelFind, talk.Query(Uids.StudyRootQueryRetrieveInformationModelFind, new CFindRequest { MessageId = 1 }, Study)),
        ("find-patient", Uids.PatientRootQueryRetrieveInformationModelFind, talk.Query(Uids.PatientRootQueryRetrieveInformationModelFind, new CFindRequest { MessageId = 1 }, static d => d
            .Text(Level, Vr.CS, "PATIENT").Text(Tags.PatientName, Vr.PN, "").Text(Tags.PatientId, Vr.LO, NoPatient))),
        ("find-image", Uids.StudyRootQueryRetrieveInformationModelFind, talk.Query(Uids.StudyRootQueryRetrieveInformationModelFind, new CFindRequest { MessageId = 1 }, static d => d
            .Text(Level, Vr.CS, "IMAGE").Text(Tags.SopInstanceUid, Vr.UI, "").Text(Tags.StudyInstanceUid, Vr.UI, Nobody).Text(Tags.SeriesInstanceUid, Vr.UI, Nobody + ".1"))),
        ("find-worklist", Uids.ModalityWorklistInformationModelFind, talk.Query(Uids.ModalityWorklistInformationModelFind, new CFindRequest { MessageId = 1 }, static d => d
            .Text(Tags.PatientName, Vr.PN, "").Text(Tags.PatientId, Vr.LO, NoPatient)
            .Sequence(new Tag(0x0040, 0x0100), static i => i.Text(Tags.Modality, Vr.CS, "").Text(new Tag(0x0040, 0x0001), Vr.AE, "LEADGLASS").Text(new Tag(0x0040, 0x0002), Vr.DA, "19000101")))),
        ("find-cancel", Uids.StudyRootQueryRetrieveInformationModelFind, talk.Open([Uids.StudyRootQueryRetrieveInformationModelFind])
            .Concat([Message(First, new CFindRequest { MessageId = 7, AffectedSopClassUid = Uids.StudyRootQueryRetrieveInformationModelFind }, Study),
                Message(First, new CCancelRequest { MessageIdBeingRespondedTo = 7, HasDataSet = false }), Wait])
            .Concat(Talk.Close())),
        ("move", Uids.StudyRootQueryRetrieveInformationModelMove, talk.Query(Uids.StudyRootQueryRetrieveInformationModelMove, new CMoveRequest { MessageId = 1, MoveDestination = "LEADGLASS" }, Retrieve)),
        ("get", Uids.StudyRootQueryRetrieveInformationModelGet, talk.Query(Uids.StudyRootQueryRetrieveInformationModelGet, new CGetRequest { MessageId = 1 }, Retrieve)),
        ("n-get", Uids.Printer, talk.Open([Uids.Printer])
            .Concat([Message(First, new NGetRequest { MessageId = 1, RequestedSopClassUid = Uids.Printer, RequestedSopInstanceUid = Uids.PrinterInstance, HasDataSet = false }), Wait])
            .Concat(Talk.Close())),
        ("many-contexts", null, talk.Open([Uids.Verification, Uids.CTImageStorage, Uids.SecondaryCaptureImageStorage, Uids.StudyRootQueryRetrieveInformationModelFind, Uids.ComprehensiveSRStorage])
            .Concat([Echo(1), Wait]).Concat(Talk.Close())),
        ("user-identity", null, talk.Open([Uids.Verification], UserIdentityRequest.ForPasscode("leadglass", "practice", positiveResponseRequested: true)).Concat([Echo(1), Wait]).Concat(Talk.Close())),
        ("negotiation", null, talk.Open([Uids.Verification], new AsynchronousOperationsWindow(4, 4), new RoleSelection(Uids.Verification, true, true),
            new ExtendedNegotiation(Uids.StudyRootQueryRetrieveInformationModelFind, new byte[] { 1, 1, 1 })).Concat([Echo(1), Wait]).Concat(Talk.Close())),
        ("abort", null, talk.Open([Uids.Verification]).Concat([Send(new Abort(AbortSource.ServiceUser, AbortReason.NotSpecified))])),
    ];

    private static IEnumerable<(string Name, string? Service, IEnumerable<SessionStep> Steps)> Storing(Talk talk) =>
    [
        ("store-ct", Uids.CTImageStorage, talk.Store("class-ct.dcm", 0)),
        ("store-palette", Uids.SecondaryCaptureImageStorage, talk.Store("image-palette.dcm", 0)),
        ("store-in-pieces", Uids.ComprehensiveSRStorage, talk.Store("class-sr.dcm", 100)),
        ("commitment", Uids.StorageCommitmentPushModel, talk.Open([Uids.StorageCommitmentPushModel])
            .Concat([Message(First, new NActionRequest { MessageId = 1, RequestedSopClassUid = Uids.StorageCommitmentPushModel, RequestedSopInstanceUid = Uids.StorageCommitmentPushModelInstance, ActionTypeId = 1, HasDataSet = true },
                static d => d.Text(new Tag(0x0008, 0x1195), Vr.UI, Nobody + ".9")
                    .Sequence(new Tag(0x0008, 0x1199), static i => i.Text(new Tag(0x0008, 0x1150), Vr.UI, Uids.CTImageStorage).Text(new Tag(0x0008, 0x1155), Vr.UI, Nobody + ".8"))), Wait])
            .Concat(Talk.Close())),
        ("procedure-step", Uids.ModalityPerformedProcedureStep, talk.Open([Uids.ModalityPerformedProcedureStep])
            .Concat([Message(First, new NCreateRequest { MessageId = 1, AffectedSopClassUid = Uids.ModalityPerformedProcedureStep, HasDataSet = true }, InProgress), Wait,
                Bound(new NSetRequest { MessageId = 2, RequestedSopClassUid = Uids.ModalityPerformedProcedureStep, RequestedSopInstanceUid = Unbound, HasDataSet = true }, static d => d.Text(new Tag(0x0040, 0x0252), Vr.CS, "DISCONTINUED")), Wait])
            .Concat(Talk.Close())),
        ("print", Uids.BasicGrayscalePrintManagementMeta, talk.Open([Uids.BasicGrayscalePrintManagementMeta])
            .Concat([Message(First, new NCreateRequest { MessageId = 1, AffectedSopClassUid = Uids.BasicFilmSession, HasDataSet = true }, static d => d.Text(new Tag(0x2000, 0x0010), Vr.IS, "1")), Wait,
                Bound(new NDeleteRequest { MessageId = 2, RequestedSopClassUid = Uids.BasicFilmSession, RequestedSopInstanceUid = Unbound, HasDataSet = false }, null), Wait])
            .Concat(Talk.Close())),
    ];

    private static readonly Tag Level = new(0x0008, 0x0052);

    private static AwaitStep Wait { get; } = new();

    /// <summary>The services that conversations are made for, in the order in which <see cref="Survey"/> proposes them.</summary>
    internal static IReadOnlyList<string> Services { get; } =
        [.. Reading(new Talk("", "")).Concat(Storing(new Talk("", ""))).Select(static seed => seed.Service).OfType<string>().Distinct(), Uids.Verification];

    private static void Study(SeedDataSet d) => d.Text(Level, Vr.CS, "STUDY").Text(Tags.PatientName, Vr.PN, "").Text(Tags.StudyInstanceUid, Vr.UI, Nobody);

    private static void Retrieve(SeedDataSet d) => d.Text(Level, Vr.CS, "STUDY").Text(Tags.StudyInstanceUid, Vr.UI, Nobody);

    private static void InProgress(SeedDataSet d) => d
        .Text(new Tag(0x0008, 0x0060), Vr.CS, "OT").Text(Tags.PatientName, Vr.PN, "").Text(Tags.PatientId, Vr.LO, "")
        .Text(new Tag(0x0040, 0x0241), Vr.AE, "LEADGLASS").Text(new Tag(0x0040, 0x0244), Vr.DA, "20000101").Text(new Tag(0x0040, 0x0245), Vr.TM, "000000")
        .Text(new Tag(0x0040, 0x0252), Vr.CS, "IN PROGRESS").Text(new Tag(0x0040, 0x0253), Vr.SH, "LEADGLASS");

    private static MessageStep Echo(ushort id) => Message(First, new CEchoRequest { MessageId = id, AffectedSopClassUid = Uids.Verification, HasDataSet = false });

    private static SendStep Send(Pdu pdu) => new(PduWriter.ToBytes(pdu));

    private static MessageStep Message(byte context, CommandSet command, Action<SeedDataSet>? fill = null) =>
        new(context, CommandSetWriter.ToBytes(command), fill is null ? null : DataSet(fill));

    private static MessageStep Bound(CommandSet command, Action<SeedDataSet>? fill) => Message(First, command, fill) with { Rebind = true };

    /// <summary>Implicit VR little endian is the encoding that every peer has to take (PS3.5 §10.1).</summary>
    internal static byte[] DataSet(Action<SeedDataSet> fill, DataSetEncoding encoding = DataSetEncoding.ImplicitLittleEndian)
    {
        var dataSet = new SeedDataSet(encoding);
        fill(dataSet);
        return dataSet.ToBytes();
    }

    /// <summary>What is common to the conversations with one server.</summary>
    private sealed class Talk(string called, string calling)
    {
        public IEnumerable<SessionStep> Open(IReadOnlyList<string> abstractSyntaxes, params IEnumerable<AssociateItem> more) => Open(abstractSyntaxes, [Uids.ImplicitVRLittleEndian], more);

        public static IEnumerable<SessionStep> Close() => [Send(new ReleaseRequest()), Wait];

        public IEnumerable<SessionStep> Verify() => Open([Uids.Verification]).Concat([Echo(1), Wait]).Concat(Close());

        public IEnumerable<SessionStep> Query(string model, CompositeRequest request, Action<SeedDataSet> identifier) =>
            Open([model, Uids.Verification]).Concat([Message(First, request with { AffectedSopClassUid = model }, identifier), Wait]).Concat(Close());

        public IEnumerable<SessionStep> Store(string seed, int fragment)
        {
            using var file = DicomFile.Read(ByteSource.From(SeedCorpus.All.First(candidate => candidate.Name == seed).Bytes));
            var sopClass = file.DataSet.Find(Tags.SopClassUid)!.Value.Text(64);
            var data = new byte[file.DataSet.Range.Length];
            file.DataSet.Source.Read(file.DataSet.Range.Offset, data);
            return Store(sopClass, file.DataSet.Find(Tags.SopInstanceUid)!.Value.Text(64), data, fragment);
        }

        public IEnumerable<SessionStep> Store(string sopClass, string instance, byte[] data, int fragment)
        {
            var request = new CStoreRequest { MessageId = 1, AffectedSopClassUid = sopClass, AffectedSopInstanceUid = instance, HasDataSet = true };
            return Open([sopClass], [Uids.ExplicitVRLittleEndian], [])
                .Concat([new MessageStep(First, CommandSetWriter.ToBytes(request), data) { Fragment = fragment }, Wait])
                .Concat(Close());
        }

        public IEnumerable<SessionStep> Get(string sopClass, Action<SeedDataSet> keys)
        {
            const string model = Uids.StudyRootQueryRetrieveInformationModelGet;
            // Explicit VR only: what comes back is compared with what was stored.
            return Open([model, sopClass], [Uids.ExplicitVRLittleEndian], [new RoleSelection(sopClass, Scu: false, Scp: true)])
                .Concat([new MessageStep(First, CommandSetWriter.ToBytes(new CGetRequest { MessageId = 1, AffectedSopClassUid = model }), DataSet(Keys, DataSetEncoding.ExplicitLittleEndian)), Wait])
                .Concat(Close());

            void Keys(SeedDataSet d) => keys(d.Text(Level, Vr.CS, "IMAGE"));
        }

        private IEnumerable<SessionStep> Open(IReadOnlyList<string> abstractSyntaxes, IReadOnlyList<string> transferSyntaxes, IEnumerable<AssociateItem> more)
        {
            var request = new AssociateRequest
            {
                CalledAETitle = called,
                CallingAETitle = calling,
                PresentationContexts = [.. abstractSyntaxes.Select((uid, i) => new PresentationContextRequest((byte)((2 * i) + 1), uid, transferSyntaxes))],
            };
            return [Send(request with { UserInformation = [.. request.UserInformation, .. more] }), Wait];
        }
    }
}
