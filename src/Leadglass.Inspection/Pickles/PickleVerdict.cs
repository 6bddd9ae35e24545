namespace Leadglass.Inspection.Pickles;

/// <summary>What loading a pickle does, by its structure first and by the names in it second.</summary>
public enum PickleVerdict
{
    /// <summary>Makes plain data: imports nothing, calls nothing.</summary>
    Data,

    /// <summary>Imports and calls only the constructors of tensors, arrays and plain values such as sets and dates.</summary>
    Constructors,

    /// <summary>Imports something else: the import itself runs the module's top level.</summary>
    Imports,

    /// <summary>Calls something else, or sets its state.</summary>
    Calls,

    /// <summary>Imports or calls what is known to run commands or code, to reach files or the network, or to load further code.</summary>
    Dangerous,
}
