using Leadglass.Tls.Profiles;
using Leadglass.Tls.Profiles.Requirements;

namespace Leadglass.Tls.Tests.Profiles;

public sealed class ProfileFileTests
{
    private const string Site =
        """
        name: hospital
        title: What our devices do
        extends: B.12
        versions:
          - { level: must, of: [TLS 1.3], clause: policy 7 }
        suites:
          - { level: must not, mode: [CBC], clause: policy 8 }
        clientCertificate:
          - { level: must, required: true, clause: policy 9 }
        """;

    [Fact]
    public void Read_SiteProfile_AddsItsLinesToThoseThatItExtends()
    {
        var (profile, errors) = Read(Site);

        Assert.Empty(errors);
        Assert.Equal(ProfileStatus.Site, profile!.Status);
        Assert.Equal(2762, profile.Port);
        Assert.Equal(StandardProfiles.Find("B.12")!.Requirements.Count + 3, profile.Requirements.Count);
        Assert.Equal(["policy 9"], profile.Judge(Observed.PerfectB13).Interoperability.Missing.Select(entry => entry.Clause));
    }

    [Fact]
    public void Read_ManyMistakes_ReportsEachWithItsLine()
    {
        const string Wrong =
            """
            title: nothing
            colour: blue
            extends: B.14
            port: 70000
            versions:
              - { level: perhaps, of: [TLS 1.4] }
            suites:
              - { level: must, mode: [CBC], clause: x }
              - { level: must not, clause: x }
              - { level: must, of: [TLS_RSA_WITH_ROT13], clause: x }
              - just words
            groups: secp256r1
            """;

        var (profile, errors) = Read(Wrong);

        Assert.Null(profile);
        Assert.Equal(
            [
                "site.yaml:1: 'name' is missing",
                "site.yaml:2: 'colour' is not known",
                "site.yaml:3: 'B.14' is no profile",
                "site.yaml:4: 'port' must be a number from 1 to 65535",
                "site.yaml:6: 'TLS 1.4' is not known",
                "site.yaml:6: 'clause' is missing",
                "site.yaml:6: 'perhaps' is not known",
                "site.yaml:8: the level of a line that describes what is not wanted is 'must not' or 'should not'",
                "site.yaml:9: the line names no suites",
                "site.yaml:10: 'TLS_RSA_WITH_ROT13' is not known",
                "site.yaml:11: each line of 'suites' must be a mapping with a level",
                "site.yaml:12: 'groups' must be a list",
            ],
            errors.Select(error => error.Split([';', ':'], 4) is [var file, var line, var message, ..] ? $"{file}:{line}:{message}" : error)
                .OrderBy(error => int.Parse(error.Split(':')[1])).ThenBy(error => error, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a list")]
    [InlineData("   - {A\n-")]
    [InlineData("#\0: \uFFFD")]
    [InlineData("  - l: \n    f:\n     : P")]
    [InlineData("name: [")]
    [InlineData("name: x\ntitle: y")]
    public void Read_NoProfile_IsAnError(string yaml)
    {
        var (profile, errors) = Read(yaml);

        Assert.Null(profile);
        Assert.Single(errors);
    }

    [Fact]
    public void Read_LongerThanTheLimit_IsAnError() => Assert.Single(Read(new string('#', (1 << 20) + 1)).Errors);

    /// <summary>What builds the tree does so by recursion, and compares keys as deep as they go.</summary>
    [Theory]
    [InlineData("name: ", "[", 500_000)]
    [InlineData("", "{a: ", 200_000)]
    [InlineData("", "? ", 200_000)]
    public void Read_NestedWithoutEnd_IsAnError(string start, string level, int count) =>
        Assert.Single(Read(start + string.Concat(Enumerable.Repeat(level, count))).Errors);

    [Theory]
    [InlineData("? [a, b]\n: 1", 1)]
    [InlineData("name: &a [x]\n? *a\n: 1", 2)]
    [InlineData("name: &a [x]\nversions: [{? *a : 1}]", 2)]
    public void Read_KeyThatIsNoText_IsAnErrorInItsLine(string yaml, int line) =>
        Assert.Contains(Read(yaml).Errors, error => error.StartsWith($"site.yaml:{line}: a key must be a text", StringComparison.Ordinal));

    [Fact]
    public void All_EveryRequirement_NamesItsClause() => Assert.All(
        StandardProfiles.All.SelectMany(profile => profile.Requirements),
        requirement => Assert.Matches("^(PS3|RFC|IHE) ?", requirement.Clause));

    /// <summary>PS3.15 2025e B.13: five suites of TLS 1.3 and ten of TLS 1.2 required of servers, thirteen optional.</summary>
    [Fact]
    public void B13_Suites_AreAsManyAsTheStandardLists()
    {
        var lines = StandardProfiles.Find("B.13")!.Requirements.OfType<SuiteRequirement>().ToList();

        Assert.Equal([5, 10], lines.Where(line => line.Role == TlsRole.Server).Select(line => line.Of.Count));
        Assert.Equal([5, 10], lines.Where(line => line.Role == TlsRole.Client).Select(line => line.Of.Count));
        Assert.Equal(13, Assert.Single(lines, line => line.Level == RequirementLevel.May).Of.Count);
        Assert.Contains(lines.Single(line => line.Level == RequirementLevel.May).Of, suite => suite.Code == 0xC0A3); // the misprint
    }

    [Fact]
    public void Current_AreB12AndB13() => Assert.Equal(["B.12", "B.13"], StandardProfiles.Current.Select(profile => profile.Name));

    private static (Profile? Profile, IReadOnlyList<string> Errors) Read(string yaml) => ProfileFile.Read(new StringReader(yaml), "site.yaml");
}
