namespace Leadglass.Knowledge.Import;

/// <summary>What became of a file.</summary>
public enum ImportOutcome
{
    /// <summary>Taken, every range of versions understood.</summary>
    Imported,

    /// <summary>Taken; a product or a range of versions in it was not understood, so that any version may be meant.</summary>
    Potential,

    /// <summary>Not taken.</summary>
    Refused,
}
