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
        if (arguments.Count < 6)
            return 2;
        var (file, blocks, assembly, type, method) = (arguments[0], int.Parse(arguments[1], CultureInfo.InvariantCulture), arguments[2], arguments[3], arguments[4]);
        var declared = arguments[5][DeclaredPrefix.Length..].Split(',', StringSplitOptions.RemoveEmptyEntries);
        using var shared = new SharedRun(file, blocks);
        var folder = Path.GetDirectoryName(assembly)!;
        var loaded = new FolderContext(folder);
        var offset = shared.MapAddress;
        foreach (var word in arguments.Skip(6))
        {
            var parts = word.Split('|');
            loaded.LoadFromAssemblyPath(Path.Combine(folder, parts[0])).GetType(AssemblyInstrumenter.ProbeType)!.GetField(AssemblyInstrumenter.MapField)!.SetValue(null, offset);
            offset += int.Parse(parts[1], CultureInfo.InvariantCulture);
        }

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
            try
            {
                call(shared.Input.ToArray());
            }
            catch (Exception e) when (!IsDeclared(e, declared))
            {
                shared.Exception = e.ToString();
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
