using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Sessions;

namespace Leadglass.Fuzzing.Tests.Campaign;

/// <summary>Stands in for a server that answers each length of a conversation differently, and crashes on one that is longer than one case can make it.</summary>
internal sealed class LongWinded : IExecutor
{
    private const int Most = 100;

    public Task<RunResult> RunAsync(ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var steps = SessionProgram.TryRead(input.Span, out var program, out var error) ? program.Steps.Count : throw new InvalidOperationException(error);
        return Task.FromResult(steps > Most ? new RunResult(RunEnding.Signalled, 11, 0, "") : new RunResult(RunEnding.Exited, 0, 0, "") { Answer = $"{steps}" });
    }

    public void Dispose()
    {
    }
}
