using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Leadglass.EndToEnd.Tests;

/// <summary>The JSON report of a check, with the questions that tests ask of it.</summary>
internal sealed record CheckResult(int ExitCode, JsonNode Report)
{
    public string? Fact(IPEndPoint target, string key) => (string?)Target(target)["facts"]![key];

    /// <summary>What a TLS profile makes of a target, as <c>fail: security fails: …; interoperability holds</c>; <see langword="null"/> where it was not held against it.</summary>
    public string? Profile(IPEndPoint target, string name) =>
        Target(target)["assessments"]?.AsArray().SingleOrDefault(one => (string?)one!["subject"] == name) is { } found ? $"{found["verdict"]}: {found["summary"]}" : null;

    public string? Product(IPEndPoint target) => (string?)Target(target)["product"];

    public string Summary(IPEndPoint target) => (string)Target(target)["summary"]!;

    public string? Remedy(IPEndPoint target, string rule) => (string?)Finding(target, rule)!["remedy"];

    /// <summary>The verdict of a rule, as <c>fail high</c>.</summary>
    public string? Verdict(IPEndPoint target, string rule)
    {
        var finding = Finding(target, rule);
        return finding is null ? null : string.Create(CultureInfo.InvariantCulture, $"{finding["verdict"]} {finding["severity"]}");
    }

    private JsonNode? Finding(IPEndPoint target, string rule) =>
        Report["findings"]!.AsArray().SingleOrDefault(f => (string?)f!["ruleId"] == rule && (string?)f["target"] == Id(target));

    private JsonNode Target(IPEndPoint target) => Report["targets"]!.AsArray().Single(t => (string?)t!["id"] == Id(target))!;

    private static string Id(IPEndPoint target) => target.ToString();
}
