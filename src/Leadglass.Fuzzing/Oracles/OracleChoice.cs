using Leadglass.Fuzzing.Execution;

namespace Leadglass.Fuzzing.Oracles;

/// <summary>Which oracles watch the runs of a program.</summary>
/// <param name="Names">Their names, as <see cref="OracleCatalogue"/> has them.</param>
/// <param name="Beside">The program that runs beside it; null where there is none.</param>
public sealed record OracleChoice(IReadOnlyList<string> Names, CommandTarget? Beside)
{
    /// <summary>Those that watch where nobody says anything: they cost no runs as long as they see nothing.</summary>
    public static OracleChoice Usual { get; } = new([.. OracleCatalogue.All.Where(static oracle => oracle.IsUsual).Select(static oracle => oracle.Name)], null);

    /// <summary>None at all.</summary>
    public static OracleChoice None { get; } = new([], null);

    /// <summary>Whether an oracle watches.</summary>
    /// <param name="name">Its name.</param>
    public bool Has(string name) => Names.Contains(name);

    /// <summary>The options of the command line that make this choice; empty for the usual one.</summary>
    public string Options()
    {
        var added = Names.Except(Usual.Names).Where(static name => name != OracleCatalogue.Disagreement).ToList();
        var removed = Usual.Names.Except(Names).ToList();
        return string.Concat(
            added.Count == 0 ? "" : $" --oracle {string.Join(',', added)}",
            removed.Count == 0 ? "" : $" --no-oracle {string.Join(',', removed)}",
            Beside is null ? "" : $" --beside \"{Beside.CommandLine}\"");
    }

    /// <summary>Whether another choice is the same.</summary>
    /// <param name="other">The other one.</param>
    public bool IsLike(OracleChoice other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Names.Order(StringComparer.Ordinal).SequenceEqual(other.Names.Order(StringComparer.Ordinal)) && Beside?.CommandLine == other.Beside?.CommandLine;
    }
}
