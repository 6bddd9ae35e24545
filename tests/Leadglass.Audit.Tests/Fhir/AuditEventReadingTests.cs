using System.Text;
using Leadglass.Audit.Fhir;
using Leadglass.Audit.Syslog;
using Leadglass.Audit.Validation;

namespace Leadglass.Audit.Tests.Fhir;

/// <summary>Resources as others write them, and as nobody should.</summary>
public sealed class AuditEventReadingTests
{
    /// <summary>After the example of a login in https://hl7.org/fhir/R4/auditevent-example-login.json: fields that DICOM has no place for, and codes of other systems.</summary>
    private const string Login = """
        {
          "resourceType": "AuditEvent",
          "id": "example-login",
          "text": { "status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\">Login</div>" },
          "type": { "system": "http://dicom.nema.org/resources/ontology/DCM", "code": "110114", "display": "User Authentication" },
          "subtype": [ { "system": "http://dicom.nema.org/resources/ontology/DCM", "code": "110122", "display": "Login" } ],
          "action": "E",
          "recorded": "2013-06-20T23:41:23Z",
          "outcome": "0",
          "purposeOfEvent": [ { "text": "treatment" } ],
          "agent": [
            {
              "type": { "coding": [ { "system": "http://terminology.hl7.org/CodeSystem/extra-security-role-type", "code": "humanuser", "display": "human user" } ] },
              "who": { "identifier": { "value": "95" } },
              "altId": "601847123",
              "name": "Grahame Grieve",
              "requestor": true,
              "policy": [ "http://example.org/policy" ],
              "network": { "address": "127.0.0.1", "type": "2" }
            }
          ],
          "source": {
            "site": "Cloud",
            "observer": { "reference": "Device/hl7connect" },
            "type": [ { "system": "http://terminology.hl7.org/CodeSystem/security-source-type", "code": "3", "display": "Web Server" } ]
          }
        }
        """;

    private const string Agent = """[{"who":{"identifier":{"value":"x"}},"requestor":false}]""";

    [Fact]
    public void Examine_LoginOfTheSpecification_IsFhirAndKeepsTheTableOfDicom()
    {
        var examined = Examine(Login);

        Assert.Equal(AuditVerdict.Dialect, examined.Verdict);
        Assert.Equal("User Authentication", examined.Title);
        Assert.Equal(("95", "601847123", "Grahame Grieve", "true", "127.0.0.1", "2"), examined.Message!.Participants[0] is var agent
            ? (agent.UserId, agent.AlternativeUserId, agent.UserName, agent.UserIsRequestor, agent.NetworkAccessPointId, agent.NetworkAccessPointTypeCode) : default);
        Assert.Equal(("Device/hl7connect", "Cloud", "3"), (examined.Message.Source.Id, examined.Message.Source.EnterpriseSiteId, examined.Message.Source.TypeCodes[0].Code));
        Assert.Equal("humanuser", examined.Message.Participants[0].Roles[0].Code);
    }

    [Theory]
    [InlineData("\"type\"", "\"kind\"", 1, "type is missing")]
    [InlineData("\"2013-06-20T23:41:23Z\"", "\"2013-06-20T23:41:23\"", 8, "recorded is no instant with its time zone")]
    [InlineData("\"requestor\": true", "\"requestor\": \"true\"", 12, "requestor is missing, or neither true nor false")]
    [InlineData("\"outcome\": \"0\"", "\"outcome\": \"1\"", 9, "outcome is none of 0, 4, 8, 12")]
    [InlineData("\"outcome\": \"0\"", "\"outcome\": 0", 9, "outcome is no string")]
    [InlineData("\"site\": \"Cloud\"", "\"site\": \"\"", 23, "site is empty")]
    [InlineData("\"reference\": \"Device/hl7connect\"", "\"x\": 1", 22, null)]
    [InlineData("\"observer\": { \"reference\": \"Device/hl7connect\" }", "\"x\": 1", 22, "source.observer is missing")]
    [InlineData("\"subtype\": [ {", "\"subtype\": [ 1, {", 6, "subtype is no array of objects")]
    [InlineData("AuditEvent", "Patient", 1, "resourceType is Patient")]
    public void Examine_BrokenResource_NamesLineAndReason(string from, string to, int line, string? reason)
    {
        var examined = Examine(Login.Replace(from, to, StringComparison.Ordinal));

        if (reason is null)
            Assert.Equal(AuditVerdict.Dialect, examined.Verdict); // a reference may say nothing
        else
            Assert.Contains(examined.Issues, issue => issue.Kind == IssueKind.FhirResource && issue.Line == line && issue.What == reason);
    }

