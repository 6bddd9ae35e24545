namespace Leadglass.Inspection.Sanitising;

/// <summary>What becomes of one node of a tree.</summary>
internal enum NodeChange
{
    /// <summary>It is left out with all it holds.</summary>
    Removed,

    /// <summary>It has another value.</summary>
    Replaced,

    /// <summary>Its value stays, its header or delimiter does not.</summary>
    Framed,

    /// <summary>It stays as it is, in another place.</summary>
    Moved,
}
