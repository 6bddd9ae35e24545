namespace Leadglass.Fuzzing.Sessions;

/// <summary>Does nothing for a while, with the connection open.</summary>
/// <param name="Milliseconds">How long; at most <see cref="Longest"/>.</param>
internal sealed record StallStep(int Milliseconds) : SessionStep
{
    /// <summary>The longest pause, in milliseconds: what is to be seen is whether the peer goes on, not how patient it is.</summary>
    public const int Longest = 250;
}
