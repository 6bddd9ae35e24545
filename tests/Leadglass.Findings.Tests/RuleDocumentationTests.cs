using Leadglass.TestKit;

namespace Leadglass.Findings.Tests;

public sealed class RuleDocumentationTests
{
    private static readonly IReadOnlyDictionary<string, string> Pages = RuleDocumentation.Render(new RuleCatalogue([Samples.OpenQuery, Samples.ClearText]));

    [Fact]
    public void Render_Catalogue_IsAnIndexAndAPageARule() => Assert.Equal(["LG-EXP-021.md", "LG-TLS-030.md", "README.md"], Pages.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Render_Index_IsTheApprovedPage() => ApprovedOutput.Matches(Pages["README.md"], "rules-index.md");

    [Fact]
    public void Render_Rule_IsTheApprovedPage() => ApprovedOutput.Matches(Pages["LG-EXP-021.md"], "LG-EXP-021.md");
}
