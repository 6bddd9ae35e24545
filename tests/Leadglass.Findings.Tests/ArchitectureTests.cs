namespace Leadglass.Findings.Tests;

public sealed class ArchitectureTests
{
    [Fact]
    public void Findings_KnowsNoOtherRoomAndNoPackage() =>
        Assert.All(typeof(Finding).Assembly.GetReferencedAssemblies(), assembly => Assert.StartsWith("System.", assembly.Name, StringComparison.Ordinal));
}
