namespace Leadglass.Tls.Client;

/// <summary>What one TLS client did when it was answered in turns: facts, and never a verdict.</summary>
public sealed record ClientObservation
{
    /// <summary>One for each step, in order; those that no connection came for are <see cref="StepOutcome.NotTested"/>.</summary>
    public required IReadOnlyList<StepObservation> Steps { get; init; }

    /// <summary>The address of the first connection that spoke TLS or DICOM, or else of the first at all; <see langword="null"/> where none came.</summary>
    public string? Address { get; init; }

    /// <summary>Whether somebody listened beside the port for TLS.</summary>
    public bool ListenedInClear { get; init; }

    /// <summary>Conversations that were not encrypted, in order.</summary>
    public IReadOnlyList<ClearTextObservation> ClearText { get; init; } = [];

    /// <summary>Connections that ended before a hello, or said something else.</summary>
    public int Strays { get; init; }

    /// <summary>The first hello; <see langword="null"/> where none came.</summary>
    public RecordedHello? FirstHello => Steps.Select(static step => step.Hello).FirstOrDefault(static hello => hello is not null);

    /// <summary>What was seen of one step.</summary>
    /// <param name="step">The step.</param>
    public StepObservation this[ClientStep step] => Steps.First(seen => seen.Step == step);
}
