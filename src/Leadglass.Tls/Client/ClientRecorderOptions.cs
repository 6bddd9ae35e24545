using Leadglass.Tls.Authority;

namespace Leadglass.Tls.Client;

/// <summary>How a client is recorded.</summary>
public sealed record ClientRecorderOptions
{
    /// <summary>The authority that the client has been told to trust, with its keys.</summary>
    public required LabAuthority Authority { get; init; }

    /// <summary>DNS names and IP addresses under which the client knows the recorder: those of the good certificate.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Speaks with the client inside TLS, or in clear text, and says what it said; ends when the conversation does, and does not throw for what the client does.</summary>
    public required Func<Stream, CancellationToken, Task<ConversationObservation>> Converse { get; init; }

    /// <summary>How long to wait for each word of a client that has connected; default 5 s. A client that waits longer than this after a broken hello has taken it.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Where time comes from.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
