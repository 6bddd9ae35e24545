using Leadglass.Audit.Fhir;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Storage;
using Leadglass.Audit.Validation;
using Microsoft.AspNetCore.WebUtilities;

namespace Leadglass.Audit.Tests.Fhir;

/// <summary>Search strings of IHE ITI-81 as they come, and what they mean by FHIR R4, Search.</summary>
public sealed class AuditEventSearchTests
{
    private const string Day = "date=2026-03-04";

    private static readonly AuditMessage Export = AuditValidator.Examine(Sample.Read("04-data-export-usb")).Message!;
    private static readonly AuditMessage Transfer = AuditValidator.Examine(Sample.Read("07-instances-transferred")).Message!;

    [Theory]
    [InlineData("date=ge2026-03-04", "2026-03-04T00:00:00Z", null)]
    [InlineData("date=gt2026-03-04", "2026-03-05T00:00:00Z", null)]
    [InlineData("date=le2026-03-04", null, "2026-03-05T00:00:00Z")]
    [InlineData("date=lt2026-03-04", null, "2026-03-04T00:00:00Z")]
    [InlineData("date=2026", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")]
    [InlineData("date=eq2026-02", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z")]
    [InlineData("date=ge2026-03-04T05:06%2B01:00&date=le2026-03-04T05:06:07Z", "2026-03-04T04:06:00Z", "2026-03-04T05:06:08Z")]
    [InlineData("date=ge2026-03-04T05:06:07.089+01:00", "2026-03-04T04:06:07.089Z", null)] // a plus sign that nobody escaped
    [InlineData("date=sa2026-03-04T05:06:07.089Z", "2026-03-04T05:06:07.090Z", null)]
    [InlineData("date=ge2026-01-01&date=ge2026-02-01&date=le2026-05-01&date=le2026-04-01", "2026-02-01T00:00:00Z", "2026-04-02T00:00:00Z")]
    public void Parse_Date_IsTheTimeThatItCovers(string text, string? from, string? to)
    {
        var query = Parse(text).Query;

        Assert.Equal((Time(from), Time(to)), (query.From, query.To));
    }

    [Theory]
    [InlineData("patient.identifier=PID-1", AuditTermKind.Patient, "PID-1")]
    [InlineData("patient:identifier=urn:oid:1.2.3|PID-1", AuditTermKind.Patient, "PID-1")]
    [InlineData("agent.identifier=smith@example.org", AuditTermKind.User, "smith@example.org")]
    [InlineData("user=smith@example.org", AuditTermKind.User, "smith@example.org")]
    [InlineData("altid=VOL-1234", AuditTermKind.User, "VOL-1234")]
    [InlineData("source.identifier=pacs1.example.org", AuditTermKind.Source, "pacs1.example.org")]
    [InlineData("type=http://dicom.nema.org/resources/ontology/DCM|110106", AuditTermKind.Event, "110106")]
    [InlineData("outcome=0", AuditTermKind.Outcome, "0")]
    public void Parse_ParameterWithAnIndex_AsksTheStoreForItsTerm(string text, AuditTermKind kind, string value)
    {
        var search = Parse($"{Day}&{text}");

        Assert.Equal([new AuditTerm(kind, value)], search.Query.Terms);
        Assert.True(search.Holds(Export));
    }

    [Theory]
    [InlineData("patient.identifier=PID-2")]
    [InlineData("altid=smith@example.org")] // a UserID, and no AlternativeUserID
    [InlineData("type=110153")]
    [InlineData("type=http://snomed.info/sct|110106")]
    [InlineData("type=|110106")]
    [InlineData("subtype=110106")]
    [InlineData("outcome=4,8,12")]
    [InlineData("entity-role=2")]
    [InlineData("entity-type=http://terminology.hl7.org/CodeSystem/object-role|1")]
    [InlineData("address=192")]
    [InlineData("agent-name=smith")]
    [InlineData("site=Site")]
    [InlineData("patient=1")]
    [InlineData("patient.identifier=PID-1&outcome=8")]
    public void Holds_MessageWithoutIt_No(string text) => Assert.False(Parse($"{Day}&{text}").Holds(Export));

    [Theory]
    [InlineData("patient=PID-1")]
    [InlineData("entity=1.2.3.4.5.6")]
    [InlineData("entity.identifier=1.2.3.4.5.6")]
    [InlineData("identity=1.2.3.4.5.6")]
    [InlineData("entity-id=1.2.3.4.5.6")]
    [InlineData("entity-role=1")]
    [InlineData("role=http://hl7.org/fhir/object-role|3")]
    [InlineData("object-type=2")]
    [InlineData("entity-name=doe^")]
    [InlineData("entity-name:contains=JANE")]
    [InlineData("entity-name:exact=Doe^Jane")]
    [InlineData("outcome=4,0")]
    [InlineData("type=http://dicom.nema.org/resources/ontology/DCM|")]
    [InlineData("action=R")]
    [InlineData("agent-role=110154")]
    [InlineData("agent=smith@example.org")]
    [InlineData("source=pacs1.example.org")]
    [InlineData("site=Site A")]
    public void Holds_MessageWithIt_Yes(string text) => Assert.True(Parse($"{Day}&{text}").Holds(Export));

    [Theory]
    [InlineData("address=192.0.2", true)] // R4: a string matches from its beginning
    [InlineData("address=192.0.2.1", true)]
    [InlineData("address:exact=192.0.2", false)]
    [InlineData("address=pacs1.EXAMPLE.org,10.0.0.1", true)]
    [InlineData("address=0.2.1", false)]
    public void Holds_AddressOfAnAgent_IsComparedAsAString(string text, bool holds) => Assert.Equal(holds, Parse($"{Day}&{text}").Holds(Transfer));

    [Theory]
    [InlineData("user", "agent.identifier")]
    [InlineData("identity", "entity.identifier")]
    [InlineData("object-type", "entity-type")]
    [InlineData("role", "entity-role")]
    public void Parse_OlderName_IsTakenAndReported(string older, string name) =>
        Assert.Contains(Parse($"{Day}&{older}=1").Remarks, remark => remark == $"{older} is the name in an earlier release of FHIR; in R4 it is {name}.");

    [Theory]
    [InlineData("date=yesterday", "date=yesterday is no date")]
    [InlineData("date=ap2026-03-04", "is no date")]
    [InlineData("date=ge9999-12-31", "is no date")]
    [InlineData("date=", "is no date")]
    [InlineData("patient.identifier=PID-1", "date is missing")]
    [InlineData("date=2026-03-04&colour=blue", "colour is no parameter that is known here")]
    [InlineData("date=2026-03-04&policy=x", "policy is no parameter")]
    [InlineData("date=2026-03-04&type:not=110106", "type has no modifier not here")]
    [InlineData("date=2026-03-04&address:missing=true", "address has no modifier missing here")]
    [InlineData("date=2026-03-04&type=", "type has an empty value")]
    [InlineData("date=2026-03-04&type=1,,2", "type has an empty value")]
    [InlineData("date=2026-03-04&_count=0", "_count must be")]
    [InlineData("date=2026-03-04&_count=-1", "_count must be")]
    [InlineData("date=2026-03-04&_sort=patient", "_sort must be")]
    [InlineData("date=2026-03-04&_after=x", "_after must come")]
    public void Parse_WhatCannotBeMeant_IsAnError(string text, string error)
    {
        var errors = new List<string>();

        AuditEventSearch.Parse(QueryHelpers.ParseQuery(text), isLenient: false, errors);

        Assert.Contains(error, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_EverythingWrong_SaysItAllAtOnce()
    {
        var errors = new List<string>();

        AuditEventSearch.Parse(QueryHelpers.ParseQuery("date=x&colour=blue&_count=a"), isLenient: false, errors);

        Assert.Equal(3, errors.Count);
    }

    [Fact]
    public void Parse_UnknownNameLeniently_IsARemark()
    {
        var errors = new List<string>();

        var search = AuditEventSearch.Parse(QueryHelpers.ParseQuery($"{Day}&colour=blue"), isLenient: true, errors);

        Assert.Empty(errors);
        Assert.Contains("colour", Assert.Single(search.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_EscapedSeparators_BelongToTheValue()
    {
        var message = Export with { Source = Export.Source with { Id = "a,b|c" } };

        Assert.True(Parse($"{Day}&source.identifier=" + Uri.EscapeDataString(@"a\,b\|c")).Holds(message));
    }

    [Fact]
    public void Parse_HundredsOfParameters_AreRefused()
    {
        var errors = new List<string>();

        AuditEventSearch.Parse(QueryHelpers.ParseQuery(Day + string.Concat(Enumerable.Repeat("&type=1", 500))), isLenient: false, errors);

        Assert.Contains("more than", Assert.Single(errors), StringComparison.Ordinal);
    }

    private static AuditEventSearch Parse(string text)
    {
        var errors = new List<string>();
        var search = AuditEventSearch.Parse(QueryHelpers.ParseQuery(text), isLenient: false, errors);
        Assert.Empty(errors);
        return search;
    }

    private static DateTimeOffset? Time(string? text) => text is null ? null : DateTimeOffset.Parse(text);
}
