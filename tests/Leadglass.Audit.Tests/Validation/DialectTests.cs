using System.Text;
using Leadglass.Audit.Validation;

namespace Leadglass.Audit.Tests.Validation;

/// <summary>Each dialect as its schema has it, made from a valid message by the change that gives it away.</summary>
public sealed class DialectTests
{
    private static AuditExamination Examine(string xml) => AuditValidator.Examine(Encoding.UTF8.GetBytes(xml));

    [Fact]
    public void CodeWithDisplayName_IsRfc3881()
    {
        // As OpenHIM's tests and the first DICOM messages have it: code=, displayName= and no originalText.
        var examined = Examine(Sample.Text("06-instances-accessed").Replace("csd-code=", "code=", StringComparison.Ordinal).Replace("originalText=", "displayName=", StringComparison.Ordinal));

        Assert.Equal((AuditVerdict.Dialect, "RFC 3881"), (examined.Verdict, examined.Dialect?.Name));
    }

    [Fact]
    public void UserIdTypeCodeOfTheArchive_IsDcm4che()
    {
        var examined = Examine(Sample.Text("06-instances-accessed")
            .Replace("UserIsRequestor=\"true\">", "UserIsRequestor=\"true\" UserTypeCode=\"1\"><UserIDTypeCode csd-code=\"113871\" codeSystemName=\"DCM\" originalText=\"Person ID\"/>", StringComparison.Ordinal));

        Assert.Equal((AuditVerdict.Dialect, "dcm4che"), (examined.Verdict, examined.Dialect?.Name));
    }

    [Fact]
    public void ObjectWithoutName_IsWrongUnlessADialectAllowsIt()
    {
        const string Name = "<ParticipantObjectName>CT Chest</ParticipantObjectName>";
        var without = Sample.Text("06-instances-accessed").Replace(Name, "", StringComparison.Ordinal);

        Assert.Equal(AuditVerdict.Wrong, Examine(without).Verdict);
        Assert.Equal(AuditVerdict.Dialect, Examine(without.Replace("csd-code=", "code=", StringComparison.Ordinal)).Verdict);
    }

    [Fact]
    public void PurposeOfUse_IsIhe()
    {
        var examined = Examine(Sample.Text("06-instances-accessed")
            .Replace("</EventIdentification>", "<PurposeOfUse csd-code=\"TREAT\" codeSystemName=\"2.16.840.1.113883.1.11.20448\" originalText=\"treatment\"/></EventIdentification>", StringComparison.Ordinal));

        Assert.Equal((AuditVerdict.Dialect, "IHE/IPF"), (examined.Verdict, examined.Dialect?.Name));
    }

    [Fact]
    public void IheYr4Root_IsNamedAndNotLookedInto()
    {
        var examined = Examine("<IHEYr4><PatientRecord/><Host>ct1</Host><TimeStamp>2003-01-01T00:00:00Z</TimeStamp></IHEYr4>");

        Assert.Equal((AuditVerdict.Dialect, "IHE year 4"), (examined.Verdict, examined.Dialect?.Name));
        Assert.Null(examined.Message);
    }

    [Fact]
    public void DialectWithAnotherMistake_IsWrongAndStillNamed()
    {
        var examined = Examine(Sample.Text("n07-media-type-outside-identifier").Replace("+01:00\"", "\"", StringComparison.Ordinal));

        Assert.Equal((AuditVerdict.Wrong, "dcm4che"), (examined.Verdict, examined.Dialect?.Name));
    }

    [Fact]
    public void TwoDialectsInOneMessage_AreWrong()
    {
        var examined = Examine(Sample.Text("n07-media-type-outside-identifier")
            .Replace("</EventIdentification>", "<PurposeOfUse csd-code=\"T\" codeSystemName=\"x\" originalText=\"t\"/></EventIdentification>", StringComparison.Ordinal));

        Assert.Equal(AuditVerdict.Wrong, examined.Verdict);
    }

    [Fact]
    public void SamplesOfTheWorkingGroup_AreWrong()
    {
        // As the four published samples for CP-2163 are: a schema location, a patient without a name, a time without a zone.
        var examined = Examine(Sample.Text("16-export-clipboard-2026")
            .Replace("<AuditMessage>", "<AuditMessage xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:noNamespaceSchemaLocation=\"audit.xsd\">", StringComparison.Ordinal)
            .Replace("<ParticipantObjectName>Doe^Jane</ParticipantObjectName>", "", StringComparison.Ordinal)
            .Replace("+01:00\"", "\"", StringComparison.Ordinal));

        Assert.Equal(AuditVerdict.Wrong, examined.Verdict);
        Assert.Equal([IssueKind.SchemaLocation, IssueKind.NameOrQueryMissing, IssueKind.NoTimeZone], examined.Issues.Select(issue => issue.Kind));
    }
}
