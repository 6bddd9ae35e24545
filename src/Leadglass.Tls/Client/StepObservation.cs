using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Client;

/// <summary>What was seen in one step: facts, and never a verdict.</summary>
/// <param name="Step">The step.</param>
/// <param name="Outcome">What the client did.</param>
public sealed record StepObservation(ClientStep Step, StepOutcome Outcome)
{
    /// <summary>The client's hello; <see langword="null"/> where no connection came.</summary>
    public RecordedHello? Hello { get; init; }

    /// <summary>The alert by which the client refused; <see langword="null"/> where none could be read.</summary>
    public AlertDescription? Alert { get; init; }

    /// <summary>What was agreed on; <see langword="null"/> where no handshake ended.</summary>
    public HandshakeObservation? Handshake { get; init; }

    /// <summary>The client's certificates in DER, its own first; empty where it showed none, or was not asked. Untrusted.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> ClientChain { get; init; } = [];

    /// <summary>What was said inside; <see langword="null"/> where no handshake ended.</summary>
    public ConversationObservation? Inside { get; init; }

    /// <summary>The client accepted the server as far as could be seen.</summary>
    public bool IsAccepted => Outcome is StepOutcome.WentOn or StepOutcome.HandshakeOnly or StepOutcome.Spoke;
}
