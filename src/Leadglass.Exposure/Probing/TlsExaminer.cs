using System.Net;
using System.Net.Sockets;
using Leadglass.Exposure.Observations;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Probing;

namespace Leadglass.Exposure.Probing;

/// <summary>Has the TLS of a port examined over the target's one line, from a budget of its own.</summary>
internal sealed class TlsExaminer(TargetLine line, string? name, CheckOptions options)
{
    /// <summary>Whether the TLS of a port is worth the connections: what serves the web and nothing medical is somebody else's.</summary>
    public bool IsFor(PortObservation port) => !options.DiscoverOnly && options.Pace.TlsBudget > 0 && port.Service switch
    {
        ServiceKind.Tls or ServiceKind.DicomTls => true,
        ServiceKind.Https => port.Web!.MayServeDicomWeb,
        _ => false,
    };

    public Task<ServerObservation> ExamineAsync(PortObservation port, CancellationToken cancellationToken)
    {
        var budget = new ConnectionBudget(options.Pace.TlsBudget);
        var isWeb = port.Dicom is null && (port.Web is not null || PortProbe.ExpectsWeb(port.Port));
        var questions = isWeb ? TlsQuestions.Web(name ?? HostOf(line.Address)) : TlsQuestions.Dicom(options.Sentinels);
        return ServerProbe.ExamineAsync(
            async token => (await line.ConnectAsync(port.Port, budget, token))?.Stream,
            questions with { ServerName = name, Timeout = line.Timeout, Time = line.Time },
            cancellationToken);
    }

    private static string HostOf(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
}
