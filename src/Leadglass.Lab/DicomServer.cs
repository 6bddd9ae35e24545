using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Dimse;
using Leadglass.Dicom.Network;
using Leadglass.Dicom.UpperLayer;

namespace Leadglass.Lab;

/// <summary>A DICOM server of the practice hospital. It holds no patients: there is nothing to find and nothing is kept.</summary>
internal sealed class DicomServer(string aeTitle, DicomBehaviour behaviour, IPEndPoint endpoint, TlsBehaviour? tls = null) : LoopbackServer(endpoint)
{
    private static readonly string[] TransferSyntaxes = [Uids.ExplicitVRLittleEndian, Uids.ImplicitVRLittleEndian];

    private const string KnownUser = "practice";

    private static readonly AssociationOptions Options = AssociationOptions.Default with { ResponseTimeout = TimeSpan.FromSeconds(30) };

    protected override async Task ServeAsync(Socket socket, CancellationToken cancellationToken)
    {
        await using var stream = await OpenAsync(new NetworkStream(socket, ownsSocket: true), cancellationToken);
        var incoming = await Association.AcceptAsync(stream, Options, cancellationToken);
        if (incoming.Association is not { } pending)
            return;
        await using (pending)
        {
            if (Rejection(pending.Request) is { } reject)
            {
                await pending.RejectAsync(reject, cancellationToken);
                return;
            }

            await using var association = await pending.AcceptAsync(Acceptance(pending.Request), cancellationToken);
            await ConverseAsync(association, cancellationToken);
        }
    }

    private async Task<Stream> OpenAsync(NetworkStream clear, CancellationToken cancellationToken)
    {
        if (tls is null)
            return clear;
        var secure = new SslStream(clear);
        try
        {
            await secure.AuthenticateAsServerAsync(ServerOptions(tls), cancellationToken);
            return secure;
        }
        catch
        {
            await secure.DisposeAsync();
            throw;
        }
    }

    private static SslServerAuthenticationOptions ServerOptions(TlsBehaviour tls)
    {
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(tls.Certificate, [], offline: true),
            // Named, because some systems still have older versions switched on.
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        };
        if (tls.ClientAuthority is not { } authority)
            return options;
        options.ClientCertificateRequired = true;
        options.CertificateChainPolicy = new X509ChainPolicy
        {
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { authority },
        };
        return options;
    }

    private AssociateReject? Rejection(AssociateRequest request)
    {
        if (behaviour.RejectsAll is not null)
            return behaviour.RejectsAll;
        if (behaviour.ChecksCalled && request.CalledAETitle != aeTitle)
            return new(RejectResult.Permanent, RejectSource.ServiceUser, RejectReason.CalledAETitleNotRecognized);
        if (behaviour.RegisteredCallers?.Contains(request.CallingAETitle) == false)
            return new(RejectResult.Permanent, RejectSource.ServiceUser, RejectReason.CallingAETitleNotRecognized);
        // PS3.7 D.3.3.7.3 names result and source; Table 9-21 leaves the reason.
        return behaviour.Identity == IdentityBehaviour.Enforce && request.UserIdentity is { } user && !user.PrimaryField.Span.SequenceEqual("practice"u8)
            ? new(RejectResult.Permanent, RejectSource.ServiceProviderAcse, RejectReason.NoReasonGiven)
            : null;
    }

    private AssociateAccept Acceptance(AssociateRequest request)
    {
        var accept = AssociateAccept.Answer(request, context =>
        {
            if (behaviour.AbstractSyntaxes?.Contains(context.AbstractSyntax) == false)
                return (PresentationContextResultReason.AbstractSyntaxNotSupported, "");
            return TransferSyntaxes.FirstOrDefault(context.TransferSyntaxes.Contains) is { } chosen
                ? (PresentationContextResultReason.Acceptance, chosen)
                : (PresentationContextResultReason.TransferSyntaxesNotSupported, "");
        });
        List<AssociateItem> information = behaviour.HidesImplementation
            ? [new MaximumLength(16384)]
            : [new MaximumLength(16384), new ImplementationClassUid(Implementation.ClassUid), new ImplementationVersionName("LEADGLASS_LAB")];
        if (behaviour.Identity != IdentityBehaviour.Ignore && request.UserIdentity?.PositiveResponseRequested == true)
            information.Add(new UserIdentityResponse(default));
        return accept with { UserInformation = information };
    }

    private async Task ConverseAsync(Association association, CancellationToken cancellationToken)
    {
        while (true)
        {
            var happened = await association.ReceiveAsync(cancellationToken);
            switch (happened)
            {
                case { Kind: AssociationEventKind.ReleaseRequested }:
                    await association.RespondToReleaseAsync(cancellationToken);
                    return;
                case { Message: { Command: DimseRequest request } message }:
                    if (!await AnswerAsync(association, message, request, cancellationToken))
                        return;
                    break;
                default:
                    return;
            }
        }
    }

    private async Task<bool> AnswerAsync(Association association, DimseMessage message, DimseRequest request, CancellationToken cancellationToken)
    {
        switch (request)
        {
            case CEchoRequest:
                return await SendAsync(new CEchoResponse { Status = DimseStatus.Success });
            case CFindRequest when behaviour.Query == QueryBehaviour.Abort:
                await association.AbortAsync(cancellationToken);
                return false;
            case CFindRequest find:
                // The "match" hands the key back: there is no patient behind it.
                return (behaviour.Query != QueryBehaviour.MatchAnything || await SendAsync(Find(find, DimseStatus.Pending), message.Data))
                    && await SendAsync(Find(find, behaviour.Query switch
                    {
                        QueryBehaviour.Refuse => DimseStatus.NotAuthorized,
                        QueryBehaviour.OutOfResources => DimseStatus.OutOfResources,
                        _ => DimseStatus.Success,
                    }));
            default:
                // Nothing else is served: an exercise must not be able to leave anything behind.
                await association.AbortAsync(cancellationToken);
                return false;
        }

        async Task<bool> SendAsync(DimseResponse response, ReadOnlyMemory<byte>? data = null) =>
            await association.SendAsync(new DimseMessage(message.ContextId, response with
            {
                MessageIdBeingRespondedTo = request.MessageId,
                HasDataSet = data is not null,
            }, data), cancellationToken) == SendOutcome.Sent;

        static CFindResponse Find(CFindRequest find, DimseStatus status) => new() { AffectedSopClassUid = find.AffectedSopClassUid, Status = status };
    }
}
