using System.Net.Security;
using System.Security.Authentication;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Dimse;
using Leadglass.Dicom.Network;
using Leadglass.Dicom.UpperLayer;
using Leadglass.Exposure.Observations;

namespace Leadglass.Exposure.Probing;

/// <summary>
/// Speaks DICOM to one port as a stranger: who is let in, what is answered, what would be possible. Asks only for what cannot exist,
/// and never sends C-STORE, C-MOVE, C-GET or any N-service.
/// </summary>
internal sealed class DicomProbe(TargetLine line, CheckOptions options, SslClientAuthenticationOptions? tls)
{
    private const int MaxDefaultCalled = 10;
    private const int MaxCommandLength = 64 * 1024;     // a command set that answers has a few hundred bytes

    // Defaults of products, tried only on request.
    private static readonly string[] DefaultCalled =
        ["ORTHANC", "DCM4CHEE", "ANY-SCP", "STORESCP", "DCMQRSCP", "CONQUESTSRV1", "ANYSCP", "PACS", "ARCHIVE", "DICOM"];

    private readonly AssociationOptions _options = new()
    {
        TimeProvider = line.Time,
        ResponseTimeout = line.Timeout,
        ArtimTimeout = line.Timeout,
        MaxMessageLength = MaxCommandLength,
    };

    private readonly List<AssociationAttempt> _attempts = [];
    private readonly List<QueryObservation> _queries = [];
    private readonly List<IdentityObservation> _identities = [];
    private ushort? _echoStatus;

    /// <summary>Examines a port, starting with the first word.</summary>
    /// <param name="line">The line to the target.</param>
    /// <param name="port">The port.</param>
    /// <param name="options">What to ask.</param>
    /// <param name="tls">How TLS is spoken around DICOM; <see langword="null"/> for clear text.</param>
    /// <param name="cancellationToken">The user's.</param>
    /// <returns>What a DICOM service did, or else what the port is as far as that word could tell.</returns>
    public static async Task<(DicomObservation? Dicom, PortObservation? Other)> ExamineAsync(
        TargetLine line, int port, CheckOptions options, SslClientAuthenticationOptions? tls, CancellationToken cancellationToken)
    {
        var probe = new DicomProbe(line, options, tls);
        PortObservation? other = null;
        try
        {
            other = await probe.ExamineAsync(port, cancellationToken);
        }
        catch (OperationCanceledException) when (probe._attempts.Count > 0)
        {
            // The user ended the run: what was learnt so far is handed out all the same.
        }

        return other is not null ? (null, other) : (new DicomObservation
        {
            Attempts = probe._attempts,
            EchoStatus = probe._echoStatus,
            Queries = probe._queries,
            Identities = probe._identities,
        }, null);
    }

    private async Task<PortObservation?> ExamineAsync(int port, CancellationToken cancellationToken)
    {
        var contexts = options.DiscoverOnly ? ProposedContexts.VerificationOnly : ProposedContexts.Survey;
        var (stranger, other) = await AttemptAsync(port, AttemptPurpose.Stranger, Request(options.Sentinels.CalledAETitle, Identity.AETitle, contexts), cancellationToken);
        if (stranger is null)
            return other;
        if (options.DiscoverOnly)
            return null;

        if (stranger.Outcome is AssociationOutcomeKind.Aborted or AssociationOutcomeKind.ProtocolError || stranger.Reject is { Source: RejectSource.ServiceProviderPresentation })
        {
            // Perhaps the list was too long for it.
            var small = Request(options.Sentinels.CalledAETitle, Identity.AETitle, ProposedContexts.VerificationOnly);
            stranger = (await AttemptAsync(port, AttemptPurpose.StrangerSmall, small, cancellationToken)).Attempt ?? stranger;
        }

        if (stranger.Reject is { } reject)
            await FillMatrixAsync(port, reject, cancellationToken);
        await AskWhatIsLeftAsync(port, cancellationToken);
        await OfferIdentitiesAsync(port, cancellationToken);
        return null;
    }

