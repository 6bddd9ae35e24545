using System.Net;
using Leadglass.Dicom;
using Leadglass.Dicom.Network;
using Leadglass.Dicom.UpperLayer;
using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Rules;
using Leadglass.Tls;
using Leadglass.Tls.Observations;

namespace Leadglass.Exposure.Tests.Rules;

/// <summary>Observations as a collector would make them, so that a test of a rule says only what matters to it.</summary>
internal static class Seen
{
    private static readonly IPAddress Address = IPAddress.Parse("10.0.0.5");

    /// <summary>The answers that only the application gives, by their numbers in PS3.8 Table 9-21.</summary>
    public static readonly AssociateReject CalledUnknown = Reject(1, 1, 7);
    public static readonly AssociateReject CallingUnknown = Reject(1, 1, 3);

    public static ExaminedPort Examined(PortObservation port, bool budgetExhausted = false, params PortObservation[] beside) =>
        ExaminedPort.Of(System([port, .. beside], budgetExhausted), port);

    public static SystemObservation System(IReadOnlyList<PortObservation> ports, bool budgetExhausted = false) => new()
    {
        Address = Address,
        Expected = true,
        Ports = ports,
        Connections = 60,
        BudgetExhausted = budgetExhausted,
        Interrupted = false,
    };

    public static PortObservation Port(ServiceKind service, int port = 104) => new() { Port = port, Service = service };

    /// <summary>A TLS server of which no more is known than whether it demands a client certificate.</summary>
    public static ServerObservation TlsSide(Answer demandsCertificate = Answer.No) => new()
    {
        SpeaksTls = Answer.Yes,
        Versions = [.. TlsVersions.All.Select(version => new VersionObservation(version))],
        RequestsClientCertificate = demandsCertificate,
        RequiresClientCertificate = demandsCertificate,
    };

    public static PortObservation Attempts(IReadOnlyList<AssociationAttempt> attempts, IReadOnlyList<QueryObservation>? queries = null, IReadOnlyList<IdentityObservation>? identities = null) => new()
    {
        Port = 104,
        Service = ServiceKind.Dicom,
        Dicom = new DicomObservation { Attempts = attempts, Queries = queries ?? [], Identities = identities ?? [] },
    };

    /// <summary>A service that accepts a stranger and these capabilities, and answers queries so.</summary>
    public static PortObservation Accepting(IReadOnlyList<Capability> capabilities, IReadOnlyList<QueryObservation>? queries = null, IReadOnlyList<IdentityObservation>? identities = null) =>
        Attempts([Accepted(AttemptPurpose.Stranger, capabilities)], queries, identities);

    public static PortObservation Rejecting(AssociateReject reject) => Attempts([Rejected(AttemptPurpose.Stranger, reject)]);

    public static PortObservation Web(ServiceKind service, WebObservation web, int port = 8042) => new() { Port = port, Service = service, Web = web };

    public static WebObservation Searches(QidoOutcome outcome, int status, QidoOutcome control = QidoOutcome.NotThere) =>
        new() { RootStatus = 200, Control = control, Queries = [new("/dicom-web", status, outcome)] };

    public static AssociationAttempt Accepted(AttemptPurpose purpose, IReadOnlyList<Capability>? capabilities = null, string called = "LG123456", string calling = "LEADGLASS")
    {
        var request = Request(called, calling);
        var accepted = capabilities ?? [Capability.Verification];
        return new AssociationAttempt
        {
            Purpose = purpose,
            Request = request,
            Outcome = AssociationOutcomeKind.Accepted,
            Released = true,
            Accept = new AssociateAccept
            {
                PresentationContexts = [.. request.PresentationContexts.Select(c => new PresentationContextResult(
                    c.Id,
                    accepted.Contains(ProposedContexts.CapabilityOf(c.AbstractSyntax)) ? PresentationContextResultReason.Acceptance : PresentationContextResultReason.AbstractSyntaxNotSupported,
                    "1.2.840.10008.1.2"))],
                UserInformation = [new MaximumLength(16384), new ImplementationClassUid("1.2.3.4"), new ImplementationVersionName("SOMEBODY_1")],
            },
        };
    }

    public static AssociationAttempt Rejected(AttemptPurpose purpose, AssociateReject reject, string called = "LG123456", string calling = "LEADGLASS") =>
        new() { Purpose = purpose, Request = Request(called, calling), Outcome = AssociationOutcomeKind.Rejected, Reject = reject };

    public static AssociationAttempt Aborted(AttemptPurpose purpose) =>
        new() { Purpose = purpose, Request = Request("LG123456", "LEADGLASS"), Outcome = AssociationOutcomeKind.Aborted, Abort = new Abort(AbortSource.ServiceProvider, AbortReason.UnrecognizedPdu) };

    public static AssociateReject Reject(byte result, byte source, byte reason) => new((RejectResult)result, (RejectSource)source, (RejectReason)reason);

    public static Anomaly Deviation { get; } = new(74, "User Information", "PS3.8 §9.3.3.3", "two of them");

    private static AssociateRequest Request(string called, string calling) => new()
    {
        CalledAETitle = called,
        CallingAETitle = calling,
        PresentationContexts = ProposedContexts.Survey,
    };
}
