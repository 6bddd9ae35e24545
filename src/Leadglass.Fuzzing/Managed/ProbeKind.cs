namespace Leadglass.Fuzzing.Managed;

/// <summary>What an assembly is rewritten to tell.</summary>
internal enum ProbeKind
{
    /// <summary>How often each basic block runs.</summary>
    Blocks,

    /// <summary>What numbers and texts are compared with: slower, so that only inputs that are worth it run with it.</summary>
    Comparisons,
}
