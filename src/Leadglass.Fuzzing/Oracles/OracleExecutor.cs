using Leadglass.Fuzzing.Execution;
using Leadglass.Fuzzing.Seeds;
using Leadglass.Fuzzing.Triage;

namespace Leadglass.Fuzzing.Oracles;

/// <summary>Runs a program on files, and has oracles look at each run.</summary>
public sealed class OracleExecutor : IExecutor
{
    private readonly CommandExecutor _program;
    private readonly CommandExecutor? _beside;
    private readonly SeedRuns _seeds;
    private readonly SeedRuns _measured;
    private readonly List<IOracle> _oracles = [];
    private readonly IReadOnlyList<int> _declaredExits;

    /// <summary>Prepares the oracles.</summary>
    /// <param name="target">The program.</param>
    /// <param name="limits">What a run may cost.</param>
    /// <param name="choice">Which oracles watch.</param>
    /// <param name="seeds">Files that nobody has broken: what the program does with these is usual.</param>
    /// <param name="declaredExits">The exit codes that the program may end with; empty when any will do.</param>
    /// <param name="time">The clock.</param>
    public OracleExecutor(CommandTarget target, ExecutionLimits limits, OracleChoice choice, IReadOnlyList<Seed> seeds, IReadOnlyList<int> declaredExits, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(choice);
        _declaredExits = declaredExits;
        _program = new CommandExecutor(target, limits, time);
        _seeds = new SeedRuns(seeds, (bytes, cancellation) => _program.RunAsync(bytes, RunWatch.Closely, cancellation));
        _measured = new SeedRuns(seeds, (bytes, cancellation) => _program.RunAsync(bytes, RunWatch.Processor, cancellation));
        if (choice.Has(OracleCatalogue.Files))
            _oracles.Add(new FileOracle(_seeds));
        if (choice.Has(OracleCatalogue.Commands))
            _oracles.Add(new CommandOracle());
        if (choice.Has(OracleCatalogue.Memory))
            _oracles.Add(new MemoryOracle(_program, _seeds));
        if (choice.Has(OracleCatalogue.Time))
            _oracles.Add(new TimeOracle(_program, _measured));
        if (choice.Has(OracleCatalogue.Uninitialised))
            _oracles.Add(new UninitialisedOracle(_program));
        if (choice.Beside is { } beside)
        {
            // The address space is not limited: what the other program needs to start nobody has tried.
            _beside = new CommandExecutor(beside, limits with { AddressSpace = false }, time);
            _oracles.Add(new DisagreementOracle(_beside, beside.Name));
        }
    }

    /// <inheritdoc/>
    public async Task<RunResult> RunAsync(ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        var run = await _program.RunAsync(input, cancellation);
        var hasFailed = run.Ending != RunEnding.Exited || FailureReader.Read(run, _declaredExits) is not null;
        foreach (var oracle in _oracles.Where(oracle => run.Ending != RunEnding.NotStarted && (!hasFailed || oracle.LooksAtFailures)))
        {
            if (await oracle.LookAsync(input, run, cancellation) is { } failure)
                return run with { Failure = failure };
        }
        return run;
    }

    /// <summary>Why the program beside cannot be held against this one: a seed on which they do not agree as it is. Null where they agree on all, or there is none.</summary>
    /// <param name="seeds">The seeds.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task<string?> ObjectionAsync(IReadOnlyList<Seed> seeds, CancellationToken cancellation) =>
        _beside is null ? Task.FromResult<string?>(null) : DisagreementOracle.ObjectionAsync(seeds, _program, _beside, cancellation);

    /// <summary>Removes the working folders.</summary>
    public void Dispose()
    {
        _program.Dispose();
        _beside?.Dispose();
        _seeds.Dispose();
        _measured.Dispose();
    }
}