    private async Task FillMatrixAsync(int port, AssociateReject reject, CancellationToken cancellationToken)
    {
        if (IsAbout(reject, RejectReason.CalledAETitleNotRecognized))
        {
            var named = options.CalledAETitles.Select(t => (Title: t, Purpose: AttemptPurpose.KnownCalled));
            var guessed = options.TryDefaultCalled ? DefaultCalled.Take(MaxDefaultCalled).Select(t => (Title: t, Purpose: AttemptPurpose.DefaultCalled)) : [];
            foreach (var (title, purpose) in named.Concat(guessed))
            {
                var (attempt, _) = await AttemptAsync(port, purpose, Request(title, Identity.AETitle, ProposedContexts.Survey), cancellationToken);
                if (attempt is null || attempt.Accept is not null || attempt.Reject is not { } again || !IsAbout(again, RejectReason.CalledAETitleNotRecognized))
                    break;
            }
        }

        if (options.CallingAETitle is not { } calling || _attempts[^1].Accept is not null)
            return;
        if (IsAbout(reject, RejectReason.CallingAETitleNotRecognized))
            await AttemptAsync(port, AttemptPurpose.KnownCalling, Request(options.Sentinels.CalledAETitle, calling, ProposedContexts.VerificationOnly), cancellationToken);
        if (_attempts[^1].Accept is null && options.CalledAETitles is [var called, ..])
            await AttemptAsync(port, AttemptPurpose.Control, Request(called, calling, ProposedContexts.VerificationOnly), cancellationToken);
    }

    // An abort instead of an answer ends the association, and the models that were not yet asked get one each.
    private async Task AskWhatIsLeftAsync(int port, CancellationToken cancellationToken)
    {
        if (DicomObservation.AcceptedFromStranger(_attempts) is not { } accepted)
            return;
        foreach (var model in SentinelQuery.Models)
        {
            if (_queries.Exists(q => q.Model == model))
                continue;
            if (_queries.Exists(q => q.Outcome == QueryOutcome.ReturnedRecords))
            {
                _queries.Add(new QueryObservation(model, QueryOutcome.NotAsked));
                continue;
            }

            var contexts = ProposedContexts.For(Uids.Verification, SentinelQuery.SopClassOf(model));
            var request = Request(accepted.Request.CalledAETitle, accepted.Request.CallingAETitle, contexts);
            await using var association = (await OpenAsync(port, request, cancellationToken)).Outcome?.Association;
            if (association is null)
                _queries.Add(new QueryObservation(model, line.BudgetExhausted ? QueryOutcome.NotAsked : QueryOutcome.NoAnswer));
            else if (await AskAsync(association, model, cancellationToken))
                await ReleaseAsync(association, cancellationToken);
        }
    }

    // An answer to an identity means something only beside the answer to the same request without one.
    private async Task OfferIdentitiesAsync(int port, CancellationToken cancellationToken)
    {
        var accepted = DicomObservation.AcceptedFromStranger(_attempts);
        var refusedWithoutReason = _attempts[^1].Reject is { Result: RejectResult.Permanent } reject
            && (reject.Source == RejectSource.ServiceProviderAcse || IsAbout(reject, RejectReason.NoReasonGiven));
        if (accepted is null && !refusedWithoutReason)
            return;

        var like = (accepted ?? _attempts[^1]).Request;
        var anonymous = Request(like.CalledAETitle, like.CallingAETitle, ProposedContexts.VerificationOnly);
        foreach (var identity in ForgedIdentities.For(options.Sentinels, options.AllIdentities))
        {
            var outcome = await TryAsync(anonymous with { UserInformation = [.. anonymous.UserInformation, identity] });
            if (outcome is null && line.BudgetExhausted)
                return;
            _identities.Add(new IdentityObservation(identity.IdentityType, Meaning(outcome, accepted is not null), outcome?.Reject));
            if (outcome is null)
                return;
        }

        // A server that has meanwhile begun to reject everyone rejected no identity.
        if (_identities.Exists(i => i.Outcome == IdentityOutcome.Rejected) && (await TryAsync(anonymous))?.Accept is null)
        {
            for (var i = 0; i < _identities.Count; i++)
                _identities[i] = _identities[i] with { Outcome = IdentityOutcome.Unclear };
        }

        async Task<AssociationOutcome?> TryAsync(AssociateRequest request)
        {
            var (outcome, _) = await OpenAsync(port, request, cancellationToken);
            await using var association = outcome?.Association;
            if (association is not null)
                await ReleaseAsync(association, cancellationToken);
            return outcome;
        }

        static IdentityOutcome Meaning(AssociationOutcome? outcome, bool anonymousIsAccepted) => outcome switch
        {
            { Accept.UserIdentityResponse: not null } => IdentityOutcome.Acknowledged,
            { Accept: not null } => anonymousIsAccepted ? IdentityOutcome.Ignored : IdentityOutcome.Required,
            { Reject: { Result: RejectResult.Permanent, Source: RejectSource.ServiceUser or RejectSource.ServiceProviderAcse } } when anonymousIsAccepted => IdentityOutcome.Rejected,
            _ => IdentityOutcome.Unclear,
        };
    }

