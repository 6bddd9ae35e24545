namespace Leadglass.Exposure.Probing;

/// <summary>How hard a run may press: many targets at once, but never more than one connection at a time to any of them.</summary>
/// <param name="Targets">Targets at a time.</param>
/// <param name="Pause">Between two connections to one target.</param>
/// <param name="Budget">Connections to one target, at most.</param>
/// <param name="Timeout">For each answer on an open connection; also for the connect itself.</param>
public sealed record Pace(int Targets, TimeSpan Pause, int Budget, TimeSpan Timeout)
{
    /// <summary>
    /// Connections to one port for the examination of its TLS, at most, beside <see cref="Budget"/>; 0 for no examination. 250 lets it come to its end.
    /// What the budget does not allow to be asked is not known.
    /// </summary>
    public int TlsBudget { get; init; } = 250;

    /// <summary>For anything that is in use: 20 targets, 200 ms, 60 connections, 3 s.</summary>
    public static Pace Normal { get; } = new(20, TimeSpan.FromMilliseconds(200), 60, TimeSpan.FromSeconds(3));

    /// <summary>For old devices: one target, 2 s between connections, 20 connections and 24 for TLS, 5 s.</summary>
    public static Pace Gentle { get; } = new(1, TimeSpan.FromSeconds(2), 20, TimeSpan.FromSeconds(5)) { TlsBudget = 24 };

    /// <summary>For servers and large networks: 256 targets, no pause, 60 connections, 3 s.</summary>
    public static Pace Fast { get; } = new(256, TimeSpan.Zero, 60, TimeSpan.FromSeconds(3));
}
