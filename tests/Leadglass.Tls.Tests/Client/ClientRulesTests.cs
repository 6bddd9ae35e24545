using Leadglass.Findings;
using Leadglass.Tls.Client;
using Leadglass.Tls.Client.Rules;
using Leadglass.Tls.Messages;
using Leadglass.Tls.Profiles;

namespace Leadglass.Tls.Tests.Client;

/// <summary>Each rule about clients on facts that violate it, on facts that do not, and on none.</summary>
public sealed class ClientRulesTests
{
    public static TheoryData<ClientStep, string> Refusals => new()
    {
        { ClientStep.Tls10, "LG-TLS-110" },
        { ClientStep.UnofferedSuite, "LG-TLS-111" },
        { ClientStep.NoRenegotiationInfo, "LG-TLS-112" },
        { ClientStep.Compression, "LG-TLS-113" },
        { ClientStep.DowngradeMark, "LG-TLS-114" },
        { ClientStep.UnknownAuthority, "LG-TLS-120" },
        { ClientStep.WrongName, "LG-TLS-121" },
        { ClientStep.Expired, "LG-TLS-122" },
        { ClientStep.NotYetValid, "LG-TLS-123" },
        { ClientStep.WrongUsage, "LG-TLS-124" },
        { ClientStep.ShortKey, "LG-TLS-125" },
        { ClientStep.Sha1, "LG-TLS-126" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Judge_WhatMustBeRefused_FailsWhenAcceptedAndPassesWhenRefused(ClientStep step, string rule)
    {
        var accepted = step.ShowsCertificate() ? StepOutcome.Spoke : StepOutcome.WentOn;

        Assert.Equal(Verdict.Fail, VerdictOf(rule, Client((step, accepted), (ClientStep.Good, StepOutcome.Spoke))));
        Assert.Equal(Verdict.Pass, VerdictOf(rule, Client((step, StepOutcome.Refused), (ClientStep.Good, StepOutcome.Spoke))));
        Assert.Equal(Verdict.NotTested, VerdictOf(rule, Client()));
        Assert.Equal(Verdict.Inconclusive, VerdictOf(rule, Client((step, StepOutcome.Undecided), (ClientStep.Good, StepOutcome.Spoke))));
    }

    [Fact]
    public void Judge_CertificateRefusedByAClientThatRefusesTheGoodOneToo_IsInconclusive()
    {
        var client = Client((ClientStep.Expired, StepOutcome.Refused), (ClientStep.Good, StepOutcome.Refused));

        Assert.Equal(Verdict.Inconclusive, VerdictOf("LG-TLS-122", client));
        Assert.Equal(Verdict.Warn, VerdictOf("LG-TLS-127", client));
    }

    [Theory]
    [InlineData(StepOutcome.Spoke, Verdict.Pass)]
    [InlineData(StepOutcome.HandshakeOnly, Verdict.Warn)]
    public void Judge_ClientThatFallsSilentAfterTheHandshake_PassesOnlyWhereItSpeaksWithTheGoodCertificate(StepOutcome good, Verdict verdict) =>
        Assert.Equal(verdict, VerdictOf("LG-TLS-121", Client((ClientStep.WrongName, StepOutcome.HandshakeOnly), (ClientStep.Good, good))));

    [Theory]
    [InlineData(StepOutcome.Refused, Verdict.Pass)]
    [InlineData(StepOutcome.Spoke, Verdict.Inconclusive)]     // whether it was given the list cannot be seen
    [InlineData(StepOutcome.NotApplicable, Verdict.NotTested)]
    [InlineData(StepOutcome.NotTested, Verdict.NotTested)]
    public void Judge_RevokedCertificate_NeverFailsAClientThatMayNotHaveTheList(StepOutcome revoked, Verdict verdict) =>
        Assert.Equal(verdict, VerdictOf("LG-TLS-129", Client((ClientStep.Revoked, revoked), (ClientStep.Good, StepOutcome.Spoke))));

    [Fact]
    public void Judge_StepThatMeansNothing_HasNoFinding() => Assert.Null(VerdictOf("LG-TLS-114", Client((ClientStep.DowngradeMark, StepOutcome.NotApplicable))));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Judge_ClearText_Fails(bool onTlsPort)
    {
        var client = Client((ClientStep.Reset, StepOutcome.Ended)) with
        {
            ListenedInClear = true,
            ClearText = [new ClearTextObservation(1, onTlsPort, new ConversationObservation { Spoke = true, Facts = [new("callingAE", "CT1")] })],
        };

        var finding = Judge(client).Single(static found => found.Rule.Id == "LG-TLS-100");

        Assert.Equal(Verdict.Fail, finding.Verdict);
        Assert.Contains("callingAE: CT1", finding.Evidence);
    }

    [Fact]
    public void Judge_NoClearText_PassesOnlyWhereSomebodyListened()
    {
        var client = Client((ClientStep.Reset, StepOutcome.Ended));

        Assert.Equal(Verdict.Inconclusive, VerdictOf("LG-TLS-100", client));
        Assert.Equal(Verdict.Pass, VerdictOf("LG-TLS-100", client with { ListenedInClear = true }));
        Assert.Equal(Verdict.NotTested, VerdictOf("LG-TLS-100", Client()));
    }

    [Fact]
    public void Judge_HelloThatOffersLessThanBefore_Fails()
    {
        var client = Client((ClientStep.ProtocolVersionAlert, StepOutcome.Ended), (ClientStep.HandshakeFailureAlert, StepOutcome.Ended));
        var fallen = client with
        {
            Steps = [.. client.Steps.Select(static step => step.Step == ClientStep.HandshakeFailureAlert ? step with { Hello = Hello(TlsVersion.Tls11) } : step)],
        };

        var finding = Judge(fallen).Single(static found => found.Rule.Id == "LG-TLS-101");

        Assert.Equal(Verdict.Fail, finding.Verdict);
        Assert.Equal("After the alert protocol_version it came back and offered TLS 1.1 at most; before it had offered TLS 1.2.", Assert.Single(finding.Evidence));
        Assert.Equal(Verdict.Pass, VerdictOf("LG-TLS-101", client));
        Assert.Equal(Verdict.NotTested, VerdictOf("LG-TLS-101", Client((ClientStep.ProtocolVersionAlert, StepOutcome.Ended))));
    }

    [Fact]
    public void Judge_OfferOfTls11_IsAgainstTheClaimOfB12()
    {
        var client = Client((ClientStep.ProtocolVersionAlert, StepOutcome.Ended));
        var old = client with { Steps = [.. client.Steps.Select(static step => step.Hello is null ? step : step with { Hello = Hello(TlsVersion.Tls11) })] };
        var claim = StandardProfiles.Find("B.12");

        var findings = ClientRules.All.Judge(new ExaminedClient(old, claim), "client");

        Assert.Equal(Verdict.Fail, findings.Single(static found => found.Rule.Id == "LG-TLS-140").Verdict);     // PS3.15 B.12, RFC 8996: TLS 1.1 shall not be offered
        Assert.Equal(Verdict.Fail, findings.Single(static found => found.Rule.Id == "LG-TLS-141").Verdict);     // TLS 1.2 shall be supported
        Assert.DoesNotContain(Judge(old), static found => found.Rule.Id is "LG-TLS-140" or "LG-TLS-141");
    }

    [Fact]
    public void All_Ids_AreUniqueAndOfThisRoom() => Assert.All(ClientRules.All.Rules, static rule => Assert.StartsWith("LG-TLS-1", rule.Id, StringComparison.Ordinal));

    private static Verdict? VerdictOf(string rule, ClientObservation client) => Judge(client).SingleOrDefault(found => found.Rule.Id == rule)?.Verdict;

    private static IReadOnlyList<Finding> Judge(ClientObservation client) => ClientRules.All.Judge(new ExaminedClient(client), "client");

    private static ClientObservation Client(params (ClientStep Step, StepOutcome Outcome)[] seen) => new()
    {
        Steps =
        [
            .. ClientSteps.All.Select(step => seen.Any(one => one.Step == step)
                ? new StepObservation(step, seen.First(one => one.Step == step).Outcome) { Hello = Hello(TlsVersion.Tls12) }
                : new StepObservation(step, StepOutcome.NotTested)),
        ],
    };

    private static RecordedHello Hello(TlsVersion version) =>
        RecordedHello.Of(new ClientHello { LegacyVersion = version, Suites = [0xC02F, 0xC013, 0x00FF], Compressions = new byte[] { 0 } });
}
