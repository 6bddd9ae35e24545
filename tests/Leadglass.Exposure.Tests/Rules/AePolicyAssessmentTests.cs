using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Rules;
using static Leadglass.Exposure.Observations.AttemptPurpose;
using static Leadglass.Exposure.Observations.QueryOutcome;
using static Leadglass.Exposure.Tests.Rules.Seen;

namespace Leadglass.Exposure.Tests.Rules;

public sealed class AePolicyAssessmentTests
{
    // The AE title matrix, row by row: what a stranger to a made-up title met, then the rows that followed from it.
    public static TheoryData<string, AePolicy, bool, AssociationAttempt[]> Matrix => new()
    {
        // what was seen, the policy, whether a question is left open, the attempts
        { "a stranger is accepted", AePolicy.Open, false, [Accepted(Stranger)] },
        { "a stranger is accepted with one context after the list was aborted", AePolicy.Open, false, [Aborted(Stranger), Accepted(StrangerSmall)] },
        { "called is checked, its title is not known", AePolicy.CalledChecked, true, [Rejected(Stranger, CalledUnknown)] },
        { "called is checked, and nothing else", AePolicy.CalledChecked, false, [Rejected(Stranger, CalledUnknown), Accepted(KnownCalled, called: "ARCHIVE")] },
        { "called is checked, the second title fits", AePolicy.CalledChecked, false,
            [Rejected(Stranger, CalledUnknown), Rejected(KnownCalled, CalledUnknown, "OTHER"), Accepted(KnownCalled, called: "ARCHIVE")] },
        { "called is checked, a default title fits", AePolicy.CalledChecked, false, [Rejected(Stranger, CalledUnknown), Accepted(DefaultCalled, called: "ORTHANC")] },
        { "called is checked, the titles given do not fit", AePolicy.CalledChecked, true, [Rejected(Stranger, CalledUnknown), Rejected(KnownCalled, CalledUnknown, "OTHER")] },
        { "both are checked: its title is right, the caller unknown", AePolicy.Both, false, [Rejected(Stranger, CalledUnknown), Rejected(KnownCalled, CallingUnknown, "ARCHIVE")] },
        { "both are checked: only the control gets in", AePolicy.Both, false,
            [Rejected(Stranger, CalledUnknown), Rejected(KnownCalled, CallingUnknown, "ARCHIVE"), Accepted(Control, called: "ARCHIVE", calling: "CT1")] },
        { "both are checked: the called title is blamed for the caller, which the control shows", AePolicy.Both, false,
            [Rejected(Stranger, CalledUnknown), Rejected(KnownCalled, CalledUnknown, "ARCHIVE"), Accepted(Control, called: "ARCHIVE", calling: "CT1")] },
        { "calling is checked, no registered caller is known", AePolicy.CallingChecked, true, [Rejected(Stranger, CallingUnknown)] },
        { "calling is checked, and nothing else", AePolicy.CallingChecked, false, [Rejected(Stranger, CallingUnknown), Accepted(KnownCalling, calling: "CT1")] },
        { "calling is checked, the caller given is not registered", AePolicy.CallingChecked, true, [Rejected(Stranger, CallingUnknown), Rejected(KnownCalling, CallingUnknown, calling: "CT1")] },
        { "both are checked: the caller is right, the title is not", AePolicy.Both, false, [Rejected(Stranger, CallingUnknown), Rejected(KnownCalling, CalledUnknown, calling: "CT1")] },
        { "busy with the list, open with one context", AePolicy.Open, false, [Rejected(Stranger, Reject(2, 3, 1)), Accepted(StrangerSmall)] },
        { "busy both times", AePolicy.Busy, true, [Rejected(Stranger, Reject(2, 3, 1)), Rejected(StrangerSmall, Reject(2, 3, 2))] },
        { "aborted both times", AePolicy.Undetermined, false, [Aborted(Stranger), Aborted(StrangerSmall)] },
    };

    [Theory]
    [MemberData(nameof(Matrix))]
    public void Of_RowOfTheMatrix_IsItsPolicy(string seen, AePolicy policy, bool leftOpen, AssociationAttempt[] attempts)
    {
        var assessment = Assess(attempts);

        Assert.True(policy == assessment.Policy, $"{seen}: {assessment.Policy}");
        Assert.Equal(leftOpen, assessment.Open is not null);
        Assert.Equal(attempts.Length, assessment.Evidence.Count);
    }

