using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Execution;

/// <summary>What was seen of one run.</summary>
/// <param name="Ending">How it ended.</param>
/// <param name="Code">The exit code, or the number of the signal; 0 where it was killed.</param>
/// <param name="PeakMemory">The most resident memory that was seen, in bytes: looks are some milliseconds apart, so that it is a lower bound.</param>
/// <param name="Errors">The beginning of what it wrote to standard error, one character a byte. Untrusted, and may quote the file.</param>
public sealed record RunResult(RunEnding Ending, int Code, long PeakMemory, string Errors)
{
    /// <summary>What the target answered, in words that are the same where it means the same; null where its ending and first words are all there is. Untrusted.</summary>
    public string? Answer { get; init; }

    /// <summary>What had been sent last when it failed, such as <c>C-FIND-RQ</c>: part of the place of a failure that says nothing else; null for files.</summary>
    public string? At { get; init; }

    /// <summary>What has to be run to see the failure again, where the case alone may not be enough: what came before it may have to do with it. Null where the case is enough.</summary>
    public ReadOnlyMemory<byte>? Culprit { get; init; }

    /// <summary>What was reached, such as <c>cell Sta6 Evt10</c>; counted over the campaign.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>What the oracles of the target's own kind made of it; null where they found nothing, or the kind has none.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Processor time of the program itself: a lower bound, because looks are some milliseconds apart; where it was measured, of all that it waited for, and exact to a tick.</summary>
    public TimeSpan ProcessorTime { get; init; }

    /// <summary>What appeared in the private tree of the run beside the folders of the program, relative to the tree. Untrusted.</summary>
    public IReadOnlyList<string> Strays { get; init; } = [];

    /// <summary>A command that stood in a value was executed.</summary>
    public bool RanCommand { get; init; }

    /// <summary>What it wrote; null where nobody kept it.</summary>
    public RunOutput? Output { get; init; }
}
