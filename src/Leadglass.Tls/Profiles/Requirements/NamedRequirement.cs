using Leadglass.Tls.Observations;

namespace Leadglass.Tls.Profiles.Requirements;

/// <summary>A line that names things which are there or not: versions, suites, groups, features.</summary>
/// <typeparam name="T">The kind of thing.</typeparam>
/// <param name="Level">How strongly it asks.</param>
/// <param name="Clause">The clause that asks.</param>
/// <param name="Of">What it names, in the profile's order; never empty.</param>
public abstract record NamedRequirement<T>(RequirementLevel Level, string Clause, IReadOnlyList<T> Of) : Requirement(Level, Clause)
{
    /// <summary>One of them is enough; otherwise it asks for all.</summary>
    public bool Any { get; init; }

    /// <inheritdoc/>
    internal sealed override IEnumerable<ProfileEntry> Judge(TlsSide side)
    {
        if (Level == RequirementLevel.May)
            return [];
        var answers = Of.Select(one => (Name: NameOf(one), Answer: Ask(side, one))).Where(static asked => asked.Answer is not null).ToList();
        if (Forbids)
            return Entries(answers, Answer.Yes, EntryKind.TooMuch);
        if (!Any || answers.Count == 0)
            return Entries(answers, Answer.No, EntryKind.Missing);
        return TlsSide.AnyOf(answers.Select(static asked => asked.Answer!.Value)) switch
        {
            Answer.Yes => [],
            Answer.No => [Entry(EntryKind.Missing, OneOf(answers))],
            _ => [Entry(EntryKind.NotKnown, OneOf(answers))],
        };
    }

    private protected abstract string NameOf(T one);

    /// <summary>Whether a side has it; <see langword="null"/> where the question has no meaning for that side.</summary>
    private protected abstract Answer? Ask(TlsSide side, T one);

    private IEnumerable<ProfileEntry> Entries(IEnumerable<(string Name, Answer? Answer)> answers, Answer wrong, EntryKind kind)
    {
        foreach (var (name, answer) in answers)
        {
            if (answer == wrong)
                yield return Entry(kind, name);
            else if (answer == Answer.NotKnown)
                yield return Entry(EntryKind.NotKnown, name);
        }
    }

    private static string OneOf(List<(string Name, Answer? Answer)> answers) => $"one of {string.Join(", ", answers.Select(static asked => asked.Name))}";
}
