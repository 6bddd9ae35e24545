using System.Text;
using System.Text.RegularExpressions;
using Leadglass.Fuzzing.Execution;

namespace Leadglass.Fuzzing.Triage;

/// <summary>
/// Says whether a run is a failure, and of what cause: by the frames of a sanitizer, the place of an assertion, the stack of a managed
/// exception, the last words of the C library, and where there is none of these by the signal alone.
/// </summary>
public static partial class FailureReader
{
    private const int Patience = 1_000;
    private const int Frames = 3;
    private const int ManagedFrames = 5;

    /// <summary>Judges a run.</summary>
    /// <param name="run">What was seen.</param>
    /// <param name="declaredExits">The exit codes that the program may end with; empty when any will do.</param>
    /// <returns>The failure; null where the run is none.</returns>
    public static Failure? Read(RunResult run, IReadOnlyCollection<int> declaredExits)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(declaredExits);
        try
        {
            return Judge(run, declaredExits);
        }
        catch (RegexMatchTimeoutException)
        {
            // What it wrote was made to be hard to read, or the machine is very busy: the ending alone remains.
            return Judge(run with { Errors = "" }, declaredExits);
        }
    }

    private static Failure? Judge(RunResult run, IReadOnlyCollection<int> declaredExits) =>
        run.Failure ?? run.Ending switch
        {
            RunEnding.NotStarted or RunEnding.Gone => null,
            RunEnding.TimedOut => NoEnd,
            RunEnding.OverMemory => new Failure(FailureKind.Resources, "more resident memory than the limit", Cwe.UnlimitedAllocation),
            RunEnding.Signalled when OfSignal(run.Code, run.Errors) is var failure => failure.Site == Signals.NameOf(run.Code) ? failure with { At = run.At } : failure,
            RunEnding.Quit when OfSanitizer(run.Errors) is { } reported => reported,
            RunEnding.Quit when OfManaged(run.Errors) is { } unhandled => unhandled,
            RunEnding.Quit => new Failure(FailureKind.Quit, $"the server ended with exit code {run.Code}", Cwe.UncheckedCondition, run.At),
            _ when OfSanitizer(run.Errors) is { } reported => reported,
            _ when run.Code != 0 && OfManaged(run.Errors) is { } unhandled => unhandled,
            _ when run.Code != 0 && OutOfMemory().IsMatch(run.Errors) => AskedForTooMuch,
            _ when declaredExits.Count > 0 && !declaredExits.Contains(run.Code) => new Failure(FailureKind.UndeclaredExit, $"exit code {run.Code}", Cwe.UncheckedCondition),
            _ => null,
        };

    /// <summary>By the clock or by the processor's time: which of them is first depends on how busy the machine is, not on the cause.</summary>
    private static Failure NoEnd { get; } = new(FailureKind.Hang, "no end within the time", Cwe.EndlessLoop);

    private static Failure AskedForTooMuch { get; } = new(FailureKind.Resources, "memory was refused", Cwe.UnlimitedAllocation);

    private static Failure OfSignal(int signal, string errors)
    {
        if (signal == Signals.ProcessorTime)
            return NoEnd;
        if (signal == Signals.FileSize)
            return new Failure(FailureKind.Resources, "a larger file than the limit", Cwe.UnlimitedConsumption);
        if (signal == Signals.Kill)
            return new Failure(FailureKind.Resources, "killed by the system, as when memory runs out", Cwe.UnlimitedConsumption);
        if (OfSanitizer(errors) is { } reported)
            return reported;
        if (Assertion().Match(errors) is { Success: true } assertion)
            return new Failure(FailureKind.Crash, $"assertion at {assertion.Groups["file"].Value}:{assertion.Groups["line"].Value}", Cwe.ReachableAssertion);
        if (OutOfMemory().IsMatch(errors))
            return AskedForTooMuch;
        if (OfManaged(errors) is { } unhandled)
            return unhandled;
        if (Thrown().Match(errors) is { Success: true } thrown)
            return new Failure(FailureKind.Crash, $"uncaught {thrown.Groups["type"].Value}", Cwe.UncaughtException);
        if (LibraryFault().Match(errors) is { Success: true } fault)
            return new Failure(FailureKind.Crash, $"{Signals.NameOf(signal)}: {fault.Value.Trim()}", fault.Value.Contains("double free", StringComparison.Ordinal) ? Cwe.DoubleFree : Cwe.MemoryBounds);
        return new Failure(FailureKind.Crash, Signals.NameOf(signal), signal switch
        {
            Signals.ArithmeticError => Cwe.DivideByZero,
            Signals.Abort => Cwe.ReachableAssertion,
            _ => Cwe.MemoryBounds,
        });
    }

    private static Failure? OfSanitizer(string errors)
    {
        if (UndefinedBehaviour().Match(errors) is { Success: true } undefined)
            return new Failure(FailureKind.Crash, $"undefined behaviour at {FileName(undefined.Groups["file"].Value)}:{undefined.Groups["line"].Value}", Cwe.UndefinedBehaviour);
        if (Sanitizer().Match(errors) is not { Success: true } report)
            return null;
        var what = report.Groups["what"].Value;
        // Behind the first empty line it is told where the memory came from, which many bugs have in common.
        var trace = errors[report.Index..].Split("\n\n", 2)[0];
        var frames = Frame().Matches(trace)
            .Select(static match => NameOf(match.Groups["function"].Value))
            .Where(static function => !function.StartsWith("__", StringComparison.Ordinal) && !function.StartsWith("abort", StringComparison.Ordinal))
            .Take(Frames);
        var isWrite = errors.Contains("\nWRITE of size", StringComparison.Ordinal);
        return new Failure(
            what is "allocation-size-too-big" or "out-of-memory" or "requested" or "allocator" or "out" ? FailureKind.Resources : FailureKind.Crash,
            string.Join(" < ", frames.Prepend(what)),
            what switch
            {
                "heap-buffer-overflow" or "stack-buffer-overflow" or "global-buffer-overflow" => isWrite ? Cwe.OutOfBoundsWrite : Cwe.OutOfBoundsRead,
                "heap-use-after-free" or "stack-use-after-return" or "stack-use-after-scope" => Cwe.UseAfterFree,
                "double-free" or "attempting" => Cwe.DoubleFree,
                "stack-overflow" => Cwe.UncontrolledRecursion,
                "allocation-size-too-big" or "out-of-memory" => Cwe.UnlimitedAllocation,
                "FPE" => Cwe.DivideByZero,
                "SEGV" when errors.Contains("address 0x000000000", StringComparison.Ordinal) => Cwe.NullPointer,
                _ => Cwe.MemoryBounds,
            });
    }

    /// <summary>Exceptions that nobody caught, of .NET, Java and Python: type and innermost frames.</summary>
    private static Failure? OfManaged(string errors)
    {
        if (errors.Contains("Stack overflow.", StringComparison.Ordinal))
            return new Failure(FailureKind.Crash, "stack overflow", Cwe.UncontrolledRecursion);
        if (Unhandled().Match(errors) is { Success: true } unhandled)
        {
            var frames = ManagedFrame().Matches(errors, unhandled.Index).Select(static match => match.Groups["method"].Value).Take(ManagedFrames);
            var type = unhandled.Groups["type"].Value;
            return new Failure(
                type.EndsWith("OutOfMemoryException", StringComparison.Ordinal) || type.EndsWith("OutOfMemoryError", StringComparison.Ordinal) ? FailureKind.Resources : FailureKind.Crash,
                string.Join(" < ", frames.Prepend(type)), Cwe.UncaughtException);
        }
        if (!errors.Contains("Traceback (most recent call last)", StringComparison.Ordinal))
            return null;
        // Python prints the innermost frame last, and the exception behind it.
        var places = PythonFrame().Matches(errors).Select(static match => $"{FileName(match.Groups["file"].Value)}:{match.Groups["line"].Value}").Reverse().Take(Frames);
        var exception = PythonException().Matches(errors) is { Count: > 0 } named ? named[^1].Groups["type"].Value : "exception";
        return new Failure(
            exception == "MemoryError" ? FailureKind.Resources : FailureKind.Crash,
            string.Join(" < ", places.Prepend(exception)), exception == "RecursionError" ? Cwe.UncontrolledRecursion : Cwe.UncaughtException);
    }

    /// <summary>The name of a function of C++ without what it returns and takes: <c>void (anonymous namespace)::copy&lt;int&gt;(int*)</c> is <c>copy</c>.</summary>
    private static string NameOf(string signature)
    {
        var plain = signature.Replace("(anonymous namespace)::", "", StringComparison.Ordinal);
        if (plain.IndexOf("operator", StringComparison.Ordinal) is >= 0 and var at)
            return plain[at..].Split('(', 2)[0];
        var name = new StringBuilder();
        var depth = 0;
        foreach (var c in plain)
        {
            if (c == '(' && depth == 0)
                break;
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            // What stands before a blank is what is returned.
            if (c == ' ' && depth == 0)
                name.Clear();
            else if (depth == 0 && c != '>')
                name.Append(c);
        }
        return name.ToString();
    }

    private static string FileName(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];

    [GeneratedRegex(@"(ERROR|WARNING): (Address|HWAddress|Memory|Thread|Leak|UndefinedBehavior)Sanitizer:? (?<what>[A-Za-z-]+)", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Sanitizer();

    [GeneratedRegex(@"(?<file>[^\s:]+):(?<line>[0-9]+):[0-9]+: runtime error:", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex UndefinedBehaviour();

    [GeneratedRegex(@"#[0-9]+ 0x[0-9a-f]+ in (?<function>.+?)(?= [/(<]| \S+:[0-9]|\r|$)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Frame();

    // The form of glibc: program: path/file.cxx:162: function: Assertion `...' failed.
    [GeneratedRegex(@"(?<file>[^\s:/]+):(?<line>[0-9]+): .*Assertion [`'].*' failed", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Assertion();

    [GeneratedRegex(@"std::bad_alloc|std::bad_array_new_length|std::length_error|[Oo]ut of memory|memory exhausted|Cannot allocate memory|[Oo]ut of space|MemoryError", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex OutOfMemory();

    [GeneratedRegex(@"terminate called after throwing an instance of '(?<type>[^']+)'", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Thrown();

    [GeneratedRegex(@"free\(\): [^\n]+|malloc[a-z_]*\(\): [^\n]+|realloc\(\): [^\n]+|munmap_chunk\(\): [^\n]+|double free or corruption[^\n]*|\*\*\* [a-z ]+ \*\*\*|corrupted [^\n]+", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex LibraryFault();

    [GeneratedRegex(@"(Unhandled exception\. |Exception in thread ""[^""]*"" )(?<type>[A-Za-z0-9_.+]+)", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Unhandled();

    [GeneratedRegex(@"^\s+at (?<method>[^\s(]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex ManagedFrame();

    [GeneratedRegex(@"^\s+File ""(?<file>[^""]+)"", line (?<line>[0-9]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex PythonFrame();

    [GeneratedRegex(@"^(?<type>[A-Za-z_.]*(Error|Exception|Interrupt))\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex PythonException();
}
