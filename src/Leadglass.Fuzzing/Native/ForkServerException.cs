namespace Leadglass.Fuzzing.Native;

/// <summary>A fork server that cannot be worked with: what it said is no greeting, or is a complaint.</summary>
/// <param name="message">What is wrong, for the person who built the program.</param>
public sealed class ForkServerException(string message) : IOException(message);
