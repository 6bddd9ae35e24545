namespace Leadglass.Fuzzing.Sessions;

/// <summary>Closes the connection and opens another one: what a conversation leaves behind in the peer may show in the next.</summary>
internal sealed record ConnectStep : SessionStep;
