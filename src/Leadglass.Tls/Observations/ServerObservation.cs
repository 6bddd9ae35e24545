using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Observations;

/// <summary>What one TLS server did when it was asked: facts, and never a verdict.</summary>
public sealed record ServerObservation
{
    /// <summary>Whether anything that came back was TLS or SSL.</summary>
    public required Answer SpeaksTls { get; init; }

    /// <summary>One for each of the six versions, oldest first.</summary>
    public required IReadOnlyList<VersionObservation> Versions { get; init; }

    /// <summary>Groups of TLS 1.2, or of the highest version below it that is offered.</summary>
    public GroupsObservation Groups { get; init; } = new();

    /// <summary>Groups of TLS 1.3.</summary>
    public GroupsObservation Tls13Groups { get; init; } = new();

    /// <summary>The finite fields that the server sent, each once, smallest first.</summary>
    public IReadOnlyList<DiffieHellmanField> Fields { get; init; } = [];

    /// <summary>Signature schemes over the key exchange of TLS 1.2.</summary>
    public SignaturesObservation Signatures { get; init; } = new();

    /// <summary>Signature schemes of TLS 1.3, as far as the server commits itself before it encrypts.</summary>
    public SignaturesObservation Tls13Signatures { get; init; } = new();

    /// <summary>The different chains of certificates that were seen.</summary>
    public IReadOnlyList<CertificateObservation> Certificates { get; init; } = [];

    /// <summary>The request for a client certificate in the clear of TLS 1.2; <see langword="null"/> where none was seen.</summary>
    public CertificateRequestObservation? CertificateRequest { get; init; }

    /// <summary>Whether the server asks for a client certificate, in any version.</summary>
    public Answer RequestsClientCertificate { get; init; }

    /// <summary>
    /// Whether the server insists on a client certificate. Yes: a client without one was refused where one was requested.
    /// No: a client without one was answered inside TLS, or was not asked.
    /// </summary>
    public Answer RequiresClientCertificate { get; init; }

    /// <summary>Full handshakes with and without client certificates; the one without comes first. Empty where none was possible.</summary>
    public IReadOnlyList<ClientAttempt> ClientAttempts { get; init; } = [];

    /// <summary>What the first full handshake came to; <see langword="null"/> where none ended well.</summary>
    public HandshakeObservation? Handshake { get; init; }

    /// <summary>Extensions and signals.</summary>
    public FeaturesObservation Features { get; init; } = new();

    /// <summary>What it did with the opening messages of known attacks; <see langword="null"/> where they were not sent.</summary>
    public AttackObservation? Attacks { get; init; }

    /// <summary>Suites that the server chose although they were not offered, by code.</summary>
    public IReadOnlyList<CipherSuite> UnofferedChoices { get; init; } = [];

    /// <summary>Where the server's bytes differ from the standard, at most one hundred.</summary>
    public IReadOnlyList<TlsAnomaly> Anomalies { get; init; } = [];

    /// <summary>Connections that were opened.</summary>
    public int Connections { get; init; }

    /// <summary>The connections came to an end before the questions did: what was not asked is not known.</summary>
    public bool CutShort { get; init; }

    /// <summary>What was seen of one version.</summary>
    /// <param name="version">One of the six.</param>
    public VersionObservation this[TlsVersion version] => Versions.First(observed => observed.Version == version);

    /// <summary>Whether any version offers a suite.</summary>
    /// <param name="code">Its code on the wire.</param>
    public Answer Offers(int code)
    {
        var answers = Versions.Select(version => version.Offers(code)).ToList();
        return answers.Contains(Answer.Yes) ? Answer.Yes : answers.Contains(Answer.NotKnown) ? Answer.NotKnown : Answer.No;
    }
}
