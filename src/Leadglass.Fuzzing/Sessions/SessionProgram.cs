using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>A conversation written down: what the requestor does, step by step. As JSON it is a case, a seed and a reproducer.</summary>
/// <param name="Steps">The steps.</param>
internal sealed record SessionProgram(IReadOnlyList<SessionStep> Steps)
{
    /// <summary>A longer one is not played.</summary>
    public const int MostSteps = 256;

    /// <summary>What these steps answer, such as <c>C-FIND-RQ</c>, or <see cref="Connection"/>; null where they are the whole of a conversation.</summary>
    public string? To { get; init; }

    /// <summary>Stands in <see cref="To"/> for a connection on which nothing has been said.</summary>
    public const string Connection = "connection";

    /// <summary>Conversations one after the other, each on a connection of its own.</summary>
    public static SessionProgram InARow(IEnumerable<SessionProgram> programs) =>
        new([.. programs.SelectMany(static program => program.Steps.Prepend(new ConnectStep())).Skip(1).TakeLast(MostSteps)]);

    /// <summary>The steps on each connection.</summary>
    public IEnumerable<SessionProgram> Connections()
    {
        var start = 0;
        for (var i = 0; i <= Steps.Count; i++)
        {
            if (i < Steps.Count && Steps[i] is not ConnectStep)
                continue;
            yield return new SessionProgram([.. Steps.Skip(start).Take(i - start)]);
            start = i + 1;
        }
    }

    /// <summary>The conversation as JSON.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, SessionJsonContext.Default.SessionProgram);

    /// <summary>Reads a conversation.</summary>
    /// <param name="bytes">JSON.</param>
    /// <param name="program">The conversation.</param>
    /// <param name="error">Why it is none.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SessionProgram? program, out string error)
    {
        (program, error) = (null, "");
        try
        {
            program = JsonSerializer.Deserialize(bytes, SessionJsonContext.Default.SessionProgram);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            error = $"not a conversation: {e.Message}";
            return false;
        }
        if (program?.Steps is not { Count: > 0 and <= MostSteps } || program.Steps.Any(static step => step is null or SendStep { Bytes: null } or MessageStep { Command: null }))
            error = $"not a conversation: it needs 1 to {MostSteps} steps, each with its bytes";
        return error.Length == 0;
    }
}
