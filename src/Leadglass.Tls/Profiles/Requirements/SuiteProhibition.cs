using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Profiles.Requirements;

/// <summary>Suites that a side must not or should not offer, by what they are made of or because the profile does not name them.</summary>
/// <param name="Level">How strongly it forbids.</param>
/// <param name="Clause">The clause that forbids.</param>
/// <param name="Selector">Which suites are meant.</param>
public sealed record SuiteProhibition(RequirementLevel Level, string Clause, SuiteSelector Selector) : Requirement(Level, Clause)
{
    /// <inheritdoc/>
    internal override IEnumerable<ProfileEntry> Judge(TlsSide side)
    {
        foreach (var suite in side.Suites)
        {
            if (Selector.Matches(suite, side.EncryptsThenMacs))
                yield return Entry(EntryKind.TooMuch, suite.Name);
        }

        // Whether SSL 2.0 is there at all is a line of its own: while that is open, its suites add nothing.
        var open = CipherSuites.All
            .Where(suite => !suite.IsSignal && suite.Code <= ushort.MaxValue)
            .Where(suite => Selector.Matches(suite, side.EncryptsThenMacs) && side.Offers(suite) == Answer.NotKnown)
            .ToList();
        if (open.Count > 0)
            yield return Entry(EntryKind.NotKnown, $"{Selector}: {open.Count} that could not be asked, such as {open[0].Name}");
    }
}
