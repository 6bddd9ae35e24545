namespace Leadglass.Lab;

/// <summary>What a C-FIND is answered with.</summary>
internal enum QueryBehaviour
{
    /// <summary>Success without a match.</summary>
    NoMatch,

    /// <summary>Refused as not authorised (0124H).</summary>
    Refuse,

    /// <summary>A-ABORT.</summary>
    Abort,

    /// <summary>A match, whatever was asked for.</summary>
    MatchAnything,

    /// <summary>Out of resources (A700H): neither open nor closed.</summary>
    OutOfResources,
}
