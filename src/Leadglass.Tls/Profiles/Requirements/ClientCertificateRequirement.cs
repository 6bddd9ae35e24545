using Leadglass.Tls.Observations;

namespace Leadglass.Tls.Profiles.Requirements;

/// <summary>What a server does about the client's certificate.</summary>
/// <param name="Level">How strongly it asks. May: the server has to be able to ask, and the site may have switched it off, which looks like inability from outside.</param>
/// <param name="Clause">The clause that asks.</param>
/// <param name="Required">The server has to insist on a certificate; otherwise asking is enough.</param>
public sealed record ClientCertificateRequirement(RequirementLevel Level, string Clause, bool Required) : Requirement(Level, Clause)
{
    /// <inheritdoc/>
    internal override IEnumerable<ProfileEntry> Judge(TlsSide side)
    {
        var (requested, required) = side.ClientCertificate;
        var answer = Required ? required : requested;
        if (answer == Answer.Yes)
            return [];
        var subject = Required ? "a client certificate is required" : "a client certificate is requested";
        return answer == Answer.No && Level != RequirementLevel.May
            ? [Entry(EntryKind.Missing, subject)]
            : [Entry(EntryKind.NotKnown, Level == RequirementLevel.May ? "mutual authentication: not seen; it may be switched off" : subject)];
    }
}
