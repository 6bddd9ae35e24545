namespace Leadglass.Fuzzing.Sessions;

/// <summary>Throws the connection away, so that the peer sees a reset.</summary>
internal sealed record ResetStep : SessionStep;