    private async Task<(AssociationAttempt? Attempt, PortObservation? Other)> AttemptAsync(
        int port, AttemptPurpose purpose, AssociateRequest request, CancellationToken cancellationToken)
    {
        var (outcome, other) = await OpenAsync(port, request, cancellationToken);
        if (outcome is null)
            return (null, other);
        var attempt = new AssociationAttempt
        {
            Purpose = purpose,
            Request = request,
            Outcome = outcome.Kind,
            Accept = outcome.Accept,
            Reject = outcome.Reject,
            Abort = outcome.Abort,
            Anomalies = outcome.Anomalies,
        };
        _attempts.Add(attempt);
        await using var association = outcome.Association;
        if (association is not null)
        {
            var usable = options.DiscoverOnly || purpose is AttemptPurpose.KnownCalling or AttemptPurpose.Control || await AskAllAsync(association, cancellationToken);
            _attempts[^1] = attempt with { Released = usable ? await ReleaseAsync(association, cancellationToken) : null };
        }

        return (_attempts[^1], null);
    }

    private async Task<bool> AskAllAsync(Association association, CancellationToken cancellationToken)
    {
        if (!await EchoAsync(association, cancellationToken))
            return false;
        foreach (var model in SentinelQuery.Models)
        {
            if (!await AskAsync(association, model, cancellationToken))
                return false;
        }

        return true;
    }

    private async Task<bool> EchoAsync(Association association, CancellationToken cancellationToken)
    {
        if (AcceptedContext(association, Uids.Verification) is not { } context)
            return true;
        var request = new CEchoRequest { MessageId = 1, AffectedSopClassUid = Uids.Verification };
        if (await association.SendAsync(new DimseMessage(context.Id, request), cancellationToken) != SendOutcome.Sent)
            return false;
        var answer = await ReceiveAsync(association, cancellationToken);
        _echoStatus = answer.Message is { Command: CEchoResponse echo } && Answers(answer, context, request) ? echo.Status.Code : null;
        return _echoStatus is not null;
    }

    // Returns whether the association can still be used.
    private async Task<bool> AskAsync(Association association, QueryModel model, CancellationToken cancellationToken)
    {
        var sopClass = SentinelQuery.SopClassOf(model);
        if (AcceptedContext(association, sopClass) is not { } context)
        {
            if (association.Request.PresentationContexts.Any(c => c.AbstractSyntax == sopClass))
                _queries.Add(new QueryObservation(model, QueryOutcome.ContextRefused));
            return true;
        }

        // An identifier in an encoding that was never agreed on is no question.
        if (!association.Request.PresentationContexts.Any(c => c.Id == context.Id && c.TransferSyntaxes.Contains(context.TransferSyntax)))
        {
            _queries.Add(new QueryObservation(model, QueryOutcome.NotAsked));
            return true;
        }

        var request = new CFindRequest { MessageId = (ushort)(model + 2), AffectedSopClassUid = sopClass };
        var identifier = SentinelQuery.Identifier(model, options.Sentinels, context.TransferSyntax);
        if (await association.SendAsync(new DimseMessage(context.Id, request, identifier), cancellationToken) != SendOutcome.Sent)
        {
            _queries.Add(new QueryObservation(model, QueryOutcome.NoAnswer));
            return false;
        }

        // Only the command is read: a data set behind it would be a patient's, and is never looked at.
        var answer = await ReceiveAsync(association, cancellationToken);
        var status = (answer.Message?.Command as CFindResponse)?.Status;
        // A record is a record, whatever it answers; any other response counts only if it answers what was asked.
        if (status?.Category != DimseStatusCategory.Pending && !Answers(answer, context, request))
            status = null;
        var outcome = (answer.Kind, status?.Category) switch
        {
            (AssociationEventKind.Message, DimseStatusCategory.Success) => QueryOutcome.Searched,
            (AssociationEventKind.Message, DimseStatusCategory.Pending) => QueryOutcome.ReturnedRecords,
            (AssociationEventKind.Message, _) when status == DimseStatus.NotAuthorized => QueryOutcome.NotAuthorised,
            (AssociationEventKind.Message, not null) => QueryOutcome.OtherStatus,
            // PS3.8 Table 9-26: the service-user refuses; the service-provider aborts for a fault, its own or what it takes for ours.
            (AssociationEventKind.Aborted, _) => answer.Abort?.Source == AbortSource.ServiceProvider ? QueryOutcome.Faulted : QueryOutcome.Aborted,
            _ => QueryOutcome.NoAnswer,
        };
        _queries.Add(new QueryObservation(model, outcome, status?.Code));
        if (outcome == QueryOutcome.ReturnedRecords)
            await association.AbortAsync(cancellationToken);
        return outcome is QueryOutcome.Searched or QueryOutcome.NotAuthorised or QueryOutcome.OtherStatus;
    }

