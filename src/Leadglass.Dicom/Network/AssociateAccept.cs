using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Network;

/// <summary>A-ASSOCIATE-AC: accepts an association, and says which of its presentation contexts may be used. Source: PS3.8 §9.3.3.</summary>
public sealed record AssociateAccept : AssociatePdu
{
    /// <inheritdoc/>
    public override PduType Type => PduType.AssociateAccept;

    /// <summary>The answers to the presentation contexts, in wire order.</summary>
    public IReadOnlyList<PresentationContextResult> PresentationContexts
    {
        get => [.. Items.OfType<PresentationContextResult>()];
        init => Items = Replace(Items, value);
    }

    /// <summary>The server's response to the user identity; null where there is none.</summary>
    public UserIdentityResponse? UserIdentityResponse => Find<UserIdentityResponse>();

    /// <summary>An acceptance of <paramref name="request"/> that echoes its titles and answers each of its contexts.</summary>
    /// <param name="request">The request to answer.</param>
    /// <param name="decide">
    /// Says for one context whether it is accepted and with which transfer syntax. The transfer syntax may be empty when it is not accepted.
    /// </param>
    public static AssociateAccept Answer(
        AssociateRequest request, Func<PresentationContextRequest, (PresentationContextResultReason Result, string TransferSyntax)> decide)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(decide);
        return new AssociateAccept
        {
            CalledAETitleBytes = request.CalledAETitleBytes,
            CallingAETitleBytes = request.CallingAETitleBytes,
            ReservedAfterTitles = request.ReservedAfterTitles,
            PresentationContexts = [.. request.PresentationContexts.Select(Decide)],
        };

        PresentationContextResult Decide(PresentationContextRequest context)
        {
            var (result, transferSyntax) = decide(context);
            // PS3.8 §9.3.3.2: the item holds one transfer syntax even where it is not significant.
            return new PresentationContextResult(context.Id, result, transferSyntax is "" ? Uids.ImplicitVRLittleEndian : transferSyntax);
        }
    }

    /// <summary>An acceptance that takes the listed abstract syntaxes with the first transfer syntax of the acceptor that was proposed.</summary>
    /// <param name="request">The request to answer.</param>
    /// <param name="abstractSyntaxes">UIDs of the SOP classes to accept.</param>
    /// <param name="transferSyntaxes">UIDs of the transfer syntaxes to accept, preferred first.</param>
    public static AssociateAccept Answer(AssociateRequest request, IReadOnlySet<string> abstractSyntaxes, IReadOnlyList<string> transferSyntaxes)
    {
        ArgumentNullException.ThrowIfNull(abstractSyntaxes);
        ArgumentNullException.ThrowIfNull(transferSyntaxes);
        return Answer(request, context =>
        {
            if (!abstractSyntaxes.Contains(context.AbstractSyntax))
                return (PresentationContextResultReason.AbstractSyntaxNotSupported, "");
            return transferSyntaxes.FirstOrDefault(context.TransferSyntaxes.Contains) is { } chosen
                ? (PresentationContextResultReason.Acceptance, chosen)
                : (PresentationContextResultReason.TransferSyntaxesNotSupported, "");
        });
    }
}
