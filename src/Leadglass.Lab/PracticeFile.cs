namespace Leadglass.Lab;

/// <summary>One file of the practice CD.</summary>
/// <param name="Name">Its name on the CD.</param>
/// <param name="Lesson">What is right or wrong with it.</param>
/// <param name="Bytes">The whole file.</param>
public sealed record PracticeFile(string Name, string Lesson, ReadOnlyMemory<byte> Bytes);
