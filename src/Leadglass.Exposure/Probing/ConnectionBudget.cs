namespace Leadglass.Exposure.Probing;

/// <summary>How many connections to one target one purpose may take.</summary>
/// <param name="limit">At most.</param>
internal sealed class ConnectionBudget(int limit)
{
    /// <summary>Connections opened so far.</summary>
    public int Used { get; private set; }

    /// <summary>Whether a connection was wanted that the budget did not allow.</summary>
    public bool Exhausted { get; private set; }

    /// <summary>Whether another connection may be opened; a no is remembered.</summary>
    public bool Allows()
    {
        Exhausted |= Used >= limit;
        return Used < limit;
    }

    /// <summary>Counts a connection that was opened.</summary>
    public void Count() => Used++;
}
