namespace Leadglass.TestKit;

/// <summary>The program under test did not do what the script expected of it.</summary>
public sealed class ScriptFailedException : Exception
{
    /// <summary>Says which expectation failed.</summary>
    /// <param name="message">The step, and what came instead.</param>
    /// <param name="innerException">The failure underneath, if there is one.</param>
    public ScriptFailedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
