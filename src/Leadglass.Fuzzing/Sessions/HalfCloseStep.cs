namespace Leadglass.Fuzzing.Sessions;

/// <summary>Closes the connection for sending; what the peer says is still read.</summary>
internal sealed record HalfCloseStep : SessionStep;
