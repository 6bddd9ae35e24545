using System.Xml.Linq;

namespace Leadglass.EndToEnd.Tests.Documentation;

/// <summary>The rooms have the doors that ARCHITECTURE.md draws, and no others.</summary>
public sealed class ArchitectureTests
{
    [Fact]
    public void Rooms_KnowWhomThePageSaysTheyKnow()
    {
        var rooms = Directory.GetFiles(Path.Combine(Pages.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(project => (Path.GetFileNameWithoutExtension(project), string.Join(", ", References(project))));

        var drawn = Pages.Read("ARCHITECTURE.md").Rows
            .Where(row => row[0].StartsWith("Leadglass.", StringComparison.Ordinal))
            .Select(row => (row[0], row[2] == "nobody" ? "" : row[2]));

        Assert.Equal(drawn.Order(), rooms.Order());
    }

    private static IEnumerable<string> References(string project) =>
        XDocument.Load(project).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!)["Leadglass.".Length..])
            .Order(StringComparer.Ordinal);
}
