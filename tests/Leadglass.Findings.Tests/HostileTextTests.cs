using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace Leadglass.Findings.Tests;

/// <summary>One AE title that attacks every kind of viewer at once, through every writer.</summary>
public sealed class HostileTextTests
{
    public static TheoryData<ReportFormat> Formats => [.. Enum.GetValues<ReportFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Write_AnyFormat_NeverLetsControlsOrDirectionMarksThrough(ReportFormat format)
    {
        foreach (var options in new ReportOptions[] { new() { All = true }, new() { Width = 80, All = true }, new() { Width = 40, Unicode = false } })
        {
            var text = Samples.Render(Samples.HostileNetwork, format, options);
            Assert.DoesNotContain(text, character => char.IsControl(character) && character is not ('\n' or '\r'));
            Assert.DoesNotContain('\u202E', text);
            Assert.Contains("pwn", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WriteTerminal_Coloured_OnlyItsOwnColoursAreEscapeSequences()
    {
        var text = Samples.Render(Samples.HostileNetwork, ReportFormat.Terminal, new ReportOptions { Width = 80, Color = true, All = true });
        var sequences = text.Split('\e').Skip(1).Select(rest => rest[..(rest.IndexOf('m', StringComparison.Ordinal) + 1)]).Distinct();
        Assert.All(sequences, sequence => Assert.Contains(sequence, new[] { "[0m", "[1m", "[2m", "[1;31m", "[33m", "[32m", "[36m" }));
        Assert.DoesNotContain('\a', text);
    }

    [Fact]
    public void WriteHtml_Markup_IsText()
    {
        var page = Samples.Render(Samples.HostileNetwork, ReportFormat.Html);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(@"\u{1B}]0;pwn\u{7}&lt;script&gt;=cmd|&#39; /C calc&#39;!A0 \u{202E}fdp.exe", page, StringComparison.Ordinal);
    }

    [Fact]
    public void WriteCsv_Formula_IsText()
    {
        var hostile = "=cmd|' /C calc'!A0";
        var csv = Samples.Render(Samples.Network with { Targets = [Samples.System(hostile, null, null, "")], Findings = [] }, ReportFormat.Csv);
        Assert.Contains("\n\"'=cmd|' /C calc'!A0\",", csv, StringComparison.Ordinal);
    }

    [Fact]
    public void WriteMarkdown_Markup_StandsInCodeOrIsEscaped()
    {
        var markdown = Samples.Render(Samples.HostileNetwork, ReportFormat.Markdown);
        Assert.StartsWith(@"# \\u\{1B\}]0;pwn".Replace("]", "\\]", StringComparison.Ordinal), markdown, StringComparison.Ordinal);
        var outsideCode = string.Concat(markdown.Split('`').Where((_, index) => index % 2 == 0));
        Assert.DoesNotContain("<script>", outsideCode.Replace("\\<", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void WriteJUnit_IllegalCharacters_AreVisibleAndTheXmlIsWellFormed()
    {
        var suites = XDocument.Parse(Samples.Render(Samples.HostileNetwork, ReportFormat.JUnit));
        Assert.Contains(@"\u{1B}", suites.Descendants("testsuite").Single().Attribute("name")!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ReportFormat.Json)]
    [InlineData(ReportFormat.JsonLines)]
    [InlineData(ReportFormat.Sarif)]
    public void WriteJson_AnyText_LeavesAsciiOnly(ReportFormat format)
    {
        var text = Samples.Render(Samples.Network with { Headline = "Zürich " + Samples.Hostile }, format);
        Assert.True(Ascii.IsValid(text));
        foreach (var document in format == ReportFormat.JsonLines ? text.TrimEnd().Split('\n') : [text])
            JsonDocument.Parse(document).Dispose();
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Write_LoneSurrogates_DoNotStopAnyFormat(ReportFormat format)
    {
        var broken = $"a{'\uD800'}b";
        var report = Samples.Network with { Headline = broken, Targets = [Samples.System(broken, broken, broken, broken)], Findings = [Samples.Finding(Samples.OpenQuery, broken, Verdict.Fail, broken)] };
        Assert.DoesNotContain('\uD800', Samples.Render(report, format));
    }

    [Fact]
    public void WriteJson_Hostile_IsTheExactTextWhenReadBack()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Samples.Render(Samples.HostileNetwork, ReportFormat.Json)));
        Assert.Equal(Samples.Hostile, JsonReport.Read(stream).Findings[0].Evidence[0]);
    }
}
