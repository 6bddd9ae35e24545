using System.Text.RegularExpressions;

namespace Leadglass.EndToEnd.Tests.Documentation;

/// <summary>One Markdown page, as far as its tests need to understand it.</summary>
internal sealed partial class Page
{
    private const int Patience = 1_000;

    public Page(string path, string text)
    {
        Path = path;
        var prose = new List<string>();
        var blocks = new List<Block>();
        (string Info, int Indent, List<string> Lines)? open = null;
        foreach (var line in text.Split('\n'))
        {
            var indent = line.Length - line.TrimStart(' ').Length;
            if (!line.AsSpan(indent).StartsWith("```", StringComparison.Ordinal))
            {
                // Blocks of a list are indented with it.
                (open?.Lines ?? prose).Add(line[Math.Min(indent, open?.Indent ?? 0)..]);
            }
            else if (open is { } block)
            {
                blocks.Add(new Block(block.Info, block.Lines));
                open = null;
            }
            else
            {
                open = (line[(indent + 3)..], indent, []);
            }
        }

        Assert.True(open is null, $"{path}: a block is not closed");
        (Prose, Blocks) = (prose, blocks);
    }

    public string Path { get; }

    /// <summary>The lines outside fenced blocks.</summary>
    public IReadOnlyList<string> Prose { get; }

    /// <summary>The fenced blocks, in their order.</summary>
    public IReadOnlyList<Block> Blocks { get; }

    /// <summary>The targets of links and images.</summary>
    public IEnumerable<string> Links => Prose.SelectMany(line => Link().Matches(CodeSpan().Replace(line, "")).Select(match => match.Groups["target"].Value));

    /// <summary>The anchors of its headings, as GitHub makes them.</summary>
    public IEnumerable<string> Anchors => Prose
        .Where(line => Heading().IsMatch(line))
        .Select(line => NotInAnchor().Replace(Heading().Replace(line, "").Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    /// <summary>The first cell of each row of its tables, without the marks of code.</summary>
    public IEnumerable<string> FirstCells => Rows.Select(row => row[0]);

    /// <summary>The rows of its tables without their heads; cells lose the marks of code.</summary>
    public IEnumerable<string[]> Rows => Prose
        .Zip(Prose.Skip(1).Append(""))
        .Where(pair => IsRow(pair.First) && !IsRule(pair.First) && !IsRule(pair.Second))
        .Select(pair => pair.First.Trim('|').Split('|').Select(cell => cell.Trim().Replace("`", "", StringComparison.Ordinal)).ToArray());

    private static bool IsRow(string line) => line.StartsWith('|');

    private static bool IsRule(string line) => line.StartsWith("|-", StringComparison.Ordinal);

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Patience)]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]*`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Patience)]
    private static partial Regex CodeSpan();

    [GeneratedRegex("^#{1,6} ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Patience)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Patience)]
    private static partial Regex NotInAnchor();

    /// <summary>A fenced block.</summary>
    /// <param name="Info">What follows the fence: the language and, after a space, what the tests do with it.</param>
    /// <param name="Lines">Its lines.</param>
    internal sealed record Block(string Info, IReadOnlyList<string> Lines);
}
