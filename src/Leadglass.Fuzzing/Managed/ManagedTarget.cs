using Leadglass.Fuzzing.Campaign;

namespace Leadglass.Fuzzing.Managed;

/// <summary>A method that reads bytes.</summary>
/// <param name="Assembly">The whole path of its assembly; what it needs stands beside it.</param>
/// <param name="Type">Full name of its type.</param>
/// <param name="Method">Its name: static, with one parameter: byte[], ReadOnlyMemory&lt;byte&gt;, ReadOnlySpan&lt;byte&gt; or Stream.</param>
/// <param name="Instrumented">File names of the assemblies whose blocks are counted; the first is the one of the method.</param>
/// <param name="Declared">Names of exceptions that it may throw, with those derived from them; full or short.</param>
public sealed record ManagedTarget(string Assembly, string Type, string Method, IReadOnlyList<string> Instrumented, IReadOnlyList<string> Declared)
{
    private const string AlsoOption = "--also";
    private const string ThrowsOption = "--throws";

    /// <summary>What stands behind the assembly in the command line: the method, and options that decide what is a defect and what is counted.</summary>
    public IReadOnlyList<string> Arguments =>
        [$"{Type}.{Method}", .. Instrumented.Skip(1).SelectMany(static name => (string[])[AlsoOption, name]), .. Declared.Count == 0 ? [] : (string[])[ThrowsOption, string.Join(',', Declared)]];

    /// <summary>The method of a campaign.</summary>
    /// <param name="state">A campaign against a method.</param>
    /// <exception cref="IOException">The state does not name a method.</exception>
    public static ManagedTarget Of(CampaignState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var options = state.Arguments.Skip(1).Chunk(2).ToList();
        if (state.Arguments.Count % 2 == 0 || options.Exists(static option => option[0] is not (AlsoOption or ThrowsOption)))
            throw new IOException("The state of the campaign does not name a method.");
        var (name, dot) = (state.Arguments[0], state.Arguments[0].LastIndexOf('.'));
        return new ManagedTarget(
            state.Program, name[..Math.Max(0, dot)], name[(dot + 1)..],
            [Path.GetFileName(state.Program), .. options.Where(static option => option[0] == AlsoOption).Select(static option => option[1])],
            [.. options.Where(static option => option[0] == ThrowsOption).SelectMany(static option => option[1].Split(','))]);
    }
}
