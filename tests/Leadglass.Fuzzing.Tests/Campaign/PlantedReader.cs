using Leadglass.Fuzzing.Execution;

namespace Leadglass.Fuzzing.Tests.Campaign;

/// <summary>
/// A reader with one planted bug of each kind, each behind a structure that no seed has. It stands in for a process, so that thousands of cases
/// cost nothing and no clock decides what is found; that real processes end as it says is asserted by <see cref="Execution.CommandExecutorTests"/>.
/// </summary>
internal sealed class PlantedReader : IExecutor
{
    // Elements in explicit VR little endian (PS3.5 §7.1.2): group, element, VR, length of 16 bits, value.
    private static readonly (byte[] Pattern, RunResult Result)[] Bugs =
    [
        // Rows (0028,0010) is 65535: an assertion.
        (Convert.FromHexString("2800100055530200FFFF"), new(RunEnding.Signalled, 6, 0, "planted: /src/image.c:162: rows: Assertion `rows < 65535' failed.")),
        // An RLE header that counts no segments (PS3.5 Annex G.5): a signal without a word.
        (Convert.FromHexString("FEFF00E04200000000000000"), new(RunEnding.Signalled, 11, 0, "")),
        // A path upwards in any value: no end.
        ("../../"u8.ToArray(), new(RunEnding.TimedOut, 0, 0, "")),
        // Bits Allocated (0028,0100) is 0: memory without measure.
        (Convert.FromHexString("28000001555302000000"), new(RunEnding.OverMemory, 0, 1L << 40, "")),
        // Rows is 0: an exit code that nobody declared.
        (Convert.FromHexString("28001000555302000000"), new(RunEnding.Exited, 77, 0, "")),
    ];

    public int Runs { get; private set; }

    public Task<RunResult> RunAsync(ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        Runs++;
        cancellation.ThrowIfCancellationRequested();
        foreach (var (pattern, result) in Bugs)
        {
            if (input.Span.IndexOf(pattern) >= 0)
                return Task.FromResult(result);
        }
        return Task.FromResult(new RunResult(RunEnding.Exited, 0, 0, ""));
    }

    public void Dispose()
    {
    }
}
