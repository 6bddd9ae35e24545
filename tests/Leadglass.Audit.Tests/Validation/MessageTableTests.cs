using System.Text;
using System.Xml.Linq;
using Leadglass.Audit.Rules;
using Leadglass.Audit.Validation;
using Leadglass.Findings;

namespace Leadglass.Audit.Tests.Validation;

/// <summary>
/// Takes from each valid message what its table of A.5.3 has as mandatory, and what it has as optional: the first makes it wrong, the second does not.
/// Rows follow the order of the standard.
/// </summary>
public sealed class MessageTableTests
{
    [Theory]
    [InlineData("01-application-start", "ActiveParticipant", 0, IssueKind.ParticipantCount)]
    [InlineData("01-application-start", "EventTypeCode", 0, IssueKind.EventType)]
    [InlineData("02-audit-log-used", "ParticipantObjectIdentification", 0, IssueKind.ObjectCount)]
    [InlineData("03-begin-transferring", "ActiveParticipant", 0, IssueKind.ParticipantCount)]
    [InlineData("03-begin-transferring", "ActiveParticipant", 1, IssueKind.ParticipantCount)]
    [InlineData("03-begin-transferring", "ParticipantObjectIdentification", 0, IssueKind.ObjectCount)]
    [InlineData("03-begin-transferring", "ParticipantObjectIdentification", 1, IssueKind.ObjectCount)]
    [InlineData("04-data-export-usb", "ActiveParticipant", 0, IssueKind.ParticipantCount)]
    [InlineData("04-data-export-usb", "ActiveParticipant", 1, IssueKind.ParticipantCount)]
    [InlineData("04-data-export-usb", "MediaIdentifier", 0, IssueKind.Media)]
    [InlineData("04-data-export-usb", "ParticipantObjectIdentification", 1, IssueKind.ObjectCount)]
    [InlineData("05-data-import-cd", "ActiveParticipant", 0, IssueKind.ParticipantCount)]
    [InlineData("05-data-import-cd", "ActiveParticipant", 1, IssueKind.ParticipantCount)]
    [InlineData("05-data-import-cd", "MediaIdentifier", 0, IssueKind.Media)]
    [InlineData("05-data-import-cd", "ParticipantObjectIdentification", 1, IssueKind.ObjectCount)]
    [InlineData("06-instances-accessed", "ParticipantObjectIdentification", 0, IssueKind.ObjectCount)]
    [InlineData("06-instances-accessed", "ParticipantObjectIdentification", 1, IssueKind.ObjectCount)]
    [InlineData("07-instances-transferred", "ActiveParticipant", 0, IssueKind.ParticipantCount)]
    [InlineData("07-instances-transferred", "ActiveParticipant", 1, IssueKind.ParticipantCount)]
    [InlineData("07-instances-transferred", "ParticipantObjectIdentification", 1, IssueKind.ObjectCount)]
    [InlineData("08-study-deleted", "ParticipantObjectIdentification", 0, IssueKind.ObjectCount)]
    [InlineData("09-network-entry", "EventTypeCode", 0, IssueKind.EventType)]
    [InlineData("10-query", "ActiveParticipant", 0, IssueKind.ParticipantCount)]
    [InlineData("10-query", "ActiveParticipant", 1, IssueKind.ParticipantCount)]
    [InlineData("10-query", "ParticipantObjectIdentification", 0, IssueKind.ObjectCount)]
    [InlineData("10-query", "ParticipantObjectDetail", 0, IssueKind.ObjectField)]
    [InlineData("11-security-alert", "EventTypeCode", 0, IssueKind.EventType)]
    [InlineData("11-security-alert", "ParticipantObjectDetail", 0, IssueKind.ObjectField)]
    [InlineData("12-user-login", "EventTypeCode", 0, IssueKind.EventType)]
    [InlineData("13-order-record", "ParticipantObjectIdentification", 0, IssueKind.ObjectCount)]
    [InlineData("14-patient-record", "ParticipantObjectIdentification", 0, IssueKind.ObjectCount)]
    [InlineData("15-procedure-record", "ParticipantObjectIdentification", 1, IssueKind.ObjectCount)]
    [InlineData("16-export-clipboard-2026", "ActiveParticipant", 2, IssueKind.ParticipantCount)]
    [InlineData("16-export-clipboard-2026", "MediaIdentifier", 0, IssueKind.ParticipantCount)]
    public void WithoutWhatIsMandatory_IsWrong(string name, string element, int number, IssueKind kind)
    {
        var examined = Examine(name, message => message.Descendants(element).ElementAt(number).Remove());

        Assert.Equal(AuditVerdict.Wrong, examined.Verdict);
        Assert.Contains(kind, examined.Issues.Select(issue => issue.Kind));
    }

