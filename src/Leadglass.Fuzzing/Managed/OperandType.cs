namespace Leadglass.Fuzzing.Managed;

/// <summary>What is known of a value on the evaluation stack.</summary>
internal enum OperandType
{
    /// <summary>Nothing, or nothing that is compared as a number.</summary>
    Unknown,

    /// <summary>A number of 32 bits, or a shorter one.</summary>
    Int32,

    /// <summary>A number of 64 bits.</summary>
    Int64,

    /// <summary>A value type of another assembly: where it is compared it is an enumeration, of the width of the other operand.</summary>
    Enumeration,
}
