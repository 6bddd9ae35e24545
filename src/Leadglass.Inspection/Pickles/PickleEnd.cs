namespace Leadglass.Inspection.Pickles;

/// <summary>Why the reading of a pickle ended. What a loader does before that point it has done.</summary>
public enum PickleEnd
{
    /// <summary>The STOP instruction was reached.</summary>
    Stop,

    /// <summary>The bytes ended first.</summary>
    Truncated,

    /// <summary>A byte is no instruction.</summary>
    InvalidOpcode,

    /// <summary>An argument is not what the instruction takes.</summary>
    InvalidArgument,

    /// <summary>An instruction takes more from the stack than is there.</summary>
    StackUnderflow,

    /// <summary>An instruction was given a value of a kind that makes every loader fail, such as a call of a number.</summary>
    WrongType,

    /// <summary>A memo entry is read that was never written.</summary>
    UnknownMemo,

    /// <summary>A limit of the reader was reached; what follows is not known.</summary>
    Limit,
}
