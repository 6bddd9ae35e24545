using Leadglass.Tls.Messages;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Probing;

/// <summary>One run of questions to one server. The order is that of their worth: a budget that ends early ends with the least telling.</summary>
internal sealed partial class ServerExamination(ProbeLine line, ServerProbeOptions options)
{
    private readonly SeenHellos _seen = new();
    private readonly Dictionary<TlsVersion, SuiteSurvey> _surveys = TlsVersions.All.ToDictionary(static version => version, static version => new SuiteSurvey(version));
    private readonly List<ClientAttempt> _attempts = [];

    public async Task<ServerObservation> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await AskEverythingAsync(cancellationToken);
            return Observe(isCancelled: false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Observe(isCancelled: true);
        }
    }

    private async Task AskEverythingAsync(CancellationToken cancellationToken)
    {
        // TLS 1.2 first: it is nearly always there, and tells whether the server takes a long list of suites.
        foreach (var version in (TlsVersion[])[TlsVersion.Tls12, TlsVersion.Tls13, TlsVersion.Tls11, TlsVersion.Tls10, TlsVersion.Ssl3, TlsVersion.Ssl2])
            await BeginAsync(version, cancellationToken);

        if (!line.HasSeenTls)
            return;
        await AttemptHandshakesAsync(cancellationToken);
        await ExamineChoicesAsync(cancellationToken);
        foreach (var version in (TlsVersion[])[TlsVersion.Tls12, TlsVersion.Tls13, TlsVersion.Tls11, TlsVersion.Tls10, TlsVersion.Ssl3])
            await CompleteAsync(version, cancellationToken);
        await ExamineGroupsAsync(cancellationToken);
        await ExamineFeaturesAsync(cancellationToken);
        if (options.Intrusive)
            await ExamineAttacksAsync(cancellationToken);
        await ExamineSignaturesAsync(cancellationToken);
        await ReadTicketAsync(cancellationToken);
    }

    private ServerObservation Observe(bool isCancelled)
    {
        var requests = RequestsCertificate(_attempts);
        return new ServerObservation
        {
            SpeaksTls = line.HasSeenTls ? Answer.Yes : line.Connections > 0 && !isCancelled ? Answer.No : Answer.NotKnown,
            Versions = [.. TlsVersions.All.Select(version => _surveys[version].Observe())],
            Groups = _groups,
            Tls13Groups = _tls13Groups,
            Fields = _seen.Fields,
            Signatures = _signatures,
            Tls13Signatures = _tls13Signatures,
            Certificates = _seen.Certificates,
            CertificateRequest = _seen.Request,
            RequestsClientCertificate = requests,
            RequiresClientCertificate = RequiresCertificate(_attempts, requests),
            ClientAttempts = _attempts,
            Handshake = _handshake,
            Features = _seen.Complete(_features),
            Attacks = _attacks,
            UnofferedChoices = _seen.UnofferedChoices,
            Anomalies = line.Anomalies,
            Connections = line.Connections,
            CutShort = line.IsOver || isCancelled,
        };
    }

    /// <summary>Asks, and remembers what the answer shows besides the answer.</summary>
    private async Task<Flight?> AskAsync(Offer offer, CancellationToken cancellationToken)
    {
        var flight = await line.AskAsync(offer, cancellationToken);
        if (flight is not null)
            _seen.Add(offer, flight);
        return flight;
    }

    private bool Offers(TlsVersion version) => _surveys[version].IsOffered;

    /// <summary>The highest version below TLS 1.3 that is offered: what is in the clear is seen in this one.</summary>
    private TlsVersion? Clear => HighestBelow(TlsVersion.Tls13, TlsVersion.Tls10);

    private TlsVersion? HighestBelow(TlsVersion limit, TlsVersion least) =>
        TlsVersions.All.Where(version => version >= least && version < limit && Offers(version)).Max(static version => (TlsVersion?)version);

    private Offer OfferOf(TlsVersion version, IReadOnlyList<int> suites) => new()
    {
        Version = version,
        Suites = suites,
        ServerName = version >= TlsVersion.Tls10 ? options.ServerName : null,
        Shares = _surveys[version].NeedsShares ? PublicKeys.All : [],
    };
}
