using Leadglass.Fuzzing.Execution;

namespace Leadglass.Fuzzing.Tests.Campaign;

/// <summary>A target of 256 parts: each byte of an input runs the part of its value. A zero ends it badly.</summary>
internal sealed class CountingReader : ICoverageExecutor
{
    private readonly byte[] _counters = new byte[256];

    public ExecutionLimits Limits => new();

    public int Blocks => _counters.Length;

    public ReadOnlySpan<byte> Counters => _counters;

    public int Restarts => 0;

    public Task<RunResult> RunAsync(ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        Array.Clear(_counters);
        foreach (var part in input.Span)
            _counters[part]++;
        return Task.FromResult(input.Span.Contains((byte)0) ? new RunResult(RunEnding.Signalled, 11, 0, "") : new RunResult(RunEnding.Exited, 0, 0, ""));
    }

    public void Dispose()
    {
    }
}
