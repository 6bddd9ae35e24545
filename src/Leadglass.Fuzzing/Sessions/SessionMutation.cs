using Leadglass.Dicom.Network;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>What an operator works on: a conversation, the randomness of the step, and other conversations to take parts from.</summary>
internal sealed class SessionMutation(SessionProgram program, CaseRandom random, IReadOnlyList<SessionProgram> donors)
{
    private const uint UsualMaximum = 16384;

    public SessionProgram Program => program;

    public CaseRandom Random => random;

    public IReadOnlyList<SessionProgram> Donors => donors;

    /// <summary>The index of a step; null where none fits.</summary>
    public int? Pick(Func<SessionStep, bool> fits)
    {
        var fitting = Enumerable.Range(0, program.Steps.Count).Where(i => fits(program.Steps[i])).ToList();
        return fitting.Count == 0 ? null : random.Pick(fitting);
    }

    /// <summary>The conversation with other steps in place of some.</summary>
    public SessionProgram With(int index, int count, params IEnumerable<SessionStep> steps) =>
        program with { Steps = [.. program.Steps.Take(index).Concat(steps).Concat(program.Steps.Skip(index + count)).Take(SessionProgram.MostSteps)] };

    /// <summary>The bytes that a step sends.</summary>
    public static byte[] BytesOf(SessionStep step) => step switch
    {
        SendStep send => send.Bytes,
        MessageStep message => MessageParts.Encode(message, UsualMaximum, default),
        _ => [],
    };

    /// <summary>A step as a sentence calls it.</summary>
    public static string NameOf(SessionStep step) => step switch
    {
        MessageStep message => MessageParts.NameOf(message.Command),
        SendStep { Bytes: [var first, ..] } when PduHeader.IsKnown((PduType)first) => MessageParts.NameOf((PduType)first),
        SendStep { Bytes.Length: var length } => $"{length} bytes that are no PDU",
        AwaitStep => "waiting for an answer",
        StallStep stall => $"a pause of {stall.Milliseconds} ms",
        HalfCloseStep => "closing for sending",
        ConnectStep => "another connection",
        _ => "a reset",
    };

    /// <summary>Whether a step sends something.</summary>
    public static bool Sends(SessionStep step) => step is SendStep { Bytes.Length: > 0 } or MessageStep;

    /// <summary>Whether a step is a PDU of one type.</summary>
    public static bool Is(SessionStep step, PduType type) => step is SendStep { Bytes: [var first, ..] } && first == (byte)type;
}
