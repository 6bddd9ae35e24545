using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;

namespace Leadglass.Fuzzing.Managed;

/// <summary>The process in which a method runs on one input after the other: told by a byte on standard input, answered by a byte on standard output.</summary>
public static class ManagedWorker
{
    /// <summary>The command of the product that becomes a worker.</summary>
    public const string Command = "fuzz-worker";

    /// <summary>In front of the declared exceptions, so that the argument is never empty.</summary>
    internal const string DeclaredPrefix = "throws:";

    private delegate void OfSpan(ReadOnlySpan<byte> bytes);

    private delegate object? OfSpanWithResult(ReadOnlySpan<byte> bytes);

    /// <summary>Works until standard input ends.</summary>
    /// <param name="arguments">As <see cref="ManagedExecutor"/> gives them.</param>
    /// <returns>The exit code; 2 where the method cannot be called, with the reason on standard error.</returns>
    [RequiresUnreferencedCode("Loads assemblies that nobody knew when the product was built.")]
    [RequiresDynamicCode("Makes delegates of their methods.")]
    public static int Run(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        using var orders = Console.OpenStandardInput();
        using var answers = Console.OpenStandardOutput();
        Console.SetOut(TextWriter.Null);    // the target's own words must not be taken for answers
        if (arguments.Count < 7)
            return 2;
        var (file, probes, assembly, type, method) = (arguments[0], int.Parse(arguments[1], CultureInfo.InvariantCulture), arguments[2], arguments[3], arguments[4]);
        var declared = arguments[5][DeclaredPrefix.Length..].Split(',', StringSplitOptions.RemoveEmptyEntries);
        var kind = Enum.Parse<ProbeKind>(arguments[6]);
        using var shared = new SharedRun(file, probes);
        var folder = Path.GetDirectoryName(assembly)!;
        var loaded = new FolderContext(folder);
        (string Field, nint Address)[] entries = kind == ProbeKind.Comparisons ? [.. ComparisonRecorder.Entries] : [(AssemblyInstrumenter.MapField, shared.MapAddress)];
        foreach (var name in arguments.Skip(7))
        {
            var probe = loaded.LoadFromAssemblyPath(Path.Combine(folder, name)).GetType(AssemblyInstrumenter.ProbeType)!;
            foreach (var (field, address) in entries)
                probe.GetField(field)!.SetValue(null, address);
        }
        if (kind == ProbeKind.Comparisons)
            ComparisonRecorder.Start(shared.Ring, probes);

        var found = loaded.LoadFromAssemblyPath(assembly).GetType(type)?.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(candidate => (Candidate: candidate, Call: candidate.Name == method ? CallOf(candidate) : null))
            .FirstOrDefault(static candidate => candidate.Call is not null);
        if (found?.Call is not { } call)
        {
            Console.Error.WriteLine($"{type}.{method}: there is no such static method with one parameter of byte[], ReadOnlyMemory<byte>, ReadOnlySpan<byte> or Stream");
            return 2;
        }
        answers.WriteByte(0);   // ready
        while (orders.ReadByte() >= 0)
        {
            shared.Exception = "";
            ComparisonRecorder.Clear();
            try
            {
                call(shared.Input.ToArray());
            }
            catch (Exception e) when (!IsDeclared(e, declared))
            {
                shared.Exception = UpTo($" {type.Replace('+', '.')}.{method}(", e.ToString());
            }
            catch (Exception)
            {
                // Declared: the method refused the input, as it may.
            }
            answers.WriteByte(1);
        }
        return 0;
    }

    [RequiresDynamicCode("Makes delegates.")]
    private static Action<byte[]>? CallOf(MethodInfo method)
    {
        if (method.ContainsGenericParameters || method.GetParameters() is not [var parameter])
            return null;
        if (parameter.ParameterType == typeof(ReadOnlySpan<byte>) && method.ReturnType == typeof(void))
        {
            var span = method.CreateDelegate<OfSpan>();
            return bytes => span(bytes);
        }
        if (parameter.ParameterType == typeof(ReadOnlySpan<byte>) && !method.ReturnType.IsValueType)
        {
            var span = method.CreateDelegate<OfSpanWithResult>();
            return bytes => span(bytes);
        }
        Func<byte[], object>? convert =
            parameter.ParameterType == typeof(byte[]) ? static bytes => bytes
            : parameter.ParameterType == typeof(ReadOnlyMemory<byte>) ? static bytes => new ReadOnlyMemory<byte>(bytes)
            : parameter.ParameterType.IsAssignableFrom(typeof(MemoryStream)) ? static bytes => new MemoryStream(bytes, writable: false)
            : null;
        return convert is null ? null : bytes => method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [convert(bytes)], CultureInfo.InvariantCulture);
    }

    /// <summary>Leaves out the frames behind the target's first one: they are of this worker, and no part of a cause.</summary>
    private static string UpTo(string frame, string exception)
    {
        var at = exception.LastIndexOf(frame, StringComparison.Ordinal);
        var end = at < 0 ? -1 : exception.IndexOf('\n', at);
        return end < 0 ? exception : exception[..end];
    }

    private static bool IsDeclared(Exception exception, string[] declared)
    {
        for (var type = exception.GetType(); type is not null && type != typeof(Exception) && type != typeof(object); type = type.BaseType)
        {
            if (declared.Contains(type.FullName) || declared.Contains(type.Name))
                return true;
        }
        return false;
    }

    /// <summary>Loads from the target's folder first, so that a target that is itself a part of this product is the rewritten one.</summary>
    [RequiresUnreferencedCode("Loads assemblies that nobody knew when the product was built.")]
    private sealed class FolderContext(string folder) : AssemblyLoadContext("target")
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var file = Path.Combine(folder, $"{assemblyName.Name}.dll");
            return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
        }
    }
}
