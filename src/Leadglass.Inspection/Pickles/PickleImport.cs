namespace Leadglass.Inspection.Pickles;

/// <summary>Something that a pickle imports.</summary>
/// <param name="Module">The module; empty when the name is computed while loading.</param>
/// <param name="Name">The name in the module, possibly dotted; empty when it is computed while loading.</param>
/// <param name="Offset">Where the instruction stands, from the first byte of the pickle.</param>
public sealed record PickleImport(string Module, string Name, long Offset)
{
    /// <summary>Stands for the module of an extension code: what it means is registered in the loading program.</summary>
    internal const string Extension = "copyreg extension";

    /// <summary>For display, for example <c>os.system</c>. Untrusted.</summary>
    public override string ToString() => Module.Length == 0 ? "a name computed while loading" : $"{Module}.{Name}";
}
