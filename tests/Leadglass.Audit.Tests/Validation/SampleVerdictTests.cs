using System.Text;
using Leadglass.Audit.Rules;
using Leadglass.Audit.Validation;
using Leadglass.Findings;

namespace Leadglass.Audit.Tests.Validation;

/// <summary>The verdict of each sample, as jing, libxml2 and the text of the standard have it.</summary>
public sealed class SampleVerdictTests
{
    public static TheoryData<string, AuditVerdict, IssueKind[]> Verdicts => new()
    {
        { "01-application-start", AuditVerdict.Standard, [] },
        { "02-audit-log-used", AuditVerdict.Standard, [] },
        { "03-begin-transferring", AuditVerdict.Standard, [] },
        { "04-data-export-usb", AuditVerdict.Standard, [] },
        { "05-data-import-cd", AuditVerdict.Standard, [] },
        { "06-instances-accessed", AuditVerdict.Standard, [] },
        { "07-instances-transferred", AuditVerdict.Standard, [] },
        { "08-study-deleted", AuditVerdict.Standard, [] },
        { "09-network-entry", AuditVerdict.Standard, [] },
        { "10-query", AuditVerdict.Standard, [] },
        { "11-security-alert", AuditVerdict.Standard, [] },
        { "12-user-login", AuditVerdict.Standard, [] },
        { "13-order-record", AuditVerdict.Standard, [] },
        { "14-patient-record", AuditVerdict.Standard, [] },
        { "15-procedure-record", AuditVerdict.Standard, [] },
        { "16-export-clipboard-2026", AuditVerdict.Standard, [] },
        { "n01-empty-attribute", AuditVerdict.Wrong, [IssueKind.Empty] },
        { "n02-missing-originaltext", AuditVerdict.Wrong, [IssueKind.OriginalTextMissing] },
        { "n03-no-name-no-query", AuditVerdict.Wrong, [IssueKind.NameOrQueryMissing] },
        { "n04-two-requestors", AuditVerdict.Wrong, [IssueKind.SeveralRequestors, IssueKind.Requestor] },
        { "n05-no-timezone", AuditVerdict.Wrong, [IssueKind.NoTimeZone] },
        { "n06-no-requestor-on-export", AuditVerdict.Wrong, [IssueKind.Requestor] },
        { "n07-media-type-outside-identifier", AuditVerdict.Dialect, [IssueKind.MediaTypeOutside] },
        { "n08-two-patients-single-patient-message", AuditVerdict.Wrong, [IssueKind.ObjectCount] },
        { "n09-wrong-order", AuditVerdict.Wrong, [IssueKind.ElementPlace] },
        { "n10-bad-outcome", AuditVerdict.Wrong, [IssueKind.Value] },
        { "n11-query-not-base64", AuditVerdict.Wrong, [IssueKind.Value] },
        { "n12-namespace", AuditVerdict.Wrong, [IssueKind.Root] },
        { "n13-sopclass-without-count", AuditVerdict.Wrong, [IssueKind.InstanceCountMissing] },
        { "n14-wrong-action", AuditVerdict.Wrong, [IssueKind.Action] },
        { "n15-retired-email-110031", AuditVerdict.Standard, [IssueKind.RetiredCode] },
        { "n16-leap-second-valid", AuditVerdict.Standard, [] },
        { "n17-xxe", AuditVerdict.Wrong, [IssueKind.DocumentType] },
    };

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void Sample_HasItsVerdictAndNothingElseWrong(string name, AuditVerdict verdict, IssueKind[] kinds)
    {
        var examined = AuditValidator.Examine(Sample.Read(name));

        Assert.Equal(kinds, examined.Issues.Select(issue => issue.Kind));
        Assert.Equal(verdict, examined.Verdict);
    }

    [Fact]
    public void EverySample_IsAmongThem() => Assert.Equal(Sample.Names, Verdicts.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));

    [Fact]
    public void ClipboardExport_KeepsTheTableOf2026Only() => Assert.Equal([Edition.E2026], AuditValidator.Examine(Sample.Read("16-export-clipboard-2026")).Editions);

    [Fact]
    public void ClipboardExport_UnderThe2025eTableAlone_HasNoMedium()
    {
        var examined = AuditValidator.Examine(Sample.Read("16-export-clipboard-2026"), Edition.E2025e);

        Assert.Equal(AuditVerdict.Wrong, examined.Verdict);
        Assert.Contains(examined.Issues, issue => issue.Kind == IssueKind.ParticipantCount && issue.What == "the medium is missing");
    }

    [Fact]
    public void Issue_NamesLineElementClauseAndFix()
    {
        var issue = Assert.Single(AuditValidator.Examine(Sample.Read("n13-sopclass-without-count")).Issues);

        Assert.Equal((7, "SOPClass", "PS3.15 A.5.1"), (issue.Line, issue.Element, issue.Clause));
        Assert.Equal("Line 7, SOPClass: NumberOfInstances is missing (PS3.15 A.5.1). Add NumberOfInstances: a whole number.", issue.ToString());
    }

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void Rules_FailExactlyWhenTheMessageIsWrong(string name, AuditVerdict verdict, IssueKind[] kinds)
    {
        var examined = AuditValidator.Examine(Sample.Read(name));

        var findings = AuditRules.All.Judge(examined, name);

        Assert.Equal(verdict == AuditVerdict.Wrong, findings.Any(finding => finding.Verdict == Verdict.Fail));
        Assert.Equal(kinds.Length > 0, findings.Any(finding => finding.IsProblem));
    }

    [Fact]
    public void EveryKindOfIssue_BelongsToExactlyOneRule()
    {
        // A message with nothing but this issue: one rule takes it up.
        foreach (var kind in Enum.GetValues<IssueKind>())
        {
            var issue = new AuditIssue(kind, 1, "X", "clause", "what", "fix");
            var examined = new AuditExamination { Verdict = AuditVerdict.Wrong, Issues = [issue], IsXml = true, Dialect = Dialect.Of([issue]) };

            Assert.Single(AuditRules.All.Judge(examined, "x"), finding => finding.IsProblem);
        }
    }

    [Fact]
    public void Evidence_NeverHoldsAPersonsName()
    {
        foreach (var name in Sample.Names)
        {
            var evidence = string.Concat(AuditValidator.Examine(Encoding.UTF8.GetBytes(Sample.Text(name).Replace("UserID", "UserIdx", StringComparison.Ordinal))).Issues);
            Assert.DoesNotContain("Doe", evidence, StringComparison.Ordinal);
            Assert.DoesNotContain("smith", evidence, StringComparison.Ordinal);
            Assert.DoesNotContain("PID-1", evidence, StringComparison.Ordinal);
        }
    }
}
