namespace Leadglass.Audit.Alerts;

/// <summary>Looks for one kind of thing. Knows the time by what it is told, and remembers no more than it may.</summary>
/// <param name="name">What it remembers, for people.</param>
internal abstract class Watch(string name)
{
    /// <summary>What it remembers, for people.</summary>
    public string Name => name;

    /// <summary>How many things it has forgotten so far because there were too many.</summary>
    public int Forgotten { get; private set; }

    /// <summary>Looks at a record.</summary>
    /// <param name="seen">The record.</param>
    /// <param name="noticed">Takes what it shows.</param>
    public abstract void Take(Sighting seen, List<Incident> noticed);

    /// <summary>Time has passed; records that were received until then have been taken.</summary>
    /// <param name="to">Until when.</param>
    /// <param name="noticed">Takes what that shows.</param>
    public virtual void Pass(DateTimeOffset to, List<Incident> noticed)
    {
    }

    /// <summary>Nothing could be received for a while: what was missing until then means nothing.</summary>
    /// <param name="at">Since when there is reception again.</param>
    public virtual void Resume(DateTimeOffset at)
    {
    }

    /// <summary>One thing was forgotten.</summary>
    protected void Forget() => Forgotten++;
}
