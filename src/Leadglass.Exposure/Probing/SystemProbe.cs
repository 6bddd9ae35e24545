using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Targets;

namespace Leadglass.Exposure.Probing;

/// <summary>Examines one address, port after port.</summary>
internal static class SystemProbe
{
    public static async Task<SystemObservation> ExamineAsync(
        CheckTarget target, IDialer dialer, TimeProvider time, CheckOptions options, CancellationToken cancellationToken)
    {
        using var line = new TargetLine(target.Address, dialer, options.Pace, time);
        var probe = new PortProbe(line, target.Name, options);
        var ports = new List<PortObservation>(target.Ports.Count);
        var interrupted = false;
        try
        {
            foreach (var port in target.Ports)
                ports.Add(await probe.ExamineAsync(port, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            interrupted = true;
        }

        return new SystemObservation
        {
            Address = target.Address,
            Name = target.Name,
            Expected = target.Expected,
            Ports = ports,
            Connections = line.Connections,
            BudgetExhausted = line.BudgetExhausted,
            Interrupted = interrupted,
        };
    }
}
