using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Mutation;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Oracles;

/// <summary>Sees files that appear outside the folders of the program: the paths of values lead there, and nothing else does.</summary>
/// <param name="seeds">The runs on seeds: where files appear with these too, the program was told to write there.</param>
internal sealed class FileOracle(SeedRuns seeds) : IOracle
{
    /// <inheritdoc/>
    public bool LooksAtFailures => true;

    /// <inheritdoc/>
    public async Task<Failure?> LookAsync(ReadOnlyMemory<byte> input, RunResult run, CancellationToken cancellation)
    {
        if (run.Strays.Count == 0)
            return null;
        var usual = (await seeds.LearnAsync(cancellation)).SelectMany(static seen => seen.Strays).Select(Path.GetDirectoryName).ToHashSet();
        var strays = run.Strays.Where(stray => !usual.Contains(Path.GetDirectoryName(stray))).ToList();
        // Names are the sender's: only how it got there tells one cause from another.
        return strays.Count == 0 ? null : new Failure(
            FailureKind.StrayFile, strays.Contains(Canaries.PathName) ? "a file where an absolute path in a value leads" : "a file where a path upwards in a value leads", Cwe.ExternalFileName);
    }
}
