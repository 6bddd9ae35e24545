using Leadglass.Findings;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests;

/// <summary>The pages under <c>docs/reference/rules</c> are made from the rules. <c>LEADGLASS_ACCEPT=1</c> makes them anew.</summary>
public sealed class RuleReferenceTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "reference", "rules");

    [Fact]
    public void Pages_AreWhatTheRulesSay()
    {
        var rendered = RuleDocumentation.Render(ProductRules.Catalogue);
        if (Environment.GetEnvironmentVariable(ApprovedOutput.AcceptVariable) == "1")
            Write(rendered);

        var stale = rendered.Where(page => !File.Exists(PathOf(page.Key)) || File.ReadAllText(PathOf(page.Key)).ReplaceLineEndings("\n") != page.Value).Select(page => page.Key);
        var orphaned = Directory.Exists(Folder) ? Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)).Except(rendered.Keys) : [];
        Assert.True(!stale.Any() && !orphaned.Any(),
            $"Stale: {string.Join(", ", stale)}. Without a rule: {string.Join(", ", orphaned)}. To make them anew: {ApprovedOutput.AcceptVariable}=1 ./test Cli RuleReference");
    }

    private static void Write(IReadOnlyDictionary<string, string> rendered)
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
        Directory.CreateDirectory(Folder);
        foreach (var (name, text) in rendered)
            File.WriteAllText(PathOf(name), text);
    }

    private static string PathOf(string name) => Path.Combine(Folder, name);
}
