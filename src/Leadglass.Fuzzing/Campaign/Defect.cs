using Leadglass.Fuzzing.Mutation;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Campaign;

/// <summary>One cause of failures, with the file that shows it.</summary>
public sealed record Defect
{
    /// <summary><see cref="Failure.Id"/>.</summary>
    public required string Id { get; init; }

    /// <summary>In which way the program failed.</summary>
    public required FailureKind Kind { get; init; }

    /// <summary>Where, as exactly as the program says it. Untrusted.</summary>
    public required string Site { get; init; }

    /// <summary>The weakness that the symptom points to.</summary>
    public required int Cwe { get; init; }

    /// <summary>The case that showed it first.</summary>
    public required long FirstCase { get; init; }

    /// <summary>The seed it was made of.</summary>
    public required string Seed { get; init; }

    /// <summary>The mutations without which it does not happen.</summary>
    public required IReadOnlyList<MutationStep> Steps { get; init; }

    /// <summary>How many cases showed it.</summary>
    public long Count { get; init; } = 1;

    /// <summary>How often the smallest file failed in the same way, of <see cref="Repeated"/> runs.</summary>
    public int Reproduced { get; init; }

    /// <summary>How often it is tried.</summary>
    public const int Repetitions = 3;

    /// <summary>How often it was tried; 0 where the campaign ended before.</summary>
    public int Repeated { get; init; }

    /// <summary>It does not happen every time.</summary>
    public bool IsFlaky => Reproduced < Repeated;

    /// <summary>What is special about the smallest file, in one sentence.</summary>
    public required string Explanation { get; init; }

    /// <summary>Bytes of the smallest file.</summary>
    public required int Length { get; init; }

    /// <summary>SHA-256 of the smallest file, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>How its file ends.</summary>
    public string Extension { get; init; } = ".dcm";

    /// <summary>Where the smallest file is, within the folder of the campaign.</summary>
    public string Reproducer => $"reproducers/{Id}{Extension}";
}
