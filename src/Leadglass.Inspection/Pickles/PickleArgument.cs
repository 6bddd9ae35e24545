namespace Leadglass.Inspection.Pickles;

/// <summary>How an instruction's argument is written.</summary>
internal enum PickleArgument : byte
{
    /// <summary>The byte is no instruction.</summary>
    NotAnOpcode,

    /// <summary>No argument.</summary>
    None,

    /// <summary>One byte.</summary>
    Bytes1,

    /// <summary>Two bytes, little endian.</summary>
    Bytes2,

    /// <summary>Four bytes, little endian.</summary>
    Bytes4,

    /// <summary>Eight bytes.</summary>
    Bytes8,

    /// <summary>A length of one byte and that many bytes.</summary>
    Counted1,

    /// <summary>A length of four bytes and that many bytes.</summary>
    Counted4,

    /// <summary>A length of eight bytes and that many bytes.</summary>
    Counted8,

    /// <summary>Text to the end of the line.</summary>
    Line,

    /// <summary>A whole number to the end of the line.</summary>
    DecimalLine,

    /// <summary>A number with a fraction to the end of the line.</summary>
    FloatLine,

    /// <summary>Text in quotes to the end of the line.</summary>
    QuotedLine,

    /// <summary>A module and a name, each to the end of its line.</summary>
    TwoLines,
}
