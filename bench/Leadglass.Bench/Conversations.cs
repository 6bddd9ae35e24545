using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Sessions;

namespace Leadglass.Bench;

/// <summary>
/// What <c>fuzz scp</c> is held against: conversations in good order, and recorded ones in which bytes change that no structure was asked about,
/// as AFL changes them. Both are played and watched by the same executor, so that only what is sent differs.
/// </summary>
internal static class Conversations
{
    private static readonly byte[] Interesting = [0x00, 0x01, 0x10, 0x20, 0x40, 0x7F, 0x80, 0xFF];

    /// <summary>Verifies again and again; prints associations a second.</summary>
    public static async Task EchoAsync(int port, int seconds, string[] server)
    {
        var target = Target(port, server);
        using var executor = Executor(target);
        var echo = SessionSeeds.Of(target, null).First(static seed => seed.Name == "echo").Bytes;
        await AnsweredAsync(executor, echo);
        var clock = Stopwatch.StartNew();
        var count = 0L;
        for (; clock.Elapsed.TotalSeconds < seconds; count++)
            await AnsweredAsync(executor, echo);
        Console.WriteLine($"{count / clock.Elapsed.TotalSeconds:0.0}");
    }

    /// <summary>Plays broken recordings; prints how many, how many answers differ, how many cells of PS3.8 Table 9-10 were reached, and those cells.</summary>
    public static async Task HavocAsync(int port, int relayPort, int seconds, int seed, string[] server)
    {
        var target = Target(port, server);
        using var executor = Executor(target);
        var corpus = await RecordAsync(target, executor, relayPort);
        var random = new Random(seed);
        var (answers, features, count, clock) = (new HashSet<string>(), new HashSet<string>(), 0L, Stopwatch.StartNew());
        for (; clock.Elapsed.TotalSeconds < seconds; count++)
        {
            var session = Broken(corpus, random);
            var run = await executor.RunAsync(Written(session), CancellationToken.None);
            features.UnionWith(run.Features);
            // As with AFL: whatever led to something new is broken further.
            if (answers.Add($"{run.Ending} {run.Code} {run.Answer}"))
                corpus.Add(session);
        }
        Console.WriteLine($"{count} {answers.Count} {features.Count(static feature => feature.StartsWith("cell ", StringComparison.Ordinal))}");
    }

    private static async Task<List<IReadOnlyList<byte[]>>> RecordAsync(SessionTarget target, SessionExecutor server, int relayPort)
    {
        using var recorder = new SessionRecorder(relayPort, target.Endpoint.Port);
        recorder.Start();
        var seeds = SessionSeeds.Of(target, null);
        // The server has to run before somebody else connects to it.
        await AnsweredAsync(server, seeds[0].Bytes);
        using var client = Executor(target with { Endpoint = new IPEndPoint(IPAddress.Loopback, relayPort), Server = null });
        foreach (var seed in seeds)
        {
            await client.RunAsync(seed.Bytes, CancellationToken.None);
            // As at the beginning of a campaign: what is in good order says how long an answer may take.
            await server.RunAsync(seed.Bytes, CancellationToken.None);
        }
        return [.. recorder.Sessions];
    }

    private static List<byte[]> Broken(List<IReadOnlyList<byte[]>> corpus, Random random)
    {
        var turns = corpus[random.Next(corpus.Count)].ToList();
        if (random.Next(8) == 0)
        {
            var other = corpus[random.Next(corpus.Count)];
            turns = [.. turns.Take(random.Next(turns.Count + 1)), .. other.Skip(random.Next(other.Count))];
        }
        for (var changes = 1 << random.Next(5); changes > 0; changes--)
        {
            var turn = random.Next(turns.Count);
            if (turns[turn].Length > 0)
                turns[turn] = Changed(turns[turn], random);
        }
        return turns;
    }

    private static byte[] Changed(byte[] turn, Random random)
    {
        var at = random.Next(turn.Length);
        var length = 1 + random.Next(Math.Min(16, turn.Length - at));
        var bytes = turn.ToArray();
        switch (random.Next(6))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes[at] = Interesting[random.Next(Interesting.Length)];
                return bytes;
            case 2:
                bytes[at] += (byte)(random.Next(70) - 35);
                return bytes;
            case 3:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 4:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            default:
                return [.. bytes[..at], .. bytes[at..(at + length)], .. bytes[at..]];
        }
    }

    private static byte[] Written(List<byte[]> turns) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        steps = turns.SelectMany(static turn => (object[])[new { @do = "send", bytes = Convert.ToHexString(turn) }, new { @do = "await" }]).Take(256),
    });

    private static async Task AnsweredAsync(SessionExecutor executor, ReadOnlyMemory<byte> session)
    {
        var run = await executor.RunAsync(session, CancellationToken.None);
        if (run.Ending != RunEnding.Exited || run.Failure is not null)
            throw new InvalidOperationException($"The server did not answer a conversation in good order: {run.Ending} {run.Errors}");
    }

    private static SessionTarget Target(int port, string[] server) => new(new IPEndPoint(IPAddress.Loopback, port), "ANY-SCP", "LEADGLASS")
    {
        Stores = true,
        Server = CommandTarget.TryRead(server, takesFile: false, out var error) ?? throw new ArgumentException(error, nameof(server)),
    };

    private static SessionExecutor Executor(SessionTarget target) =>
        new(target, new ExecutionLimits { Wall = TimeSpan.FromSeconds(5), Memory = 1L << 30, AddressSpace = false }, SessionSeeds.Of(target, null).Count, TimeProvider.System);
}
