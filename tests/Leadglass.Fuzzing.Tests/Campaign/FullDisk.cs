using Leadglass.Fuzzing.Execution;

namespace Leadglass.Fuzzing.Tests.Campaign;

/// <summary>An executor that can write some files, and then no more.</summary>
internal sealed class FullDisk(int room) : IExecutor
{
    private int _runs;

    public async Task<RunResult> RunAsync(ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await Task.Yield();
        return Interlocked.Increment(ref _runs) > room ? throw new IOException("No space left on device") : new RunResult(RunEnding.Exited, 0, 0, "");
    }

    public void Dispose()
    {
    }
}
