using Leadglass.Findings;
using Leadglass.Inspection.Policies;

namespace Leadglass.Inspection.Tests.Policies;

public sealed class PolicyFileTests
{
    [Fact]
    public void Template_IsTheDefaultPolicy()
    {
        var (policy, errors) = Read(PolicyFile.Template);
        Assert.Empty(errors);
        Assert.Equivalent(SitePolicy.Default, policy);
    }

    [Fact]
    public void EveryKey_IsRead()
    {
        var (policy, errors) = Read("""
            name: Import station
            preamble: clear
            private: remove
            keepCreators: [ "ACME 1", 'SIEMENS CSA HEADER' ]
            removeCreators:
              - BAD 1
            content: keep
            trailing: keep
            documents: remove
            links: remove
            structure: repair
            otherFiles: copy
            keepBackFrom: low
            accept: [LG-INS-041]
            """);
        Assert.Empty(errors);
        Assert.Equivalent(
            new SitePolicy
            {
                Name = "Import station",
                Preamble = PreambleTreatment.Clear,
                PrivateElements = Treatment.Remove,
                KeepCreators = ["ACME 1", "SIEMENS CSA HEADER"],
                RemoveCreators = ["BAD 1"],
                Content = Treatment.Keep,
                Trailing = Treatment.Keep,
                Documents = DocumentTreatment.Remove,
                Links = Treatment.Remove,
                Structure = StructureRepairs.All,
                OtherFiles = OtherFileTreatment.Copy,
                KeepBackFrom = Severity.Low,
                Accept = ["LG-INS-041"],
            },
            policy);
    }

    [Theory]
    [InlineData("keep", StructureRepairs.None)]
    [InlineData("repair", StructureRepairs.All)]
    [InlineData("[]", StructureRepairs.None)]
    [InlineData("[lengths, padding, groups, group-lengths, meta, duplicates, order, offset-tables, directory]", StructureRepairs.All)]
    [InlineData("[order, offset-tables]", StructureRepairs.Order | StructureRepairs.OffsetTables)]
    public void Structure_IsOneWordOrAListOfRepairs(string text, StructureRepairs expected)
    {
        var (policy, errors) = Read($"structure: {text}");
        Assert.Empty(errors);
        Assert.Equal(expected, policy!.Structure);
    }

    [Fact]
    public void Structure_UnknownRepair_IsNamedWithThoseThereAre()
    {
        Assert.Equal(
            "policy.yaml:1: 'structure' cannot have 'all'; there are lengths, padding, groups, group-lengths, meta, duplicates, order, offset-tables, directory",
            Assert.Single(Read("structure: [order, all]").Errors));
    }

    [Fact]
    public void EveryError_IsReportedAtOnceWithItsLine()
    {
        var (policy, errors) = Read("""
            preamble: zero
            privat: remove
            content: [remove]
            keepCreators: ACME
            accept: [LG-INS-999]
            links: keep
            links: remove
            """);
        Assert.Null(policy);
        Assert.Equal(
            [
                "policy.yaml:1: 'preamble' cannot be 'zero'; there are tiff, clear, keep",
                "policy.yaml:2: 'privat' is not known; the keys are those of: leadglass sanitize policy",
                "policy.yaml:3: 'content' cannot be a list; there are keep, remove",
                "policy.yaml:4: 'keepCreators' must be a list",
                "policy.yaml:5: 'LG-INS-999' is no rule about files; leadglass explain lists them",
                "policy.yaml:7: 'links' is there twice",
            ],
            errors);
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a\n- b\n")]
    [InlineData("name: [[a]]\n")]
    [InlineData("name: {a: b}\n")]
    [InlineData("name: *a\n")]
    [InlineData("name: 'a\n")]
    public void WhatIsNoFlatListOfKeys_IsRefused(string yaml)
    {
        var (policy, errors) = Read(yaml);
        Assert.Null(policy);
        Assert.Single(errors);
    }

    [Fact]
    public void AnyText_IsReadWithoutException() => Property.Check(
        ArbitraryBytes.Near([.. new[] { PolicyFile.Template, "accept: [a, b]\n" }.Select(System.Text.Encoding.UTF8.GetBytes)]),
        static bytes => Read(System.Text.Encoding.Latin1.GetString(bytes)) is { Policy: null, Errors.Count: > 0 } or { Policy: not null, Errors.Count: 0 });

    private static (SitePolicy? Policy, IReadOnlyList<string> Errors) Read(string yaml) => PolicyFile.Read(new StringReader(yaml), "policy.yaml");
}
