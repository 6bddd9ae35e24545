using System.Net;
using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Rules;
using Leadglass.Exposure.Tests.Rules;
using Leadglass.Findings;

namespace Leadglass.Exposure.Tests;

public sealed class CheckReportTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly PortObservation Open = Seen.Accepting([Capability.Verification, Capability.Query], [new(QueryModel.StudyRoot, QueryOutcome.Searched)]);

    private readonly CheckReport _report = new(ExposureRules.All, new TlsCriteria(DateTimeOffset.UnixEpoch), new KnowledgeCriteria());

    [Fact]
    public void Build_Targets_AreInTheOrderOfTheirAddresses()
    {
        foreach (var address in (string[])["fd00::1", "10.0.0.10", "10.0.0.9", "192.168.0.1", "10.0.0.100"])
            _report.Add(System(address, Seen.Accepting([Capability.Verification])));

        Assert.Equal(["10.0.0.9:104", "10.0.0.10:104", "10.0.0.100:104", "192.168.0.1:104", "[fd00::1]:104"], Build().Targets.Select(t => t.Id));
    }

    [Theory]
    [InlineData(ServiceKind.Closed)]
    [InlineData(ServiceKind.NoAnswer)]
    [InlineData(ServiceKind.Unreachable)]
    public void Add_AddressOfANetworkThatDoesNotAnswer_IsNoTarget(ServiceKind service)
    {
        Assert.Empty(_report.Add(System("10.0.0.1", Seen.Port(service)) with { Expected = false }));
        Assert.Null(Build().Interruption);
        Assert.Contains("1 address ", Build().Headline, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ServiceKind.Closed, "the connection was refused")]
    [InlineData(ServiceKind.NoAnswer, "no answer")]
    [InlineData(ServiceKind.Unreachable, "no way")]
    public void Add_HostThatWasNamedAndDoesNotAnswer_IsSaid(ServiceKind service, string words)
    {
        _report.Add(System("10.0.0.1", Seen.Port(service)));
        var report = Build();

        Assert.Contains(words, Assert.Single(report.Targets).Summary, StringComparison.Ordinal);
        Assert.Equal("No answer from 10.0.0.1:104.", report.Interruption);
    }

    [Fact]
    public void Build_NameWithTwoAddresses_IsThereIfOneAnswers()
    {
        _report.Add(System("::1", Seen.Port(ServiceKind.Closed)) with { Name = "localhost" });
        _report.Add(System("127.0.0.1", Seen.Accepting([Capability.Verification])) with { Name = "localhost" });

        Assert.Null(Build().Interruption);
        Assert.Equal("127.0.0.1:104", Assert.Single(Build().Targets).Id);
    }

    [Fact]
    public void Build_ManyThatDoNotAnswer_NamesThreeAndCountsTheRest()
    {
        for (var i = 1; i <= 5; i++)
            _report.Add(System($"10.0.0.{i}", Seen.Port(ServiceKind.NoAnswer)));

        Assert.Equal("No answer from 10.0.0.1:104, 10.0.0.2:104, 10.0.0.3:104 and 3 more.", Build(unresolved: ["gone.example"]).Interruption);
    }

    [Fact]
    public void Build_Cancelled_SaysSoFirst() => Assert.Contains("ended before everything was checked", Build(cancelled: true).Interruption, StringComparison.Ordinal);

    [Fact]
    public void Add_HostThatWasCutOff_IsNotCalledSilent() => Assert.Empty(_report.Add(System("10.0.0.1") with { Interrupted = true }));

    [Theory]
    [InlineData(0.25, "in 0.3 s")]
    [InlineData(31.4, "in 31 s")]
    [InlineData(600, "in 10 min")]
    public void Headline_TellsTheTimeAsAPersonWould(double seconds, string words) => Assert.Contains(words, Build(seconds: seconds).Headline, StringComparison.Ordinal);

    [Fact]
    public void Headline_CountsServicesAndThoseThatAnswerStrangers()
    {
        Assert.EndsWith("0 addresses in 1.0 s: 0 DICOM services.", Build().Headline, StringComparison.Ordinal);
        _report.Add(System("10.0.0.1", Seen.Rejecting(Seen.CallingUnknown)));
        Assert.EndsWith("1 address in 1.0 s: 1 DICOM service, none of them answers strangers.", Build().Headline, StringComparison.Ordinal);
        _report.Add(System("10.0.0.2", Open));
        Assert.EndsWith("2 DICOM services, 1 of them answers strangers.", Build().Headline, StringComparison.Ordinal);
        _report.Add(System("10.0.0.3", Open));
        Assert.EndsWith("3 DICOM services, 2 of them answer strangers.", Build().Headline, StringComparison.Ordinal);
        _report.Add(System("10.0.0.4", Seen.Accepting([Capability.Verification])));     // accepted, and nothing was asked
        Assert.EndsWith("4 DICOM services, 2 of them answer strangers.", Build().Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_WebServerThatIsNoDicom_IsListedAndNotCounted()
    {
        Assert.False(Assert.Single(_report.Add(System("10.0.0.1", Seen.Web(ServiceKind.Http, Seen.Searches(QidoOutcome.NotThere, 404))))).IsMedical);
        Assert.Contains("0 DICOM services", Build().Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_BudgetUsedUp_MakesEveryTargetOfTheSystemIncomplete() =>
        Assert.False(Assert.Single(_report.Add(System("10.0.0.1", Seen.Accepting([Capability.Verification])) with { BudgetExhausted = true })).Target.Complete);

    [Fact]
    public void Add_Findings_NameTheirTarget() =>
        Assert.All(Assert.Single(_report.Add(System("10.0.0.1", Seen.Accepting([Capability.Storage])))).Findings, f => Assert.Equal("10.0.0.1:104", f.Target));

    private Report Build(bool cancelled = false, double seconds = 1, params string[] unresolved) =>
        _report.Build("leadglass 1", Start, Start + TimeSpan.FromSeconds(seconds), unresolved, cancelled);

    private static SystemObservation System(string address, params PortObservation[] ports) => Seen.System(ports) with { Address = IPAddress.Parse(address) };
}
