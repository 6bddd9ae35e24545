using System.Text.RegularExpressions;

namespace Leadglass.EndToEnd.Tests.Documentation;

/// <summary>A page that claims to be shown by tests is read by one.</summary>
public sealed partial class PastFailuresTests
{
    private const int Patience = 1_000;

    [Fact]
    public void EveryEntry_NamesATestThatIsThere()
    {
        var entries = Entry().Split(Pages.ReadText("docs/security/past-failures.md"))[1..^1];   // the last one is about what has none

        Assert.True(entries.Length >= 10);
        Assert.All(entries, entry =>
        {
            var tests = Test().Matches(entry);
            Assert.NotEmpty(tests);
            Assert.All(tests, test => Assert.Contains($" {test.Groups["name"].Value}(", Pages.ReadText(test.Groups["file"].Value), StringComparison.Ordinal));
        });
    }

    [GeneratedRegex("^## ", RegexOptions.Multiline, Patience)]
    private static partial Regex Entry();

    [GeneratedRegex(@"\[`(?<name>\w+)`\]\(\.\./\.\./(?<file>tests/[^)]+)\)", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Test();
}
