namespace Leadglass.Knowledge.Import;

/// <summary>What became of one file.</summary>
/// <param name="Name">Its path below the folder, with <c>/</c>. Untrusted.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">What was not understood, or why it was refused; <see langword="null"/> for what was imported. Untrusted.</param>
public sealed record ImportedFile(string Name, ImportOutcome Outcome, string? Reason);
