using System.Text;
using System.Text.Json.Nodes;
using Leadglass.Audit.Fhir;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Tests.Building;
using Leadglass.Audit.Validation;

namespace Leadglass.Audit.Tests.Fhir;

/// <summary>The mapping between messages of PS3.15 A.5 and AuditEvent of FHIR R4, both ways.</summary>
public sealed class AuditEventWriterTests
{
    private const string Dicom = "http://dicom.nema.org/resources/ontology/DCM";

    public static TheoryData<string> Valid => [.. Sample.Names.Where(static name => name[0] != 'n')];

    [Theory]
    [MemberData(nameof(Valid))]
    public void WriteAndExamine_Sample_IsTheSameMessage(string name)
    {
        var original = AuditValidator.Examine(Sample.Read(name)).Message!;

        var back = AuditValidator.Examine(AuditEventWriter.Write(original));

        Assert.Equal(AuditVerdict.Dialect, back.Verdict);
        Assert.Equal(Dialect.Fhir, back.Dialect);
        Assert.Equal(Encoding.UTF8.GetString(AuditMessageWriter.Write(original)), Encoding.UTF8.GetString(AuditMessageWriter.Write(AuditConversion.Convert(back)!)));
    }

    [Fact]
    public void WriteAndExamine_EachOfTheFifteenEvents_IsTheSameMessage() => Assert.All(Events.All.Select(static one => one.ToMessage()), static message => Assert.Equal(
        Encoding.UTF8.GetString(AuditMessageWriter.Write(message)),
        Encoding.UTF8.GetString(AuditMessageWriter.Write(AuditConversion.Convert(AuditValidator.Examine(AuditEventWriter.Write(message, oneLine: true)))!))));

    [Fact]
    public void WriteAndExamine_EverythingThatADescriptionCanHold_IsTheSameMessage()
    {
        var study = Events.Study with
        {
            Sensitivity = "VIP of the house",
            DataLifeCycle = "10",
            Details = [new ObjectDetail("SOPClass", Convert.ToBase64String("a detail of DICOM's own"u8))],
            IdTypeCode = Events.Study.IdTypeCode! with { DisplayName = "Studie" },
            Descriptions =
            [
                new ObjectDescription
                {
                    PerformedProcedureSteps = ["1.2.3.9", "1.2.3.10"],
                    Accessions = ["A1", "A2"],
                    SopClasses = [new SopClassContent("1.2.840.10008.5.1.4.1.1.2", "2", ["1.2.3.1", "1.2.3.2"]), new SopClassContent(null, "7", []), new SopClassContent("1.2.840.10008.5.1.4.1.1.4", "1", [])],
                    ContainedStudies = ["1.2.3.4"],
                    Encrypted = "true",
                    Anonymized = "false",
                },
                new ObjectDescription { SopClasses = [new SopClassContent(null, "1", ["1.2.3.3"])], Anonymized = "true" },
            ],
        };
        var message = Events.All[6].ToMessage() with { Objects = [study, Events.Patient] };

        var back = AuditValidator.Examine(AuditEventWriter.Write(message));

        Assert.Equal(Encoding.UTF8.GetString(AuditMessageWriter.Write(message)), Encoding.UTF8.GetString(AuditMessageWriter.Write(back.Message!)));
    }

    [Theory]
    [InlineData("DCM", Dicom)]
    [InlineData("SCT", "http://snomed.info/sct")]
    [InlineData("1.2.840.10008.2.16.4", "urn:oid:1.2.840.10008.2.16.4")]
    [InlineData("IHE Transactions", "urn:ihe:event-type-code")]
    [InlineData("99DCM4CHEE", "99DCM4CHEE")]
    [InlineData("a name: with a colon", "a%20name%3A%20with%20a%20colon")]
    [InlineData("http://example.org/codes", "http://example.org/codes")]
    public void CodeSystem_NameOfDicom_IsAUriAndComesBack(string name, string uri)
    {
        var message = Events.All[0].ToMessage();
        var named = message with { Event = message.Event with { TypeCodes = [new CodedValue("1", name, "x")] } };

        var json = AuditEventWriter.Write(named);

        Assert.Equal(uri, JsonNode.Parse(json)!["subtype"]![0]!["system"]!.GetValue<string>());
        Assert.Equal(name, AuditValidator.Examine(json).Message!.Event.TypeCodes[0].SystemName);
    }

