using System.Text.Json;
using System.Globalization;
using System.Text.RegularExpressions;
using Leadglass.Dicom.Network;
using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Rules;
using Leadglass.Exposure.Targets;
using Leadglass.Findings;
using Leadglass.Inspection.Policies;

namespace Leadglass.EndToEnd.Tests.Documentation;

/// <summary>The reference pages say what the code says, no less and no more.</summary>
public sealed partial class ReferenceTests
{
    private const int Patience = 1_000;

    [Fact]
    public async Task Check_Page_HasEveryOptionOfTheProgram()
    {
        var help = (await Product.RunAsync("check", "--help")).Output.Split('\n');

        var options = help.Where(line => line.StartsWith("  -", StringComparison.Ordinal)).Select(line => Names(line.Split("  ", StringSplitOptions.RemoveEmptyEntries)[0]));
        var documented = Pages.Read("docs/reference/check.md").FirstCells.Where(cell => cell.StartsWith("--", StringComparison.Ordinal)).Select(Names);

        Assert.Equal(options.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Ports_Page_HasTheDefaultListInItsOrder() =>
        Assert.Equal(
            PortList.DefaultPorts.Select(p => (p.Port.ToString(CultureInfo.InvariantCulture), p.Reason)),
            Pages.Read("docs/reference/ports.md").Rows.Select(row => (row[0], row[1])));

    [Fact]
    public void Sanitize_Page_HasEveryKeyOfThePolicyAndEveryRepair() =>
        Assert.Equal(
            PolicyFile.Template.Split('\n').Where(line => line.Contains(": ", StringComparison.Ordinal) && char.IsLetter(line[0])).Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)])
                .Concat(Enum.GetNames<StructureRepairs>()[1..^1].Select(JsonNamingPolicy.KebabCaseLower.ConvertName)),
            Pages.Read("docs/reference/sanitize.md").FirstCells.Where(cell => !cell.StartsWith("--", StringComparison.Ordinal)));

    [Fact]
    public void ExitCodes_Page_HasEveryCode() =>
        Assert.Equal(
            typeof(ExitCode).GetFields().Select(field => $"{field.GetRawConstantValue()}").Order(StringComparer.Ordinal),
            Pages.Read("docs/reference/exit-codes.md").FirstCells);

    [Fact]
    public void Facts_Page_HasEveryKeyThatIsWritten()
    {
        var written = FactKey().Matches(Pages.ReadText("src/Leadglass.Exposure/PortSummary.cs")).Select(match => InsertedValue().Replace(match.Groups["key"].Value, "*"));

        Assert.Equal(written, Pages.Read("docs/reference/facts.md").Rows.Where(row => row.Length == 3).Select(row => row[0]));
    }

    [Fact]
    public void Facts_Page_HasEveryValueOfTheEnumerations()
    {
        // These never become a target with facts: nothing answered.
        ServiceKind[] absent = [ServiceKind.Closed, ServiceKind.NoAnswer, ServiceKind.Unreachable];
        var values = Enum.GetValues<ServiceKind>().Except(absent).Select(value => Kebab($"{value}"))
            .Concat(Names<AePolicy>())
            .Concat(Names<QueryOutcome>())
            .Concat(Names<IdentityOutcome>())
            .Concat(Names<QidoOutcome>().Where(name => name != "not-there")) // left out of the facts
            .Concat(Names<Capability>());

        Assert.Equal(values.Order(StringComparer.Ordinal), Pages.Read("docs/reference/facts.md").Rows.Where(row => row.Length == 2).Select(row => row[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Facts_Page_NamesEveryQueryAndIdentity()
    {
        var text = Pages.ReadText("docs/reference/facts.md");

        Assert.All(Enum.GetNames<QueryModel>(), name => Assert.Contains($"`query.{Kebab(name)}`", text, StringComparison.Ordinal));
        Assert.All(Enum.GetNames<UserIdentityType>(), name => Assert.Contains($"`identity.{Kebab(name)}`", text, StringComparison.Ordinal));
    }

    [Fact]
    public void WhatIsSent_Page_HasEveryPresentationContextInItsOrder() =>
        Assert.Equal(
            ProposedContexts.Survey.Select(context => context.AbstractSyntax),
            Pages.Read("docs/reference/what-is-sent.md").FirstCells.Select(cell => cell.Split(' ')[0]).Where(cell => Uid().IsMatch(cell)));

    [Fact]
    public void WhatIsSent_Page_HasEveryPathOfTheWeb() =>
        Assert.Equal(WebPaths.Prefixes, Pages.Read("docs/reference/what-is-sent.md").FirstCells.Where(cell => cell.StartsWith('/')));

    [Theory]
    [InlineData(Identity.AETitle)]
    [InlineData(Implementation.ClassUid)]
    [InlineData(Implementation.VersionName)]
    [InlineData(WebPaths.ForeignOrigin)]
    public void WhatIsSent_Page_SaysHowTheProgramIntroducesItself(string text) =>
        Assert.Contains(text, Pages.ReadText("docs/reference/what-is-sent.md"), StringComparison.Ordinal);

    [Fact]
    public async Task Pages_NameOnlyRulesThatExist()
    {
        var rules = (await Product.RunAsync("explain")).Output;

        Assert.All(
            Pages.All.SelectMany(path => RuleId().Matches(Pages.ReadText(path)).Select(match => match.Value)).Distinct(),
            id => Assert.Contains(id, rules, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Names<TEnum>()
        where TEnum : struct, Enum => Enum.GetNames<TEnum>().Select(Kebab);

    // Long name first, as in `--ports -p`, whatever order and decoration they come in.
    private static string Names(string text) =>
        string.Join(' ', OptionName().Matches(text).Select(match => match.Value).OrderByDescending(name => name.Length).ThenBy(name => name, StringComparer.Ordinal));

    private static string Kebab(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : $"{c}"));

    [GeneratedRegex(@"(?<=^|[\s,])--?[a-z?][a-z-]*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Patience)]
    private static partial Regex OptionName();

    [GeneratedRegex(@"(?<!\.)\bAdd\(\$?""(?<key>[^""]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Patience)]
    private static partial Regex FactKey();

    [GeneratedRegex(@"\{.*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Patience)]
    private static partial Regex InsertedValue();

    [GeneratedRegex(@"^[0-9]+(\.[0-9]+){2,}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Patience)]
    private static partial Regex Uid();

    [GeneratedRegex("LG-[A-Z]+-[0-9]{3}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Patience)]
    private static partial Regex RuleId();
}
