using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Campaign;

/// <summary>Runs the reproducers of a campaign again: on the same build to see which ones are reliable, on a new one to see which are gone.</summary>
public static class Retest
{
    /// <summary>Runs every reproducer.</summary>
    /// <param name="state">The campaign.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="executor">Runs the program.</param>
    /// <param name="times">How often each.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The campaign, with what happened now: a reproducer that fails in another way than it did became a defect of that kind.</returns>
    /// <exception cref="IOException">A reproducer cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static async Task<CampaignResult> RunAsync(CampaignState state, CampaignFolder folder, IExecutor executor, int times, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(executor);
        var defects = new List<Defect>();
        foreach (var defect in state.Defects)
        {
            var bytes = await File.ReadAllBytesAsync(folder.ReproducerOf(defect), cancellation);
            var failures = new List<Failure>();
            for (var i = 0; i < times; i++)
            {
                var run = await executor.RunAsync(bytes, cancellation);
                if (Baseline.DidNotRun(run))
                    return new CampaignResult(state, $"it cannot be started: {run.Errors.Split('\n', 2)[0]}", Retested: true);
                if (FailureReader.Read(run, state.DeclaredExits) is { } failure)
                    failures.Add(failure);
            }
            // A line number moves with every build: another failure of the same file is the same defect to whoever repairs it.
            var now = failures.Exists(failure => failure.Id == defect.Id) ? null : failures.FirstOrDefault();
            defects.Add(defect with { Repeated = times, Reproduced = failures.Count, Kind = now?.Kind ?? defect.Kind, Site = now?.Site ?? defect.Site, Cwe = now?.Cwe ?? defect.Cwe });
        }
        return new CampaignResult(state with { Defects = defects, Interruption = null }, Retested: true);
    }
}
