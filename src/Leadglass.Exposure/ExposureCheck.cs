using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Targets;

namespace Leadglass.Exposure;

/// <summary>Checks many targets at a time, one connection at a time each, and hands out each system as soon as it is known.</summary>
/// <param name="dialer">Opens connections.</param>
/// <param name="time">Clock of every deadline and pause.</param>
/// <param name="options">What to ask.</param>
public sealed class ExposureCheck(IDialer dialer, TimeProvider time, CheckOptions options)
{
    /// <summary>Runs the check.</summary>
    /// <param name="targets">What to check; enumerated lazily. The scope was asked before.</param>
    /// <param name="progress">Told after each address.</param>
    /// <param name="cancellationToken">Ends the run early: systems that are in hand are still handed out, marked as interrupted.</param>
    /// <returns>One observation an address, in the order in which they are done.</returns>
    public async IAsyncEnumerable<SystemObservation> RunAsync(
        IEnumerable<CheckTarget> targets, IProgress<CheckProgress>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var done = Channel.CreateUnbounded<SystemObservation>(new UnboundedChannelOptions { SingleReader = true });
        var probing = ProbeAllAsync(targets, done.Writer, cancellationToken);
        var (addresses, systems) = (0, 0);
        await foreach (var system in done.Reader.ReadAllAsync(CancellationToken.None))
        {
            addresses++;
            systems += system.Ports.Count(p => p.IsMedical);
            progress?.Report(new CheckProgress(addresses, systems));
            yield return system;
        }

        await probing;
    }

    private async Task ProbeAllAsync(IEnumerable<CheckTarget> targets, ChannelWriter<SystemObservation> done, CancellationToken cancellationToken)
    {
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Pace.Targets };
            await Parallel.ForEachAsync(targets.TakeWhile(_ => !cancellationToken.IsCancellationRequested), parallel, async (target, _) =>
                await done.WriteAsync(await SystemProbe.ExamineAsync(target, dialer, time, options, cancellationToken), CancellationToken.None));
            done.Complete();
        }
        catch (Exception e)
        {
            // The reader must not wait for ever for what cannot come; it meets the exception instead.
            done.Complete(e);
            throw;
        }
    }
}
