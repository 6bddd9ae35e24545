namespace Leadglass.Fuzzing.Seeds;

/// <summary>A file that campaigns start from.</summary>
/// <param name="Name">A file name, unique in its corpus, such as <c>class-ct.dcm</c>.</param>
/// <param name="Bytes">Its bytes.</param>
public sealed record Seed(string Name, ReadOnlyMemory<byte> Bytes);
