namespace Leadglass.TestKit;

/// <summary>A program could not be found, did not become ready, or ended before it was.</summary>
public sealed class ProgramFailedException : Exception
{
    /// <summary>Says what happened.</summary>
    /// <param name="message">The program, what was expected of it, and what it wrote.</param>
    public ProgramFailedException(string message)
        : base(message)
    {
    }
}