    /// <summary>The places that the DICOM mapping of https://hl7.org/fhir/R4/auditevent-mappings.html names.</summary>
    [Fact]
    public void Write_ExportToUsb_HasEveryValueInTheFieldThatR4MapsItTo()
    {
        var json = JsonNode.Parse(AuditEventWriter.Write(AuditValidator.Examine(Sample.Read("04-data-export-usb")).Message!, id: "7"))!;

        Assert.Equal("AuditEvent", (string)json["resourceType"]!);
        Assert.Equal("7", (string)json["id"]!);
        Assert.Equal((Dicom, "110106", "Export"), Coding(json["type"]!));
        Assert.Equal("R", (string)json["action"]!);
        Assert.Equal("2026-03-04T05:06:07.089+01:00", (string)json["recorded"]!);
        Assert.Equal("0", (string)json["outcome"]!);
        Assert.Equal("smith@example.org", (string)json["agent"]![0]!["who"]!["identifier"]!["value"]!);
        Assert.True((bool)json["agent"]![0]!["requestor"]!);
        Assert.Equal((Dicom, "110153", "Source Role ID"), Coding(json["agent"]![0]!["type"]!["coding"]![0]!));
        Assert.Equal("VOL-1234", (string)json["agent"]![1]!["altId"]!);
        Assert.Equal((Dicom, "110030", "USB Disk Emulation"), Coding(json["agent"]![1]!["media"]!));
        Assert.Equal("pacs1.example.org", (string)json["source"]!["observer"]!["identifier"]!["value"]!);
        Assert.Equal("Site A", (string)json["source"]!["site"]!);
        Assert.Equal(("http://terminology.hl7.org/CodeSystem/security-source-type", "4", null), Coding(json["source"]!["type"]![0]!));
        var (study, patient) = (json["entity"]![0]!, json["entity"]![1]!);
        Assert.Equal("1.2.3.4.5.6", (string)study["what"]!["identifier"]!["value"]!);
        Assert.Equal((Dicom, "110180", "Study Instance UID"), Coding(study["what"]!["identifier"]!["type"]!["coding"]![0]!));
        Assert.Equal(("http://terminology.hl7.org/CodeSystem/audit-entity-type", "2", null), Coding(study["type"]!));
        Assert.Equal(("http://terminology.hl7.org/CodeSystem/object-role", "1", null), Coding(patient["role"]!));
        Assert.Equal("Doe^Jane", (string)patient["name"]!);
        Assert.Equal(["Accession=A123", "SOPClass=1.2.840.10008.5.1.4.1.1.2", "NumberOfInstances=3"], study["detail"]!.AsArray().Select(static detail => $"{detail!["type"]}={detail["valueString"]}"));
    }

    [Fact]
    public void Write_Query_HasTheQueryAndNoName()
    {
        var entity = JsonNode.Parse(AuditEventWriter.Write(AuditValidator.Examine(Sample.Read("10-query")).Message!))!["entity"]![0]!;

        Assert.Equal("CABSAAYAAABTVFVEWSAQABAABAAAAERPRSogAA0AAAAAAA==", (string)entity["query"]!);
        Assert.Null(entity["name"]); // sev-1: not both
        Assert.Equal("MS4yLjg0MC4xMDAwOC4xLjI=", (string)entity["detail"]![0]!["valueBase64Binary"]!);
    }

    [Fact]
    public void Write_LeapSecond_StaysOne() => Assert.Contains(":60", (string)JsonNode.Parse(AuditEventWriter.Write(AuditValidator.Examine(Sample.Read("n16-leap-second-valid")).Message!))!["recorded"]!, StringComparison.Ordinal);

    [Fact]
    public void Write_TimeThatIsNone_SaysThatItIsNotKnown()
    {
        var message = Events.All[0].ToMessage();

        var json = JsonNode.Parse(AuditEventWriter.Write(message with { Event = message.Event with { DateTime = "yesterday", OutcomeIndicator = "bad", ActionCode = "X" } }))!;

        Assert.Null(json["recorded"]);
        Assert.Null(json["outcome"]);
        Assert.Null(json["action"]);
        Assert.Equal("http://hl7.org/fhir/StructureDefinition/data-absent-reason", (string)json["_recorded"]!["extension"]![0]!["url"]!);
    }

    private static (string? System, string? Code, string? Display) Coding(JsonNode coding) => ((string?)coding["system"], (string?)coding["code"], (string?)coding["display"]);
}
