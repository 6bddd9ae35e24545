using System.Text.RegularExpressions;

namespace Leadglass.Cli.Tests.Output;

/// <summary>Checks that every element of a page is closed in the order in which it was opened (HTML Living Standard §13.1.2).</summary>
internal static class HtmlTags
{
    private static readonly HashSet<string> Void = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

    public static void RequireBalance(string page)
    {
        var open = new Stack<string>();
        var content = Regex.Replace(page, "(?<=<style[^>]*>).*?(?=</style>)|<!--.*?-->|<!doctype[^>]*>", "", RegexOptions.Singleline | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(5));
        foreach (var tag in Regex.EnumerateMatches(content, "<[^>]*>", RegexOptions.None, TimeSpan.FromSeconds(5)))
        {
            var text = content.Substring(tag.Index, tag.Length);
            var name = text.Trim('<', '>', '/').Split(' ', '\n', '/')[0].ToLowerInvariant();
            Assert.Matches(@"\A[a-z][a-z0-9]*\z", name);
            if (text.StartsWith("</", StringComparison.Ordinal))
                Assert.Equal(open.Pop(), name);
            else if (!Void.Contains(name) && !text.EndsWith("/>", StringComparison.Ordinal))
                open.Push(name);
        }

        Assert.Empty(open);
    }
}
