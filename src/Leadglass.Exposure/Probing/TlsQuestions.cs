using System.Text;
using Leadglass.Dicom.Network;
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
        ApplicationFarewell = PduWriter.ToBytes(new Abort(AbortSource.ServiceUser, AbortReason.NotSpecified)),
    };

    /// <summary>The questions to a server that is for the web: <c>HEAD /</c>.</summary>
    /// <param name="host">The value of the header <c>Host</c>.</param>
    public static ServerProbeOptions Web(string host) => new()
    {
        ApplicationData = Encoding.ASCII.GetBytes($"HEAD / HTTP/1.1\r\nHost: {host}\r\nUser-Agent: Leadglass/{Identity.Version}\r\nConnection: close\r\n\r\n"),
    };
}
