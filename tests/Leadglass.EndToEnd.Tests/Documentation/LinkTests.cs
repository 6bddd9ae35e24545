namespace Leadglass.EndToEnd.Tests.Documentation;

/// <summary>A reader who follows a link of a page arrives.</summary>
public sealed class LinkTests
{
    public static TheoryData<string> AllPages => [.. Pages.All];

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Page_RelativeLinks_LeadToAFileAndItsHeading(string path)
    {
        var broken = Pages.Read(path).Links.Where(link => !link.Contains("://", StringComparison.Ordinal) && !Arrives(path, link));

        Assert.Empty(broken);
    }

    [Fact]
    public void DocsIndex_LeadsToEveryPage()
    {
        var linked = Pages.Read("docs/README.md").Links.Select(link => Resolve("docs/README.md", link.Split('#')[0])).ToHashSet();
        // Generated pages are found through their folder and by `leadglass explain`.
        var pages = Pages.All.Where(page => page.StartsWith("docs/", StringComparison.Ordinal) && !page.StartsWith("docs/reference/rules/", StringComparison.Ordinal));

        Assert.Equal([], pages.Where(page => page != "docs/README.md").Except(linked));
    }

    private static bool Arrives(string from, string link)
    {
        var parts = link.Split('#', 2);
        var path = parts[0].Length == 0 ? from : Resolve(from, parts[0]);
        var full = Path.Combine(Pages.Root, path);
        return parts.Length == 1
            ? File.Exists(full) || Directory.Exists(full)
            : File.Exists(full) && Pages.Read(path).Anchors.Contains(parts[1]);
    }

    private static string Resolve(string from, string link) =>
        Path.GetRelativePath(Pages.Root, Path.GetFullPath(Path.Combine(Pages.Root, Path.GetDirectoryName(from)!, link))).Replace('\\', '/');
}
