using Leadglass.Exposure.Probing;

namespace Leadglass.Exposure.Tests.Probing;

public sealed class ProposedContextsTests
{
    [Fact]
    public void Survey_FitsOneAssociation()
    {
        // PS3.8 §9.3.2.2: odd identifiers from 1 to 255, each once, so at most 128.
        Assert.InRange(ProposedContexts.Survey.Count, 1, 128);
        Assert.Equal(ProposedContexts.Survey.Count, ProposedContexts.Survey.Select(c => c.Id).Distinct().Count());
        Assert.All(ProposedContexts.Survey, c => Assert.Equal(1, c.Id % 2));
    }

    [Fact]
    public void Survey_AsksEachQuestionOnce() =>
        Assert.Equal(ProposedContexts.Survey.Count, ProposedContexts.Survey.Select(c => c.AbstractSyntax).Distinct().Count());

    [Theory]
    [InlineData("1.2.840.10008.1.1", Capability.Verification)]
    [InlineData("1.2.840.10008.5.1.4.1.2.2.1", Capability.Query)]
    [InlineData("1.2.840.10008.5.1.4.1.2.1.1", Capability.Query)]
    [InlineData("1.2.840.10008.5.1.4.31", Capability.Worklist)]
    [InlineData("1.2.840.10008.5.1.4.1.2.2.2", Capability.Retrieve)]
    [InlineData("1.2.840.10008.5.1.4.1.2.2.3", Capability.Retrieve)]
    [InlineData("1.2.840.10008.1.20.1", Capability.StorageCommitment)]
    [InlineData("1.2.840.10008.3.1.2.3.3", Capability.ProcedureStep)]
    [InlineData("1.2.840.10008.5.1.4.34.6.1", Capability.UnifiedProcedureStep)]
    [InlineData("1.2.840.10008.5.1.1.9", Capability.Print)]
    [InlineData("1.2.840.10008.5.1.1.33", Capability.MediaCreation)]
    [InlineData("1.2.840.10008.5.1.4.1.1.7", Capability.Storage)]
    [InlineData("1.2.840.10008.5.1.4.1.1.2", Capability.Storage)]
    public void Survey_AsksForWhatTheRegistryNames(string uid, Capability capability)
    {
        Assert.Contains(ProposedContexts.Survey, c => c.AbstractSyntax == uid);
        Assert.Equal(capability, ProposedContexts.CapabilityOf(uid));
    }

    [Fact]
    public void Survey_HasOneBogusSyntaxUnderAUuidOfItsOwn() =>
        Assert.StartsWith("2.25.", Assert.Single(ProposedContexts.Survey, c => ProposedContexts.CapabilityOf(c.AbstractSyntax) == Capability.Bogus).AbstractSyntax, StringComparison.Ordinal);

    [Fact]
    public void EveryContext_OffersBothUncompressedLittleEndianSyntaxes() =>
        Assert.All(ProposedContexts.Survey.Concat(ProposedContexts.VerificationOnly), c => Assert.Equal(["1.2.840.10008.1.2", "1.2.840.10008.1.2.1"], c.TransferSyntaxes));
}
