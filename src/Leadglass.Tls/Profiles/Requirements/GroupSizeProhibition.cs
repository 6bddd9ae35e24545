using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Profiles.Requirements;

/// <summary>Elliptic curves or finite fields that are too small.</summary>
/// <param name="Level">How strongly it forbids.</param>
/// <param name="Clause">The clause that forbids.</param>
/// <param name="Kind">Which of the two.</param>
/// <param name="Below">Sizes below so many bits are meant.</param>
public sealed record GroupSizeProhibition(RequirementLevel Level, string Clause, GroupKind Kind, int Below) : Requirement(Level, Clause)
{
    /// <inheritdoc/>
    internal override IEnumerable<ProfileEntry> Judge(TlsSide side) =>
        Kind == GroupKind.FiniteField ? JudgeFields(side) : JudgeCurves(side);

    /// <summary>X25519 works on 255 bits, sends keys of 256 and is as strong as P-256: who asks for 256 bits has no reason to refuse it.</summary>
    internal static int SizeOf(GroupEntry group) => group.Group == NamedGroup.X25519 ? 256 : group.Bits;

    private IEnumerable<ProfileEntry> JudgeCurves(TlsSide side)
    {
        var small = NamedGroups.All.Where(row => row.Kind == GroupKind.EllipticCurve && row.Bits > 0 && SizeOf(row) < Below).ToLookup(row => side.Offers(row.Group));
        foreach (var row in small[Answer.Yes])
            yield return Entry(EntryKind.TooMuch, $"{row.Name} ({row.Bits} bits)");
        var open = small[Answer.NotKnown].ToList();
        if (open.Count > 0)
            yield return Entry(EntryKind.NotKnown, $"curves below {Below} bits: {open.Count} that could not be asked, such as {open[0].Name}");
    }

    private IEnumerable<ProfileEntry> JudgeFields(TlsSide side)
    {
        foreach (var field in side.Fields.Where(field => field.Bits < Below))
            yield return Entry(EntryKind.TooMuch, $"Diffie-Hellman with {field.Bits} bits");

        // A client takes what the server sends: its hello does not show how little it would take.
        if (side.Fields.Count == 0 && side.Suites.Any(static suite => suite.KeyExchange is KeyExchange.Dhe or KeyExchange.DhePsk))
            yield return Entry(EntryKind.NotKnown, $"the size of Diffie-Hellman fields (not below {Below} bits)");
    }
}
