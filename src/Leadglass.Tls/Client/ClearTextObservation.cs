namespace Leadglass.Tls.Client;

/// <summary>A conversation that was not encrypted.</summary>
/// <param name="StepsBefore">How many steps had been played when it came.</param>
/// <param name="OnTlsPort">It came to the port for TLS; otherwise to the clear port beside it.</param>
/// <param name="Conversation">What was said.</param>
public sealed record ClearTextObservation(int StepsBefore, bool OnTlsPort, ConversationObservation Conversation);
