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
        foreach (var port in target.Ports)
        {
            if (await ExaminePortAsync(probe, port, cancellationToken) is { } seen)
                ports.Add(seen);
            if (cancellationToken.IsCancellationRequested)
                break;
        }

        // After every port has had its first word: the most connections go to what is asked last.
        var tls = new TlsExaminer(line, target.Name, options);
        for (var i = 0; i < ports.Count && !cancellationToken.IsCancellationRequested; i++)
        {
            if (tls.IsFor(ports[i]))
                ports[i] = await ExamineTlsAsync(tls, ports[i], cancellationToken);
        }

        return new SystemObservation
        {
            Address = target.Address,
            Name = target.Name,
            Expected = target.Expected,
            Ports = ports,
            Connections = line.Connections,
            BudgetExhausted = line.BudgetExhausted,
            Interrupted = cancellationToken.IsCancellationRequested,
        };
    }

    private static async Task<PortObservation> ExamineTlsAsync(TlsExaminer tls, PortObservation port, CancellationToken cancellationToken)
    {
        try
        {
            return port with { Tls = await tls.ExamineAsync(port, cancellationToken) };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return port;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A fault of ours, as below: what was learnt of the port before stands.
            return port with { Fault = $"{e.GetType().Name}: {e.Message}" };
        }
    }

    private static async Task<PortObservation?> ExaminePortAsync(PortProbe probe, int port, CancellationToken cancellationToken)
    {
        try
        {
            return await probe.ExamineAsync(port, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A fault of ours, whichever it is: one port is not examined and says so, instead of a whole run being lost with its results.
            return PortProbe.NotExamined(port) with { Fault = $"{e.GetType().Name}: {e.Message}" };
        }
    }
}
