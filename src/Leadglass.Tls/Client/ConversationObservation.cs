namespace Leadglass.Tls.Client;

/// <summary>What a client said on a connection, inside TLS or in the clear; whoever understands the protocol writes it.</summary>
public sealed record ConversationObservation
{
    /// <summary>Whether a byte came.</summary>
    public required bool Spoke { get; init; }

    /// <summary>Whether what it asked for was done: a C-ECHO was answered.</summary>
    public bool Verified { get; init; }

    /// <summary>Facts under stable keys, such as <c>callingAE</c>. Never patient data. Untrusted.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Facts { get; init; } = [];
}
