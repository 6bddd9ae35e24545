namespace Leadglass.Tls.Profiles;

/// <summary>What came of holding a profile against one side of TLS. The two parts answer two questions and neither stands for the other.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Security">Nothing weak: what the profile forbids is not there.</param>
/// <param name="Interoperability">Everything required: any other side that keeps the profile can be talked to.</param>
public sealed record ProfileVerdict(Profile Profile, ProfilePart Security, ProfilePart Interoperability)
{
    /// <summary>Both parts together: holds only if both hold.</summary>
    public ProfileOutcome Outcome => (Security.Outcome, Interoperability.Outcome) switch
    {
        (ProfileOutcome.Fails, _) or (_, ProfileOutcome.Fails) => ProfileOutcome.Fails,
        (ProfileOutcome.Holds, ProfileOutcome.Holds) => ProfileOutcome.Holds,
        _ => ProfileOutcome.NotKnown,
    };
}
