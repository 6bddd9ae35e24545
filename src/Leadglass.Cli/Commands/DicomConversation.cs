using Leadglass.Dicom;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Dimse;
using Leadglass.Dicom.Network;
using Leadglass.Dicom.UpperLayer;
using Leadglass.Findings;
using Leadglass.Tls.Client;

namespace Leadglass.Cli.Commands;

/// <summary>Speaks DICOM with a client that is recorded: takes its association for verification and for nothing else, and answers its C-ECHO (PS3.4 A.4).</summary>
internal sealed class DicomConversation(TimeProvider time)
{
    private const int ContextsNamed = 5;

    /// <summary>A verification takes less than a second; a client that keeps its association open for ever must not keep the next step from being played.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private static readonly HashSet<string> Served = [Uids.Verification];
    private static readonly string[] TransferSyntaxes = [Uids.ExplicitVRLittleEndian, Uids.ImplicitVRLittleEndian];

    // Lenient: what a device says is recorded, not held against it here.
    private readonly AssociationOptions _options = new() { TimeProvider = time, Conformance = Conformance.Lenient };

    public async Task<ConversationObservation> HoldAsync(Stream stream, CancellationToken cancellationToken)
    {
        var incoming = await Association.AcceptAsync(stream, _options, cancellationToken);
        var seen = new ConversationObservation
        {
            Spoke = incoming.Request is not null || !incoming.FirstBytes.IsEmpty,
            Facts = incoming.Request is { } request ? [.. Facts(request)] : [],
        };
        if (incoming.Association is not { } pending)
            return seen;
        await using (pending)
        {
            await using var association = await pending.AcceptAsync(AssociateAccept.Answer(pending.Request, Served, TransferSyntaxes), cancellationToken);
            return seen with { Verified = await AnswerAsync(association, cancellationToken) };
        }
    }

    private async Task<bool> AnswerAsync(Association association, CancellationToken cancellationToken)
    {
        var verified = false;
        using var deadline = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            while (true)
            {
                var happened = await association.ReceiveAsync(either.Token);
                switch (happened)
                {
                    case { Message: { Command: CEchoRequest echo } message }:
                        var response = new CEchoResponse { Status = DimseStatus.Success, MessageIdBeingRespondedTo = echo.MessageId, AffectedSopClassUid = echo.AffectedSopClassUid };
                        verified |= await association.SendAsync(new DimseMessage(message.ContextId, response, null), either.Token) == SendOutcome.Sent;
                        break;
                    case { Kind: AssociationEventKind.ReleaseRequested }:
                        await association.RespondToReleaseAsync(either.Token);
                        return verified;
                    default:
                        return verified;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return verified;
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Facts(AssociateRequest request)
    {
        yield return new("callingAE", VisibleText.Of(request.CallingAETitle));
        yield return new("calledAE", VisibleText.Of(request.CalledAETitle));
        if (request.ImplementationClassUid is { } uid)
            yield return new("implementationClass", VisibleText.Of(uid));
        if (request.ImplementationVersionName is { } version)
            yield return new("implementationVersion", VisibleText.Of(version));
        var names = request.PresentationContexts.Select(static context => VisibleText.Of(Uids.NameOf(context.AbstractSyntax))).Distinct().ToList();
        yield return new("presentationContexts", names.Count > ContextsNamed
            ? $"{string.Join(", ", names.Take(ContextsNamed))} and {names.Count - ContextsNamed} more"
            : string.Join(", ", names));
        // The fields of an identity are secrets: only their kind is told.
        if (request.UserIdentity is { } identity)
            yield return new("userIdentity", $"{identity.IdentityType}");
    }
}