    // PS3.8 Table 9-21, every triple: result, source, reason and the words for them.
    [Theory]
    [InlineData(1, 1, 1, "no-reason-given", AePolicy.Undetermined)]
    [InlineData(1, 1, 2, "application-context-name-not-supported", AePolicy.Undetermined)]
    [InlineData(1, 1, 3, "calling-AE-title-not-recognized", AePolicy.CallingChecked)]
    [InlineData(1, 1, 4, "reserved", AePolicy.Undetermined)]
    [InlineData(1, 1, 5, "reserved", AePolicy.Undetermined)]
    [InlineData(1, 1, 6, "reserved", AePolicy.Undetermined)]
    [InlineData(1, 1, 7, "called-AE-title-not-recognized", AePolicy.CalledChecked)]
    [InlineData(1, 1, 8, "reserved", AePolicy.Undetermined)]
    [InlineData(1, 1, 9, "reserved", AePolicy.Undetermined)]
    [InlineData(1, 1, 10, "reserved", AePolicy.Undetermined)]
    [InlineData(1, 2, 1, "no-reason-given", AePolicy.Undetermined)]
    [InlineData(1, 2, 2, "protocol-version-not-supported", AePolicy.Undetermined)]
    [InlineData(2, 1, 1, "no-reason-given", AePolicy.Undetermined)]
    [InlineData(2, 1, 3, "calling-AE-title-not-recognized", AePolicy.CallingChecked)]
    [InlineData(2, 1, 7, "called-AE-title-not-recognized", AePolicy.CalledChecked)]
    [InlineData(2, 2, 1, "no-reason-given", AePolicy.Undetermined)]
    [InlineData(1, 3, 1, "temporary-congestion", AePolicy.Busy)]
    [InlineData(1, 3, 2, "local-limit-exceeded", AePolicy.Busy)]
    [InlineData(2, 3, 1, "temporary-congestion", AePolicy.Busy)]
    [InlineData(2, 3, 2, "local-limit-exceeded", AePolicy.Busy)]
    [InlineData(1, 4, 7, "reserved", AePolicy.Undetermined)]
    [InlineData(0, 0, 0, "reserved", AePolicy.Undetermined)]
    [InlineData(255, 255, 255, "reserved", AePolicy.Undetermined)]
    public void Of_RejectTriple_IsDecodedAndMeansNoMoreThanItSays(byte result, byte source, byte reason, string words, AePolicy policy)
    {
        var assessment = Assess(Rejected(Stranger, Reject(result, source, reason)));

        Assert.Equal(policy, assessment.Policy);
        var evidence = Assert.Single(assessment.Evidence);
        Assert.Contains(words, evidence, StringComparison.Ordinal);
        Assert.Contains($"{result}/{source}/{reason}", evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AePolicy.Open)]
    [InlineData(AePolicy.Open, Searched)]
    [InlineData(AePolicy.Open, ReturnedRecords, NotAsked)]
    [InlineData(AePolicy.Open, ContextRefused, ContextRefused)]
    [InlineData(AePolicy.Open, OtherStatus)]                        // busy or out of resources denies nobody
    [InlineData(AePolicy.Open, NoAnswer)]
    [InlineData(AePolicy.Open, Faulted)]
    [InlineData(AePolicy.Open, NotAuthorised, Searched)]
    [InlineData(AePolicy.DimseRestricted, NotAuthorised)]
    [InlineData(AePolicy.DimseRestricted, QueryOutcome.Aborted)]
    [InlineData(AePolicy.DimseRestricted, NotAuthorised, QueryOutcome.Aborted, ContextRefused)]
    [InlineData(AePolicy.DimseRestricted, NotAuthorised, OtherStatus)]
    [InlineData(AePolicy.DimseRestricted, QueryOutcome.Aborted, NoAnswer)]
    public void Of_AcceptedStranger_DependsOnWhatTheOperationsMet(AePolicy policy, params QueryOutcome[] outcomes) =>
        Assert.Equal(policy, AePolicyAssessment.Of(Attempts([Accepted(Stranger)], [.. outcomes.Select((o, i) => new QueryObservation((QueryModel)i, o))]).Dicom!).Policy);

    [Fact]
    public void Of_AcceptedStranger_WithoutOneContext_CanDoNothing() => Assert.Equal(AePolicy.DimseRestricted, Assess(Accepted(Stranger, [])).Policy);

    [Theory]
    [InlineData(443)]
    [InlineData(8042)]
    public void Of_WebPortClosedUnheard_HasNoPolicy(int port) => Assert.Null(AePolicyAssessment.Of(Port(ServiceKind.ClosedUnheard, port)));

    [Fact]
    public void Of_ConnectionClosedUnheard_MayBeAFilterByAddress() =>
        Assert.Equal(AePolicy.AddressRestricted, AePolicyAssessment.Of(Port(ServiceKind.ClosedUnheard))!.Policy);

    [Theory]
    [InlineData(ServiceKind.Http)]
    [InlineData(ServiceKind.Tls)]
    [InlineData(ServiceKind.Silent)]
    [InlineData(ServiceKind.Other)]
    public void Of_SomethingElse_HasNoPolicy(ServiceKind service) => Assert.Null(AePolicyAssessment.Of(Port(service)));

    private static AePolicyAssessment Assess(params AssociationAttempt[] attempts) => AePolicyAssessment.Of(Attempts(attempts).Dicom!);
}
