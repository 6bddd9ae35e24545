using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Leadglass.Cli.Tests.Output;

/// <summary>Every format is read by a parser that is not ours, and stays clean whatever a server says of itself.</summary>
public sealed class FormatTests : IAsyncLifetime
{
    private readonly TestKit.ScriptedPeer _dicom = Peers.Dicom(Peers.HostileText.Replace("\u202E", "", StringComparison.Ordinal));    // the wire has one byte a character
    private readonly TestKit.ScriptedPeer _web = Peers.Orthanc(Peers.HostileText, Peers.HostileText);

    public static TheoryData<string> Formats => ["text", "json", "jsonl", "sarif", "junit", "csv", "markdown", "html"];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _dicom.DisposeAsync();
        await _web.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task HostileText_NeverArrivesRaw(string format)
    {
        var output = await OutputAsync(format);

        Assert.Contains("pwn", output, StringComparison.Ordinal);
        Assert.DoesNotContain(output, c => (char.IsControl(c) && c is not ('\n' or '\r')) || IsBidirectional(c));
    }

    [Fact]
    public async Task Colour_AddsEscapesOfOurOwnOnly()
    {
        var output = await OutputAsync("text", "--color", "always");

        Assert.DoesNotContain("\u001b]", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u0007', output);
    }

    [Fact]
    public async Task Json_IsOneDocument()
    {
        var report = JsonNode.Parse(await OutputAsync("json"))!;

        Assert.Equal("1.0", (string?)report["schemaVersion"]);
        Assert.Equal(2, report["targets"]!.AsArray().Count);
        Assert.All(report["findings"]!.AsArray(), f => Assert.NotNull(f!["ruleId"]));
    }

    [Fact]
    public async Task JsonLines_IsADocumentALine()
    {
        var lines = (await OutputAsync("jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(lines, line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
        Assert.True(lines.Length > 4);
    }

    [Fact]
    public async Task Sarif_IsVersion210WithAResultForEachProblem()
    {
        var log = JsonNode.Parse(await OutputAsync("sarif"))!;
        var report = JsonNode.Parse(await OutputAsync("json"))!;

        Assert.Equal("2.1.0", (string?)log["version"]);
        var results = log["runs"]![0]!["results"]!.AsArray();
        var rules = log["runs"]![0]!["tool"]!["driver"]!["rules"]!.AsArray().Select(r => (string?)r!["id"]).ToHashSet();
        Assert.All(results, r => Assert.Contains((string?)r!["ruleId"], rules));
        Assert.True(results.Count >= report["findings"]!.AsArray().Count(f => (string?)f!["verdict"] is "fail" or "warn"));
    }

    [Fact]
    public async Task JUnit_CountsWhatItLists()
    {
        var root = XDocument.Parse(await OutputAsync("junit")).Root!;

        Assert.Equal("testsuites", root.Name.LocalName);
        Assert.All(root.Elements("testsuite"), suite =>
        {
            Assert.Equal((int)suite.Attribute("tests")!, suite.Elements("testcase").Count());
            Assert.Equal((int)suite.Attribute("failures")!, suite.Elements("testcase").Count(c => c.Element("failure") is not null));
        });
    }

    [Fact]
    public async Task Csv_IsATableWithoutFormulas()
    {
        var rows = Csv.Read(await OutputAsync("csv"));

        Assert.True(rows.Count > 2);
        Assert.All(rows, row => Assert.Equal(rows[0].Count, row.Count));
        Assert.All(rows.SelectMany(row => row), cell => Assert.False(cell.Length > 0 && cell[0] is '=' or '+' or '@' or '\t' || (cell.StartsWith('-') && cell.Length > 1), cell));
    }

    [Fact]
    public async Task Html_IsWellFormedAndRunsNothing()
    {
        var page = await OutputAsync("html");

        HtmlTags.RequireBalance(page);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Markdown_HasNoMarkupOfTheServersOutsideCodeSpans()
    {
        var prose = Regex.Replace(await OutputAsync("markdown"), "(?<ticks>`+)[^`\n]+\\k<ticks>", "", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

        Assert.DoesNotContain("<script", prose, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('`', prose);
    }

    private async Task<string> OutputAsync(string format, params string[] more) =>
        (await Cli.CheckAsync([_dicom.EndPoint.ToString(), _web.EndPoint.ToString(), "--all", "--format", format, .. more])).Ended(1).Out;

    // UAX #9: marks, embeddings, overrides and isolates.
    private static bool IsBidirectional(char c) => c is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
