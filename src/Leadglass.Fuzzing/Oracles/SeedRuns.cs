using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Fuzzing.Oracles;

/// <summary>How a program does on the seeds, learned when somebody first asks: what is usual for it is no failure.</summary>
/// <param name="seeds">The seeds.</param>
/// <param name="run">Runs the program on one of them.</param>
internal sealed class SeedRuns(IReadOnlyList<Seed> seeds, Func<ReadOnlyMemory<byte>, CancellationToken, Task<RunResult>> run) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private IReadOnlyList<RunResult>? _runs;

    /// <summary>What was seen, a run a seed.</summary>
    public async Task<IReadOnlyList<RunResult>> LearnAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_runs is null)
            {
                var runs = new List<RunResult>();
                foreach (var seed in seeds)
                    runs.Add(await run(seed.Bytes, cancellation));
                _runs = runs;
            }
            return _runs;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
