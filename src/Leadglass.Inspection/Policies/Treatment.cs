namespace Leadglass.Inspection.Policies;

/// <summary>What a site wants done with one kind of thing.</summary>
public enum Treatment
{
    /// <summary>It stays.</summary>
    Keep,

    /// <summary>It goes.</summary>
    Remove,
}