    [Theory]
    [InlineData("01-application-start", "ActiveParticipant", 1)]
    [InlineData("03-begin-transferring", "ParticipantObjectDescription", 0)]
    [InlineData("04-data-export-usb", "ParticipantObjectIdentification", 0)]
    [InlineData("05-data-import-cd", "ParticipantObjectIdentification", 0)]
    [InlineData("11-security-alert", "ActiveParticipant", 1)]
    [InlineData("11-security-alert", "ParticipantObjectIdentification", 0)]
    [InlineData("15-procedure-record", "ParticipantObjectIdentification", 0)]
    [InlineData("16-export-clipboard-2026", "ParticipantObjectIdentification", 0)]
    public void WithoutWhatIsOptional_IsStandard(string name, string element, int number) =>
        Assert.Equal(AuditVerdict.Standard, Examine(name, message => message.Descendants(element).ElementAt(number).Remove()).Verdict);

    [Theory]
    [InlineData("01-application-start", "C R U D")]
    [InlineData("02-audit-log-used", "C U D E")]
    [InlineData("03-begin-transferring", "C R U D")]
    [InlineData("04-data-export-usb", "C U D E")]
    [InlineData("05-data-import-cd", "R U D E")]
    [InlineData("06-instances-accessed", "E")]
    [InlineData("07-instances-transferred", "D E")]
    [InlineData("08-study-deleted", "C R U E")]
    [InlineData("09-network-entry", "C R U D")]
    [InlineData("10-query", "C R U D")]
    [InlineData("11-security-alert", "C R U D")]
    [InlineData("12-user-login", "C R U D")]
    [InlineData("13-order-record", "E")]
    [InlineData("14-patient-record", "E")]
    [InlineData("15-procedure-record", "E")]
    public void Action_ThatTheTableDoesNotHave_IsWrong(string name, string actions)
    {
        foreach (var letter in "CRUDE")
        {
            var examined = Examine(name, message => message.Element("EventIdentification")!.SetAttributeValue("EventActionCode", letter));
            Assert.Equal(actions.Contains(letter, StringComparison.Ordinal), examined.Issues.Any(issue => issue.Kind == IssueKind.Action));
        }
    }

    [Theory]
    [InlineData("02-audit-log-used", "ParticipantObjectIdentification", "ParticipantObjectTypeCodeRole", "3", IssueKind.ObjectField)]
    [InlineData("03-begin-transferring", "ParticipantObjectIdentification", "ParticipantObjectTypeCode", "1", IssueKind.ObjectField)]
    [InlineData("03-begin-transferring", "ParticipantObjectIdentification", "ParticipantObjectID", "not a uid", IssueKind.ObjectField)]
    [InlineData("09-network-entry", "ActiveParticipant", "UserIsRequestor", "true", IssueKind.Requestor)]
    [InlineData("10-query", "ParticipantObjectIdentification", "ParticipantObjectTypeCodeRole", "24", IssueKind.ObjectField)]
    [InlineData("12-user-login", "ActiveParticipant", "NetworkAccessPointID", null, IssueKind.ParticipantCount)]
    [InlineData("12-user-login", "EventTypeCode", "csd-code", "110124", IssueKind.EventType)]
    [InlineData("12-user-login", "EventID", "csd-code", "110122", IssueKind.EventId)] // as dcm4chee's own sample has it
    [InlineData("14-patient-record", "ParticipantObjectIdentification", "ParticipantObjectTypeCodeRole", "2", IssueKind.ObjectField)]
    public void Value_ThatTheTableDoesNotHave_IsWrong(string name, string element, string attribute, string? value, IssueKind kind)
    {
        var examined = Examine(name, message => message.Descendants(element).First().SetAttributeValue(attribute, value));

        Assert.Equal(AuditVerdict.Wrong, examined.Verdict);
        Assert.Equal([kind], examined.Issues.Select(issue => issue.Kind).Distinct());
    }

    [Fact]
    public void IheTransaction_IsNotHeldAgainstTheTableOfItsEvent()
    {
        // As ITI-55 has it: the event Query, with a query object of role 24 and a kind of identifier of IHE's.
        var examined = Examine("10-query", message =>
        {
            message.Element("EventIdentification")!.Add(Code("EventTypeCode"));
            message.Element("ParticipantObjectIdentification")!.SetAttributeValue("ParticipantObjectTypeCodeRole", "24");
            message.Descendants("ParticipantObjectIDTypeCode").Single().ReplaceWith(Code("ParticipantObjectIDTypeCode"));
        });

        Assert.Equal((AuditVerdict.Standard, null), (examined.Verdict, examined.Title));
        var findings = AuditRules.All.Judge(examined, "x").ToDictionary(finding => finding.Rule.Id, finding => finding.Verdict);
        Assert.Equal((Verdict.Pass, Verdict.NotTested, Verdict.NotTested), (findings["LG-AUD-022"], findings["LG-AUD-031"], findings["LG-AUD-038"]));

        static XElement Code(string element) =>
            new(element, new XAttribute("csd-code", "ITI-55"), new XAttribute("codeSystemName", "IHE Transactions"), new XAttribute("originalText", "Cross Gateway Patient Discovery"));
    }

    private static AuditExamination Examine(string name, Action<XElement> change)
    {
        var message = XElement.Parse(Sample.Text(name));
        change(message);
        return AuditValidator.Examine(Encoding.UTF8.GetBytes(message.ToString()));
    }
}
