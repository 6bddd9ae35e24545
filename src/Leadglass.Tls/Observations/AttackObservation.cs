namespace Leadglass.Tls.Observations;

/// <summary>What a server did with the opening messages of three known attacks. They are sent only where the caller allows it.</summary>
public sealed record AttackObservation
{
    /// <summary>It answered a heartbeat that claims one byte more than it brings (CVE-2014-0160, RFC 6520 §4); not known where it did not negotiate heartbeats.</summary>
    public Answer AnswersOverlongHeartbeat { get; init; }

    /// <summary>How many bytes that answer had; nothing else of it was kept. Zero without an answer.</summary>
    public int HeartbeatAnswerBytes { get; init; }

    /// <summary>It switched to keys that were never agreed on when a ChangeCipherSpec came before the key exchange (CVE-2014-0224).</summary>
    public Answer TakesEarlyChangeCipherSpec { get; init; }

    /// <summary>What it did after each ChangeCipherSpec, in words: an alert, <c>closed</c>, <c>silence</c>.</summary>
    public IReadOnlyList<string> ChangeCipherSpecReactions { get; init; } = [];

    /// <summary>Whether its answers tell how an RSA ciphertext is padded (CVE-2017-13099 and its family).</summary>
    public PaddingOracle PaddingOracle { get; init; }

    /// <summary>What it did with each of the ciphertexts, in words, those with the same answer together.</summary>
    public IReadOnlyList<string> PaddingReactions { get; init; } = [];
}
