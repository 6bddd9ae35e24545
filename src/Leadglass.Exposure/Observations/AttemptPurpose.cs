namespace Leadglass.Exposure.Observations;

/// <summary>A row of the AE title matrix: which of the two titles the called system can know.</summary>
public enum AttemptPurpose
{
    /// <summary>Neither: a called AE title that nobody has, from a calling AE title that nobody registered.</summary>
    Stranger,

    /// <summary>As <see cref="Stranger"/>, with one presentation context instead of the whole list, after the list was too much.</summary>
    StrangerSmall,

    /// <summary>The called one: does it also want to know who calls?</summary>
    KnownCalled,

    /// <summary>The calling one: does it also want to be called by its name?</summary>
    KnownCalling,

    /// <summary>Both: the positive control.</summary>
    Control,

    /// <summary>A product's default called AE title, from a stranger.</summary>
    DefaultCalled,
}
