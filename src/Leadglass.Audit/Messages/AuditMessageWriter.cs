using System.Text;
using System.Xml;

namespace Leadglass.Audit.Messages;

/// <summary>Writes messages as XML of PS3.15 A.5.1. The same message gives the same octets: one order of attributes, LF, two spaces a level.</summary>
public static class AuditMessageWriter
{
    private static readonly XmlWriterSettings Indented = new() { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.Entitize };

    // In a syslog message every octet counts, and a line feed ends the message in some collectors.
    private static readonly XmlWriterSettings OneLine = new() { Encoding = new UTF8Encoding(false), Indent = false, NewLineHandling = NewLineHandling.Entitize };

    /// <summary>Writes a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="oneLine">Without white space between elements, as it is sent; otherwise indented, as it is stored and read.</param>
    /// <returns>UTF-8 with an XML declaration and without a byte order mark.</returns>
    /// <exception cref="ArgumentException">A value holds a character that XML 1.0 cannot carry.</exception>
    public static byte[] Write(AuditMessage message, bool oneLine = false)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, oneLine ? OneLine : Indented))
        {
            xml.WriteStartDocument();
            xml.WriteStartElement("AuditMessage");
            Write(xml, message.Event);
            foreach (var participant in message.Participants)
                Write(xml, participant);
            Write(xml, message.Source);
            foreach (var item in message.Objects)
                Write(xml, item);
            xml.WriteEndElement();
        }

        if (!oneLine)
            stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void Write(XmlWriter xml, EventIdentification identification)
    {
        xml.WriteStartElement("EventIdentification");
        Attribute(xml, "EventActionCode", identification.ActionCode);
        Attribute(xml, "EventDateTime", identification.DateTime);
        Attribute(xml, "EventOutcomeIndicator", identification.OutcomeIndicator);
        Write(xml, "EventID", identification.Id);
        foreach (var type in identification.TypeCodes)
            Write(xml, "EventTypeCode", type);
        Element(xml, "EventOutcomeDescription", identification.OutcomeDescription);
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, ActiveParticipant participant)
    {
        xml.WriteStartElement("ActiveParticipant");
        Attribute(xml, "UserID", participant.UserId);
        Attribute(xml, "AlternativeUserID", participant.AlternativeUserId);
        Attribute(xml, "UserName", participant.UserName);
        Attribute(xml, "UserIsRequestor", participant.UserIsRequestor);
        Attribute(xml, "NetworkAccessPointID", participant.NetworkAccessPointId);
        Attribute(xml, "NetworkAccessPointTypeCode", participant.NetworkAccessPointTypeCode);
        foreach (var role in participant.Roles)
            Write(xml, "RoleIDCode", role);
        if (participant.MediaType is { } media)
        {
            xml.WriteStartElement("MediaIdentifier");
            Write(xml, "MediaType", media);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, AuditSource source)
    {
        xml.WriteStartElement("AuditSourceIdentification");
        Attribute(xml, "AuditEnterpriseSiteID", source.EnterpriseSiteId);
        Attribute(xml, "AuditSourceID", source.Id);
        foreach (var type in source.TypeCodes)
            Write(xml, "AuditSourceTypeCode", type);
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, ParticipantObject item)
    {
        xml.WriteStartElement("ParticipantObjectIdentification");
        Attribute(xml, "ParticipantObjectID", item.Id);
        Attribute(xml, "ParticipantObjectTypeCode", item.TypeCode);
        Attribute(xml, "ParticipantObjectTypeCodeRole", item.TypeCodeRole);
        Attribute(xml, "ParticipantObjectDataLifeCycle", item.DataLifeCycle);
        Attribute(xml, "ParticipantObjectSensitivity", item.Sensitivity);
        Write(xml, "ParticipantObjectIDTypeCode", item.IdTypeCode);
        Element(xml, "ParticipantObjectName", item.Name);
        Element(xml, "ParticipantObjectQuery", item.Query);
        foreach (var detail in item.Details)
        {
            xml.WriteStartElement("ParticipantObjectDetail");
            xml.WriteAttributeString("type", detail.Type);
            xml.WriteAttributeString("value", detail.Value);
            xml.WriteEndElement();
        }

        foreach (var description in item.Descriptions)
            Write(xml, description);
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, ObjectDescription description)
    {
        xml.WriteStartElement("ParticipantObjectDescription");
        foreach (var step in description.PerformedProcedureSteps)
            Carrier(xml, "MPPS", "UID", step);
        foreach (var accession in description.Accessions)
            Carrier(xml, "Accession", "Number", accession);
        foreach (var content in description.SopClasses)
        {
            xml.WriteStartElement("SOPClass");
            Attribute(xml, "UID", content.Uid);
            Attribute(xml, "NumberOfInstances", content.NumberOfInstances);
            foreach (var instance in content.Instances)
                Carrier(xml, "Instance", "UID", instance);
            xml.WriteEndElement();
        }

        if (description.ContainedStudies is { } studies)
        {
            xml.WriteStartElement("ParticipantObjectContainsStudy");
            foreach (var study in studies)
                Carrier(xml, "StudyIDs", "UID", study);
            xml.WriteEndElement();
        }

        Element(xml, "Encrypted", description.Encrypted);
        Element(xml, "Anonymized", description.Anonymized);
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, string element, CodedValue? value)
    {
        if (value is null)
            return;
        xml.WriteStartElement(element);
        Attribute(xml, "csd-code", value.Code);
        Attribute(xml, "codeSystemName", value.SystemName);
        Attribute(xml, "displayName", value.DisplayName);
        Attribute(xml, "originalText", value.OriginalText);
        xml.WriteEndElement();
    }

    private static void Carrier(XmlWriter xml, string element, string attribute, string value)
    {
        xml.WriteStartElement(element);
        xml.WriteAttributeString(attribute, value);
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string element, string? text)
    {
        if (text is not null)
            xml.WriteElementString(element, text);
    }

    private static void Attribute(XmlWriter xml, string name, string? value)
    {
        if (value is not null)
            xml.WriteAttributeString(name, value);
    }
}
