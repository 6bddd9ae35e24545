namespace Leadglass.Knowledge;

/// <summary>What is at fault.</summary>
public enum FlawOrigin
{
    /// <summary>A product: its maker can mend it.</summary>
    Implementation,

    /// <summary>What the standard allows or asks for: every product that follows it has the flaw.</summary>
    Standard,
}
