using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Profiles.Requirements;

/// <summary>Signature schemes of the handshake that must not be used, by hash or by algorithm.</summary>
/// <param name="Level">How strongly it forbids.</param>
/// <param name="Clause">The clause that forbids.</param>
/// <param name="Hashes">Hashes that are meant.</param>
/// <param name="Algorithms">Algorithms that are meant, with whatever hash.</param>
public sealed record SignatureProhibition(
    RequirementLevel Level,
    string Clause,
    IReadOnlyList<SignatureHash> Hashes,
    IReadOnlyList<SignatureAlgorithm> Algorithms) : Requirement(Level, Clause)
{
    /// <inheritdoc/>
    internal override IEnumerable<ProfileEntry> Judge(TlsSide side)
    {
        var meant = SignatureSchemes.All.Where(row => Hashes.Contains(row.Hash) || Algorithms.Contains(row.Algorithm)).ToLookup(row => side.Offers(row.Scheme));
        foreach (var row in meant[Answer.Yes])
            yield return Entry(EntryKind.TooMuch, $"signature scheme {row.Name}");
        var open = meant[Answer.NotKnown].ToList();
        if (open.Count > 0)
            yield return Entry(EntryKind.NotKnown, $"signature schemes: {open.Count} that could not be asked, such as {open[0].Name}");
    }
}
