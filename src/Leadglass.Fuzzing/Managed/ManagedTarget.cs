namespace Leadglass.Fuzzing.Managed;

/// <summary>A method that reads bytes.</summary>
/// <param name="Assembly">The whole path of its assembly; what it needs stands beside it.</param>
/// <param name="Type">Full name of its type.</param>
/// <param name="Method">Its name: static, with one parameter: byte[], ReadOnlyMemory&lt;byte&gt;, ReadOnlySpan&lt;byte&gt; or Stream.</param>
/// <param name="Instrumented">File names of the assemblies whose blocks are counted.</param>
/// <param name="Declared">Names of exceptions that it may throw, with those derived from them; full or short.</param>
public sealed record ManagedTarget(string Assembly, string Type, string Method, IReadOnlyList<string> Instrumented, IReadOnlyList<string> Declared);
