using Leadglass.Inspection.Policies;
using Leadglass.Inspection.Sanitising;

namespace Leadglass.Inspection.Tests.Sanitising;

public sealed class ConformanceStatementTests
{
    [Fact]
    public void Of_SaysWhatThePolicyDoes()
    {
        var statement = ConformanceStatement.Of(new SitePolicy { Preamble = PreambleTreatment.Clear, PrivateElements = Treatment.Remove, KeepCreators = ["ACME 1"], Documents = DocumentTreatment.Remove });
        Assert.Contains("PS3.10 §7.5", statement, StringComparison.Ordinal);
        Assert.Contains("All 128 bytes of the preamble are set to 00H.", statement, StringComparison.Ordinal);
        Assert.Contains("All private elements are removed except those of the private creators \"ACME 1\".", statement, StringComparison.Ordinal);
        Assert.Contains("Encapsulated documents are removed.", statement, StringComparison.Ordinal);
    }

    // One policy per key that differs from the default: each must be told from it by its reader.
    public static TheoryData<string> Differences =>
    [
        "preamble: clear", "preamble: keep", "private: remove", "keepCreators: [A]", "removeCreators: [A]", "content: keep", "trailing: keep", "documents: remove",
        "documents: keep", "links: remove", "structure: repair", "structure: [order]", "otherFiles: copy", "keepBackFrom: low", "accept: [LG-INS-041]",
    ];

    [Theory]
    [MemberData(nameof(Differences))]
    public void EveryKeyOfThePolicy_ChangesTheStatement(string yaml)
    {
        var (policy, errors) = PolicyFile.Read(new StringReader(yaml), "policy.yaml");
        Assert.Empty(errors);
        Assert.NotEqual(ConformanceStatement.Of(SitePolicy.Default), ConformanceStatement.Of(policy!));
    }
}
