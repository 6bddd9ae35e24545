namespace Leadglass.Inspection.Pickles;

/// <summary>What is known of a value on the abstract stack.</summary>
internal enum PickleValueKind : byte
{
    /// <summary>May be anything.</summary>
    Unknown,

    /// <summary>A number, None, a truth value, bytes: not callable, not a name, not arguments.</summary>
    Constant,

    /// <summary>Text as it stands in the data.</summary>
    Text,

    /// <summary>Text with the escapes of a Unicode line.</summary>
    UnicodeLine,

    /// <summary>Text with the escapes of a quoted line.</summary>
    QuotedLine,

    /// <summary>A tuple.</summary>
    Tuple,

    /// <summary>A list, dictionary or set made here.</summary>
    Container,

    /// <summary>Something imported: the index of the import.</summary>
    Import,

    /// <summary>What a call returned: the index of the import that was called.</summary>
    Result,
}
