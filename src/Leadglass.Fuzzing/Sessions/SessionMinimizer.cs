using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>Makes a conversation smaller as long as it fails in the same way: first its steps, then data sets by their trees, then what is sent by its bytes.</summary>
/// <param name="fails">Whether a conversation still fails in the same way.</param>
/// <param name="budget">How many may be tried.</param>
internal sealed class SessionMinimizer(Func<ReadOnlyMemory<byte>, Task<bool>> fails, int budget)
{
    private int _left = budget;

    public async Task<ReadOnlyMemory<byte>> RunAsync(ReadOnlyMemory<byte> bytes)
    {
        if (!SessionProgram.TryRead(bytes.Span, out var program, out _))
            return bytes;
        program = await StepsAsync(program);
        for (var i = 0; i < program.Steps.Count && _left > 0; i++)
        {
            program = program.Steps[i] switch
            {
                MessageStep message => await MessageAsync(program, i, message),
                SendStep send => await BytesAsync(program, i, send),
                _ => program,
            };
        }
        var smaller = program.ToBytes();
        return smaller.Length < bytes.Length ? smaller : bytes;
    }

    /// <summary>Leaves out steps in runs that halve.</summary>
    private async Task<SessionProgram> StepsAsync(SessionProgram program)
    {
        for (var run = program.Steps.Count / 2; run >= 1 && _left > 0; run /= 2)
        {
            for (var start = 0; start < program.Steps.Count && _left > 0;)
            {
                var without = program with { Steps = [.. program.Steps.Take(start), .. program.Steps.Skip(start + run)] };
                if (without.Steps.Count > 0 && await FailsAsync(without))
                    program = without;
                else
                    start += run;
            }
        }
        return program;
    }

    private async Task<SessionProgram> MessageAsync(SessionProgram program, int at, MessageStep message)
    {
        if (message.Data is { Length: > 0 } data)
        {
            if (await FailsAsync(Put(program, at, message with { Data = [] })))
                return Put(program, at, message with { Data = [] });
            // The tree's own minimiser: it counts what it may try by itself, a part of what is left.
            var share = _left / 2;
            var smaller = await new Minimizer(candidate => FailsAsync(Put(program, at, message with { Data = candidate.ToArray() })), share).RunAsync(data);
            program = Put(program, at, message with { Data = smaller.ToArray() });
        }
        return program;
    }

    private async Task<SessionProgram> BytesAsync(SessionProgram program, int at, SendStep send)
    {
        var bytes = send.Bytes;
        for (var run = bytes.Length / 2; run >= 1 && _left > 0; run /= 2)
        {
            for (var start = 0; start < bytes.Length && _left > 0;)
            {
                byte[] without = [.. bytes[..start], .. bytes[Math.Min(bytes.Length, start + run)..]];
                if (await FailsAsync(Put(program, at, new SendStep(without))))
                    bytes = without;
                else
                    start += run;
            }
        }
        return Put(program, at, new SendStep(bytes));
    }

    private static SessionProgram Put(SessionProgram program, int at, SessionStep step) => program with { Steps = [.. program.Steps.Select((old, i) => i == at ? step : old)] };

    private async Task<bool> FailsAsync(SessionProgram program)
    {
        if (_left == 0)
            return false;
        _left--;
        return await fails(program.ToBytes());
    }
}
