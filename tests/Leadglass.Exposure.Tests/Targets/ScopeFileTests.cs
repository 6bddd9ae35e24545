using System.Net;
using System.Text;
using Leadglass.Exposure.Targets;

namespace Leadglass.Exposure.Tests.Targets;

public sealed class ScopeFileTests
{
    private const string Complete =
        """
        owner: Practice Hospital
        authorisedBy: Chief of IT
        validFrom: 2026-01-31
        validTo: 2026-12-31
        netblocks:
          - 203.0.113.0/24
          - "2001:db8::/32"
        """;

    [Fact]
    public void Read_CompleteFile_IsTheScope()
    {
        var (scope, errors) = Read(Complete);

        Assert.Empty(errors);
        Assert.Equal("Practice Hospital", scope!.Owner);
        Assert.Equal("Chief of IT", scope.AuthorisedBy);
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero), scope.ValidFrom);
        Assert.Equal(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), scope.ValidUntil);     // the last day is a whole day
        Assert.Equal([IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("2001:db8::/32")], scope.Netblocks);
    }

    [Fact]
    public void Read_Intrusive_IsAListOfItsOwnAndEmptyByDefault()
    {
        Assert.Empty(Read(Complete).Scope!.Intrusive);
        Assert.Equal([IPNetwork.Parse("10.1.2.3/32")], Read(Complete + "\nintrusive:\n  - 10.1.2.3/32\n").Scope!.Intrusive);
        Assert.Contains("'intrusive' must be a list", Assert.Single(Read(Complete + "\nintrusive: yes\n").Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WindowsLineEndsAndMark_ChangeNothing()
    {
        using var file = new StreamReader(new MemoryStream([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Complete.ReplaceLineEndings("\r\n"))]));

        Assert.Empty(ScopeFile.Read(file, "scope.yaml").Errors);
    }

    [Fact]
    public void Read_TheTemplate_OnlyLacksWhatAPersonMustFillIn()
    {
        var (scope, errors) = Read(ScopeFile.Template);

        Assert.Null(scope);
        Assert.Collection(
            errors,
            e => Assert.Contains("'owner' must be filled in", e, StringComparison.Ordinal),
            e => Assert.Contains("'authorisedBy' must be filled in", e, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_TheTemplateFilledIn_IsAScope() => Assert.Empty(Read(ScopeFile.Template.Replace("\"\"", "somebody", StringComparison.Ordinal)).Errors);

    [Fact]
    public void Read_SeveralErrors_ReportsAllWithTheirLines()
    {
        var (scope, errors) = Read(
            """
            owner: ""
            authorizedBy: Chief of IT
            validFrom: yesterday
            validTo: 2026-13-01
            netblocks:
              - 203.0.113.0/24
              - 203.0.113.9/24
              - 0.0.0.0/0
              - everywhere
            """);

        Assert.Null(scope);
        Assert.Equal(
            ["scope.yaml: 'authorisedBy' is missing", "scope.yaml:1", "scope.yaml:2", "scope.yaml:3", "scope.yaml:4", "scope.yaml:7", "scope.yaml:8", "scope.yaml:9"],
            errors.Select(e => e.StartsWith("scope.yaml: ", StringComparison.Ordinal) ? e : string.Join(':', e.Split(':')[..2])).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Read_EndBeforeStart_IsAnError() =>
        Assert.Contains(Read(Complete.Replace("2026-12-31", "2026-01-30", StringComparison.Ordinal)).Errors, e => e.Contains("before", StringComparison.Ordinal));

    [Fact]
    public void Read_OneDay_IsAScope() => Assert.Empty(Read(Complete.Replace("2026-12-31", "2026-01-31", StringComparison.Ordinal)).Errors);

    [Theory]
    [InlineData("7.0.0.0/7")]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    [InlineData("2000::/31")]
    public void Read_NetblockLargerThanAnOwnersCanBe_IsAnError(string netblock) => Assert.NotEmpty(Read(WithNetblock(netblock)).Errors);

    [Theory]
    [InlineData("8.0.0.0/8")]
    [InlineData("\"2001:db8::/32\"")]
    public void Read_LargestNetblock_IsAllowed(string netblock) => Assert.Empty(Read(WithNetblock(netblock)).Errors);

    [Theory]
    [InlineData("")]
    [InlineData("just text")]
    [InlineData("- a\n- list")]
    [InlineData("a: b\n---\nc: d")]
    [InlineData("   - {A\n-")]
    [InlineData("#\0: \uFFFD")]
    [InlineData("  - l: \n    f:\n     : P")]
    [InlineData("a: [b")]
    [InlineData("\towner: x")]
    [InlineData("owner: a\nowner: b")]
    [InlineData("owner: *nobody")]
    public void Read_NotAScopeFile_IsAnErrorThatNamesIt(string yaml)
    {
        var (scope, errors) = Read(yaml);

        Assert.Null(scope);
        Assert.All(errors, e => Assert.StartsWith("scope.yaml:", e, StringComparison.Ordinal));
        Assert.NotEmpty(errors);
    }

    [Fact]
    public void Read_ValuesOfTheWrongShape_AreErrorsNotExceptions()
    {
        var (scope, errors) = Read("owner: [a]\nauthorisedBy: {a: b}\nvalidFrom: [2026-01-01]\nvalidTo: {}\nnetblocks: 203.0.113.0/24\n");

        Assert.Null(scope);
        Assert.Equal(5, errors.Count);
    }

    [Fact]
    public void Read_AliasBomb_IsReadWithoutExpansion()
    {
        var bomb = "a0: &a0 [x, x]\n" + string.Concat(Enumerable.Range(1, 60).Select(i => $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n"));

        Assert.Null(Read(bomb).Scope);
    }

    private static string WithNetblock(string netblock) => Complete[..Complete.IndexOf("  - ", StringComparison.Ordinal)] + $"  - {netblock}\n";

    private static (Scope? Scope, IReadOnlyList<string> Errors) Read(string yaml) => ScopeFile.Read(new StringReader(yaml), "scope.yaml");
}
