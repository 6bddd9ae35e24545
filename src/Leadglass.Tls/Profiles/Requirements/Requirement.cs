namespace Leadglass.Tls.Profiles.Requirements;

/// <summary>One line of a profile.</summary>
/// <param name="Level">How strongly it asks.</param>
/// <param name="Clause">The clause that asks, such as <c>RFC 9325 §4.1</c>.</param>
public abstract record Requirement(RequirementLevel Level, string Clause)
{
    /// <summary>Which side it binds.</summary>
    public TlsRole Role { get; init; }

    /// <summary>Names every way in which a side differs, or may.</summary>
    internal abstract IEnumerable<ProfileEntry> Judge(TlsSide side);

    /// <summary>The line asks that something is not there.</summary>
    protected bool Forbids => Level is RequirementLevel.MustNot or RequirementLevel.ShouldNot;

    /// <summary>An entry under this line's level and clause.</summary>
    /// <param name="kind">In which way the side differs.</param>
    /// <param name="subject">What it is about.</param>
    protected ProfileEntry Entry(EntryKind kind, string subject) => new(kind, Level, subject, Clause);
}
