using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Probing;
using Leadglass.Findings;
using Leadglass.Tls;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Profiles;
using Leadglass.Tls.Rules;

namespace Leadglass.Exposure.Rules;

/// <summary>What the TLS side of ports is judged by.</summary>
/// <param name="Now">The moment against which certificates are held.</param>
public sealed record TlsCriteria(DateTimeOffset Now)
{
    /// <summary>The rules; all by default.</summary>
    public RuleSet<TlsExamination> Rules { get; init; } = TlsRules.All;

    /// <summary>The profiles to hold each server against; those of the standard by default.</summary>
    public IReadOnlyList<Profile> Profiles { get; init; } = StandardProfiles.All;

    /// <summary>The profile that the systems are said to keep; <see langword="null"/> (the default) for none.</summary>
    public Profile? Claim { get; init; }

    internal ServerVerdict? VerdictOf(ExaminedPort port) => port.Port.Tls is { } server ? ServerVerdict.Of(server, Profiles) : null;

    internal IReadOnlyList<Finding> Judge(ExaminedPort port, string target) =>
        port.Port.Tls is { } server ? Rules.Judge(Examination(port, server), target, port.Product?.Family) : [];

    private TlsExamination Examination(ExaminedPort examined, ServerObservation server)
    {
        var (system, port) = (examined.System, examined.Port);
        var clear = system.Ports.Where(beside => beside.Service == ServiceKind.Dicom).ToList();
        return new TlsExamination(server, Now)
        {
            HostName = system.Name ?? (system.Expected ? system.Address.ToString() : null),
            Claim = Claim,
            ClearDicomHere = port.Service == ServiceKind.Https ? null : AnswerOf(port.AnswersClearDicom),
            DicomInsideTls = DicomInside(port, server),
            DicomWebHere = port.Dicom is null || port.Web is null ? Answer.NotKnown : port.Web.ServesDicomWeb ? Answer.Yes : Answer.No,
            ClearPortsBeside = system.Ports.Count == 1 ? null : [.. clear.Select(beside => beside.Port)],
            ClearPortsProduct = clear.Select(beside => ExaminedPort.Of(system, beside).Product?.Family).FirstOrDefault(family => family is not null),
        };
    }

    // Only where DICOM has to be is its absence a fault, and only where no client certificate could be the reason.
    private static Answer? DicomInside(PortObservation port, ServerObservation server) => port.Service switch
    {
        ServiceKind.DicomTls => Answer.Yes,
        ServiceKind.Tls when PortProbe.ExpectsDicomInTls(port.Port) && server.RequiresClientCertificate != Answer.Yes =>
            port.TlsVersion is not null && server.RequestsClientCertificate == Answer.No ? Answer.No : Answer.NotKnown,
        _ => null,
    };

    private static Answer AnswerOf(bool? seen) => seen switch { true => Answer.Yes, false => Answer.No, _ => Answer.NotKnown };
}
