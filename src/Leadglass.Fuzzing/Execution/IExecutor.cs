namespace Leadglass.Fuzzing.Execution;

/// <summary>Runs what is under test on one file and reports what happened. May be used by several at once.</summary>
public interface IExecutor : IDisposable
{
    /// <summary>Runs it on a file.</summary>
    /// <param name="input">The file.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="IOException">The file cannot be written: the disk may be full.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    Task<RunResult> RunAsync(ReadOnlyMemory<byte> input, CancellationToken cancellation);
}
