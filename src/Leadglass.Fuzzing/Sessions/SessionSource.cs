using Leadglass.Dicom;
using Leadglass.Dicom.Dimse;
using Leadglass.Dicom.Network;
using Leadglass.Fuzzing.Mutation;
using Leadglass.Fuzzing.Seeds;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>Makes broken conversations. A case is a pure function of the campaign's seed, its index and the corpus, as with files.</summary>
public sealed class SessionSource : IDeepeningSource
{
    private const int MostDeviations = 4;
    private const ushort ResponseBit = 0x8000;      // PS3.7 §E.1

    private readonly SessionProgram[] _programs;
    private readonly CasePlan<SessionOperator, SessionProgram> _plan;

    /// <summary>Prepares a campaign.</summary>
    /// <param name="campaign">The campaign's seed.</param>
    /// <param name="seeds">The conversations; their order matters.</param>
    /// <exception cref="ArgumentException">One of them is no conversation, or there is none.</exception>
    public SessionSource(ulong campaign, IReadOnlyList<Seed> seeds)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        _programs = [.. seeds.Select(Read)];
        _plan = new CasePlan<SessionOperator, SessionProgram>(campaign, seeds, _programs, SessionOperators.All, (op, seed) => op.AppliesTo(_programs[seed]), anotherStepIn: 2);
    }

    /// <summary>The operators that apply to this corpus, in the order that the indices follow.</summary>
    public IReadOnlyList<SessionOperator> Operators => _plan.Operators;

    IReadOnlyList<CaseOperator> ICaseSource.Operators => Operators;

    /// <inheritdoc/>
    public string Extension => ".session.json";

    private static SessionProgram Read(Seed seed) =>
        SessionProgram.TryRead(seed.Bytes.Span, out var program, out var error) ? program : throw new ArgumentException($"{seed.Name}: {error}", nameof(seed));

    /// <inheritdoc/>
    public FuzzCase Make(long index, uint without = 0) => _plan.Make(index, without, Broken, static program => program.ToBytes());

    /// <inheritdoc/>
    public FuzzCase? MakeFrom(Seed other, long index)
    {
        ArgumentNullException.ThrowIfNull(other);
        var program = Read(other);
        return Operators[(int)(index % Operators.Count)].AppliesTo(program) ? _plan.Make(index, 0, Broken, static made => made.ToBytes(), (other.Name, program)) : null;
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ReduceAsync(ReadOnlyMemory<byte> bytes, Func<ReadOnlyMemory<byte>, Task<bool>> fails, int budget) =>
        new SessionMinimizer(fails, budget).RunAsync(bytes);

    /// <inheritdoc/>
    public string Explain(ReadOnlyMemory<byte> seed, ReadOnlyMemory<byte> reproducer, IReadOnlyList<MutationStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (!SessionProgram.TryRead(reproducer.Span, out var program, out var error))
            return error;
        // What is left of several conversations has no steps of its own: then what is wrong is read from its bytes.
        var wrong = steps.Count > 0 ? steps.Select(static step => step.What).ToList() : program.Steps.SelectMany(step => Deviations(step, isAnswer: program.To is not null)).Distinct(StringComparer.Ordinal).ToList();
        var what = wrong.Count == 0 ? "no step is wrong by itself" : $"{string.Join("; ", wrong.Take(MostDeviations))}{(wrong.Count > MostDeviations ? $" and {wrong.Count - MostDeviations} more" : "")}";
        var left = program.Steps.Where(SessionMutation.Sends).Select(SessionMutation.NameOf).ToList();
        var bytes = program.Steps.Sum(static step => SessionMutation.BytesOf(step).Length);
        return $"{what} ({string.Join(", ", left.Take(6))}{(left.Count > 6 ? $" and {left.Count - 6} more" : "")}: {bytes} bytes sent in all)";
    }

    private static IEnumerable<string> Deviations(SessionStep step, bool isAnswer) => step switch
    {
        SendStep send => PduReader.Read(send.Bytes, Conformance.Strict).Anomalies.Select(anomaly => $"{SessionMutation.NameOf(send)}: {anomaly.Field}: {anomaly.Message}"),
        MessageStep message =>
        [
            // The answers to sub-operations are no steps: whatever else answers, answers to nothing.
            .. !isAnswer && ((ushort?)MessageParts.FieldOf(message.Command) & ResponseBit) is ResponseBit ? [$"{SessionMutation.NameOf(message)}: nobody asked for it"] : Array.Empty<string>(),
            .. CommandSetReader.Read(message.Command, Conformance.Strict).Anomalies.Select(anomaly => $"{SessionMutation.NameOf(message)}: {anomaly.Field}: {anomaly.Message}"),
        ],
        _ => [],
    };

    private (SessionProgram Case, string What)? Broken(SessionOperator op, SessionProgram program, CaseRandom random) =>
        op.AppliesTo(program) && op.Apply(new SessionMutation(program, random, _programs)) is { Program.Steps.Count: > 0 } broken ? (broken.Program, broken.What) : null;
}