    [Fact]
    public void Examine_EventThatBreaksItsTable_IsWrongByTheLineOfTheResource()
    {
        var examined = Examine(Login.Replace("\"action\": \"E\"", "\"action\": \"C\"", StringComparison.Ordinal));

        Assert.Equal(AuditVerdict.Wrong, examined.Verdict);
        Assert.Contains(examined.Issues, static issue => issue.Kind == IssueKind.Action && issue.Clause.StartsWith("PS3.15 A.5.3.12", StringComparison.Ordinal));
    }

    [Fact]
    public void Examine_RestfulEventOfBalp_IsFhirAndHasItsPatient()
    {
        var examined = Examine($$$"""
            {"resourceType":"AuditEvent","type":{"system":"http://terminology.hl7.org/CodeSystem/audit-event-type","code":"rest"},"subtype":[{"system":"http://hl7.org/fhir/restful-interaction","code":"read"}],
            "action":"R","recorded":"2026-03-04T05:06:07Z","outcome":"0","agent":{{{Agent}}},"source":{"observer":{"reference":"Device/1"},"type":[{"system":"http://example.org/types","code":"x"}]},
            "entity":[{"what":{"reference":"Patient/123"},"type":{"system":"http://hl7.org/fhir/resource-types","code":"Patient"},"role":{"system":"http://terminology.hl7.org/CodeSystem/object-role","code":"1"}}]}
            """);

        Assert.Equal(AuditVerdict.Dialect, examined.Verdict);
        Assert.Equal(("Patient/123", null, "1"), (examined.Message!.Objects[0].Id, examined.Message.Objects[0].TypeCode, examined.Message.Objects[0].TypeCodeRole));
    }

    [Theory]
    [InlineData("{", IssueKind.NotWellFormed)]
    [InlineData("{}{}", IssueKind.NotWellFormed)]
    [InlineData("{\"a\":1,\"a\":2}", IssueKind.NotWellFormed)]
    [InlineData("{\"a\":1,\"\\u0061\":2}", IssueKind.NotWellFormed)]
    [InlineData("{\"a\":\"\\ud800\"}", IssueKind.NotWellFormed)]
    [InlineData("{\"\\ud800\":1}", IssueKind.NotWellFormed)]
    [InlineData("{\"a\":\"\\u0000\"}", IssueKind.NotWellFormed)]
    [InlineData("{\"a\":1,}", IssueKind.NotWellFormed)]
    [InlineData("{/* */}", IssueKind.NotWellFormed)]
    [InlineData("{\"a\":\"\u0001\"}", IssueKind.NotWellFormed)]
    public void Examine_JsonThatIsNone_SaysSo(string text, IssueKind kind) => Assert.Equal(kind, Assert.Single(Examine(text).Issues).Kind);

    [Fact]
    public void Examine_NotUtf8_NamesTheLine() =>
        Assert.Equal((IssueKind.NotUtf8, 2), Assert.Single(AuditValidator.Examine([.. "{\n\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8]).Issues) is var issue ? (issue.Kind, issue.Line) : default);

    [Fact]
    public void Examine_TooDeep_IsNotReadOn() => Assert.Equal(IssueKind.TooLarge, Assert.Single(Examine($"{{\"a\":{new string('[', 100_000)}").Issues, static issue => issue.Kind == IssueKind.TooLarge).Kind);

    [Fact]
    public void Examine_TooMuch_IsNotReadOn() => Assert.Contains(Examine($"{{\"a\":\"{new string('x', 5_000_000)}\"}}").Issues, static issue => issue.Kind == IssueKind.TooLarge);

    [Fact]
    public void Examine_TooManyValues_IsNotReadOn() => Assert.Contains(Examine($"{{\"a\":[{string.Join(',', Enumerable.Repeat('1', 300_000))}]}}").Issues, static issue => issue.Kind == IssueKind.TooLarge);

    [Fact]
    public void Read_LinesAndBundles_AreTakenApart()
    {
        var one = Encoding.UTF8.GetString(AuditEventWriter.Write(AuditValidator.Examine(Sample.Read("12-user-login")).Message!, oneLine: true));

        var lines = SyslogCapture.Read(Encoding.UTF8.GetBytes($"{one}\n\n{one}\r\n")).ToList();
        var bundle = SyslogCapture.Read(Encoding.UTF8.GetBytes($$"""{"resourceType":"Bundle",{{"\n"}}"entry":[{"resource":{{one}}},{{"\n"}}{"resource":{{one}}}]}""")).ToList();

        Assert.Equal([1, 3], lines.Select(static read => read.Line));
        Assert.Equal([2, 3], bundle.Select(static read => read.Line));
        Assert.All([.. lines, .. bundle], static read => Assert.Equal(AuditVerdict.Dialect, AuditValidator.Examine(read.Message.Content.Span).Verdict));
    }

    private static AuditExamination Examine(string text) => AuditValidator.Examine(Encoding.UTF8.GetBytes(text));
}