    private async Task<(AssociationOutcome? Outcome, PortObservation? Other)> OpenAsync(int port, AssociateRequest request, CancellationToken cancellationToken)
    {
        if (await line.ConnectAsync(port, cancellationToken) is not { } dial)
            return (null, PortProbe.NotExamined(port));
        if (dial.Stream is not { } connection)
            return (null, PortProbe.NotOpen(port, dial.Outcome));
        if (await EncryptAsync(connection, cancellationToken) is not { } stream)
            return (null, new PortObservation { Port = port, Service = ServiceKind.ClosedUnheard });
        var outcome = await Association.RequestAsync(stream, request, _options, cancellationToken);
        if (outcome.Association is null)
            await stream.DisposeAsync();
        return outcome.Kind switch
        {
            // The beginning of a PDU that never ended: DICOM, and no more is known.
            AssociationOutcomeKind.Closed or AssociationOutcomeKind.Reset or AssociationOutcomeKind.TimedOut when outcome.FirstBytes.Span is [0x02 or 0x03 or 0x07, 0x00, ..] => (outcome, null),
            AssociationOutcomeKind.Closed or AssociationOutcomeKind.Reset or AssociationOutcomeKind.TimedOut when !outcome.FirstBytes.IsEmpty =>
                (null, new PortObservation { Port = port, Service = ServiceKind.Other, FirstBytes = outcome.FirstBytes }),
            AssociationOutcomeKind.Closed or AssociationOutcomeKind.Reset =>
                (null, new PortObservation { Port = port, Service = ServiceKind.ClosedUnheard, WasReset = outcome.Kind == AssociationOutcomeKind.Reset }),
            AssociationOutcomeKind.TimedOut => (null, new PortObservation { Port = port, Service = ServiceKind.Silent }),
            AssociationOutcomeKind.NotDicom => (null, new PortObservation { Port = port, Service = ServiceKind.Other, FirstBytes = outcome.FirstBytes }),
            _ => (outcome, null),
        };
    }

    private async Task<Stream?> EncryptAsync(Stream connection, CancellationToken cancellationToken)
    {
        if (tls is null)
            return connection;
        using var deadline = new CancellationTokenSource(line.Timeout, line.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var stream = new SslStream(connection, leaveInnerStreamOpen: false);
        var done = false;
        try
        {
            await stream.AuthenticateAsClientAsync(tls, either.Token);
            done = true;
        }
        catch (Exception e) when (e is AuthenticationException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // It was spoken a moment ago: a server that has had enough of connections. There is no association to speak of.
        }
        finally
        {
            if (!done)
                await stream.DisposeAsync();
        }

        return done ? stream : null;
    }

    // One deadline for the whole answer: a peer that keeps sending whole PDUs in time could make it last for ever.
    private async Task<AssociationEvent> ReceiveAsync(Association association, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(line.Timeout, line.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await association.ReceiveCommandAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new AssociationEvent { Kind = AssociationEventKind.TimedOut };
        }
    }

    private async Task<bool> ReleaseAsync(Association association, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(line.Timeout, line.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await association.ReleaseAsync(either.Token) is ReleaseOutcome.Released or ReleaseOutcome.ReleasedAfterCollision;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static bool Answers(AssociationEvent answer, PresentationContextResult context, DimseRequest request) =>
        answer.Message is { Command: DimseResponse response } message && message.ContextId == context.Id && response.MessageIdBeingRespondedTo == request.MessageId;

    private static PresentationContextResult? AcceptedContext(Association association, string abstractSyntax)
    {
        var proposed = association.Request.PresentationContexts.FirstOrDefault(c => c.AbstractSyntax == abstractSyntax);
        return proposed is null ? null : association.Accept?.PresentationContexts.FirstOrDefault(c => c.Id == proposed.Id && c.IsAccepted);
    }

    private static bool IsAbout(AssociateReject reject, RejectReason reason) => reject.Source == RejectSource.ServiceUser && reject.Reason == reason;

    private static AssociateRequest Request(string called, string calling, IReadOnlyList<PresentationContextRequest> contexts) => new()
    {
        CalledAETitle = called,
        CallingAETitle = calling,
        PresentationContexts = contexts,
    };
}
