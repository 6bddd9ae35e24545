namespace Leadglass.Fuzzing.Sessions;

/// <summary>A conversation that was broken, and how.</summary>
/// <param name="Program">The conversation.</param>
/// <param name="What">What was done, without values of text: <c>C-FIND-RQ: (0000,0110) has 0 bytes</c>.</param>
internal sealed record BrokenSession(SessionProgram Program, string What);
