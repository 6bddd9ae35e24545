using System.Runtime.CompilerServices;
using Xunit;

namespace Leadglass.TestKit;

/// <summary>A test against a real program, run for each row of its data. It is skipped, or fails, as <see cref="RealPeerFactAttribute"/> says.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealPeerTheoryAttribute : TheoryAttribute
{
    /// <summary>Names what the test needs.</summary>
    /// <param name="programs">File names of programs, separated by spaces.</param>
    /// <param name="sourceFilePath">Filled in by the compiler.</param>
    /// <param name="sourceLineNumber">Filled in by the compiler.</param>
    public RealPeerTheoryAttribute(string programs, [CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        Programs = programs;
        Skip = RealPeers.WhyToSkip(programs);
    }

    /// <summary>What the test needs.</summary>
    public string Programs { get; }
}
