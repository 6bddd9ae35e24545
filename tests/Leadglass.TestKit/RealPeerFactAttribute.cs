using System.Runtime.CompilerServices;
using Xunit;

namespace Leadglass.TestKit;

/// <summary>A test against a real program. Where the program is missing the test is skipped with that reason; under <c>CI=true</c> it runs, and fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealPeerFactAttribute : FactAttribute
{
    /// <summary>Names what the test needs.</summary>
    /// <param name="programs">File names of programs, separated by spaces.</param>
    /// <param name="sourceFilePath">Filled in by the compiler.</param>
    /// <param name="sourceLineNumber">Filled in by the compiler.</param>
    public RealPeerFactAttribute(string programs, [CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        Programs = programs;
        Skip = RealPeers.WhyToSkip(programs);
    }

    /// <summary>What the test needs.</summary>
    public string Programs { get; }
}
