using System.Reflection;

namespace Leadglass.FuzzTargets;

/// <summary>A reader of the product as something to fuzz: one line of <c>targets.tsv</c>, which <c>eng/fuzz-nightly</c> reads as well.</summary>
/// <param name="Name">Its name, and that of its folder in <c>tests/corpora</c>.</param>
/// <param name="Method">Type and method: static, with bytes as its one parameter.</param>
/// <param name="Instrumented">The assemblies whose blocks are counted.</param>
/// <param name="Declared">Full names of the exceptions that it may throw.</param>
public sealed record FuzzTarget(string Name, string Method, IReadOnlyList<string> Instrumented, IReadOnlyList<string> Declared)
{
    private delegate void OfSpan(ReadOnlySpan<byte> bytes);

    /// <summary>Every target.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } = [.. Lines().Select(static line => line.Split('\t')).Select(static cells => new FuzzTarget(cells[0], cells[1], cells[2].Split(','), cells.ElementAtOrDefault(3)?.Split(',') ?? []))];

    /// <summary>Runs it once.</summary>
    /// <param name="bytes">Any bytes.</param>
    public void Run(byte[] bytes)
    {
        try
        {
            Call(bytes);
        }
        catch (Exception e) when (Declared.Contains(e.GetType().FullName))
        {
            // It refused the bytes, as it may.
        }
    }

    private void Call(byte[] bytes)
    {
        var dot = Method.LastIndexOf('.');
        var method = typeof(FuzzTarget).Assembly.GetType(Method[..dot], throwOnError: true)!.GetMethod(Method[(dot + 1)..], BindingFlags.Static | BindingFlags.Public)
            ?? throw new MissingMethodException(Method);
        if (method.GetParameters()[0].ParameterType == typeof(byte[]))
            method.CreateDelegate<Action<byte[]>>()(bytes);
        else
            method.CreateDelegate<OfSpan>()(bytes);
    }

    private static IEnumerable<string> Lines()
    {
        using var reader = new StreamReader(typeof(FuzzTarget).Assembly.GetManifestResourceStream("targets.tsv")!);
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
