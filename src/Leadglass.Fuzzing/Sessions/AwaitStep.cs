namespace Leadglass.Fuzzing.Sessions;

/// <summary>Waits for the answer to what was sent: a PDU other than P-DATA-TF, or a whole message that is not pending.</summary>
internal sealed record AwaitStep : SessionStep;
