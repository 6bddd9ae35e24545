using Leadglass.Tls.Probing;

namespace Leadglass.Tls.Tests;

public sealed class ArchitectureTests
{
    [Fact]
    public void Tls_KnowsNoOtherRoomButFindingsAndNoPackageButYaml() => Assert.All(
        typeof(ServerProbe).Assembly.GetReferencedAssemblies(),
        static assembly => Assert.True(assembly.Name!.StartsWith("System.", StringComparison.Ordinal) || assembly.Name is "Leadglass.Findings" or "YamlDotNet", assembly.Name));
}
