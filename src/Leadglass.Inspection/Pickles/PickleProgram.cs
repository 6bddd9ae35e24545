using System.Collections.Immutable;

namespace Leadglass.Inspection.Pickles;

/// <summary>What a pickle would do, told without doing it.</summary>
public sealed record PickleProgram
{
    /// <summary>Why the reading ended.</summary>
    public required PickleEnd End { get; init; }

    /// <summary>Bytes from the first instruction to the end of the last one that was understood.</summary>
    public required int Length { get; init; }

    /// <summary>The highest protocol that a PROTO instruction names; -1 without one.</summary>
    public required int Protocol { get; init; }

    /// <summary>Instructions that were understood.</summary>
    public required long Opcodes { get; init; }

    /// <summary>What it imports, in the order of the first mention, each once; bounded.</summary>
    public required ImmutableArray<PickleImport> Imports { get; init; }

    /// <summary>What it calls or sets the state of, in order; bounded.</summary>
    public required ImmutableArray<PickleCall> Calls { get; init; }

    /// <summary>How many calls there are, remembered or not.</summary>
    public required long CallCount { get; init; }

    /// <summary>Persistent ids, which the loader's own function resolves.</summary>
    public required long PersistentIds { get; init; }

    /// <summary>Buffers that the loader must bring along (protocol 5).</summary>
    public required long Buffers { get; init; }

    /// <summary>Reads of the memo and duplications of the stack's top: many of them with few writes build objects that grow without bound.</summary>
    public required long Repetitions { get; init; }

    /// <summary>Oddities of framing: a second or late PROTO, a FRAME that is longer than what follows.</summary>
    public required int FramingFaults { get; init; }

    /// <summary>Whether a FRAME ends exactly where the pickle does, which chance does not bring about.</summary>
    public required bool IsFramed { get; init; }

    /// <summary>Long byte strings and texts inside, as ranges from the first byte: another pickle may sleep there. Bounded.</summary>
    public required ImmutableArray<Range> Constants { get; init; }

    /// <summary>What loading it does.</summary>
    public PickleVerdict Verdict => PickleTrust.Judge(this);
}
