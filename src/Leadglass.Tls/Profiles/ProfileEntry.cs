namespace Leadglass.Tls.Profiles;

/// <summary>One way in which a side of TLS differs from a profile, or may.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Level">How strongly the profile asks.</param>
/// <param name="Subject">What it is about: a version, a suite, a group, a key. May quote names from certificates. Untrusted.</param>
/// <param name="Clause">The clause that asks, such as <c>PS3.15 B.13</c>.</param>
public sealed record ProfileEntry(EntryKind Kind, RequirementLevel Level, string Subject, string Clause)
{
    /// <summary>The whole of it in one sentence, for example <c>Too much: RC4 (shall not, RFC 9325 §4.1).</c></summary>
    public override string ToString() => $"{Kind switch { EntryKind.Missing => "Missing", EntryKind.TooMuch => "Too much", _ => "Not known" }}: {Subject} ({Strength}, {Clause}).";

    private string Strength => Level switch
    {
        RequirementLevel.Must => "shall",
        RequirementLevel.Should => "should",
        RequirementLevel.MustNot => "shall not",
        RequirementLevel.ShouldNot => "should not",
        _ => "may",
    };

    /// <summary>The part fails, or is not known, because of this; otherwise it is advice.</summary>
    public bool Decides => Level is RequirementLevel.Must or RequirementLevel.MustNot;
}
