using System.Text;
using Leadglass.Audit.Codes;
using Leadglass.Audit.Messages;

namespace Leadglass.Audit.Building;

/// <summary>Makes the objects that the tables of PS3.15 A.5.3 name.</summary>
public static class Objects
{
    /// <summary>A patient.</summary>
    /// <param name="patientId">The patient's number.</param>
    /// <param name="name">The patient's name as DICOM writes it, for example <c>Doe^Jane</c>.</param>
    /// <exception cref="ArgumentException">A value is empty.</exception>
    public static ParticipantObject Patient(string patientId, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(patientId);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new ParticipantObject { Id = patientId, TypeCode = "1", TypeCodeRole = "1", IdTypeCode = AuditCodeTable.Rfc3881IdType(2), Name = name };
    }

    /// <summary>A study.</summary>
    /// <param name="studyInstanceUid">Its UID.</param>
    /// <param name="name">A name for people, such as its description; the standard wants one.</param>
    /// <param name="content">Accession number, SOP classes and instances, as far as known.</param>
    /// <exception cref="ArgumentException">A value is empty.</exception>
    public static ParticipantObject Study(string studyInstanceUid, string name, ObjectDescription? content = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(studyInstanceUid);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return System(studyInstanceUid, "3", AuditCodeTable.Dicom("110180")) with { Name = name, Descriptions = content is null ? [] : [content] };
    }

    /// <summary>The subject of a security alert.</summary>
    /// <param name="kind">Whether <paramref name="identity"/> is a URI or a node.</param>
    /// <param name="identity">The URI of a file or other resource, or the node as <c>name@domain</c> or IP address.</param>
    /// <param name="description">What the alert is about.</param>
    /// <exception cref="ArgumentException">A value is empty.</exception>
    public static ParticipantObject AlertSubject(AlertSubjectKind kind, string identity, string description)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(identity);
        ArgumentException.ThrowIfNullOrWhiteSpace(description);
        var idType = kind == AlertSubjectKind.Node ? AuditCodeTable.Dicom("110182") : AuditCodeTable.Rfc3881IdType(12);
        return System(identity, "13", idType) with { Name = identity, Details = [Detail("Alert Description", description)] };
    }

    internal static ParticipantObject AuditLog(Uri log) => System(log.ToString(), "13", AuditCodeTable.Rfc3881IdType(12)) with { Name = "Security Audit Log" };

    internal static ParticipantObject Query(string sopClassUid, ReadOnlySpan<byte> query, string transferSyntaxUid) =>
        System(sopClassUid, "3", AuditCodeTable.Dicom("110181")) with { Query = Convert.ToBase64String(query), Details = [Detail("TransferSyntax", transferSyntaxUid)] };

    private static ParticipantObject System(string id, string role, CodedValue idType) => new() { Id = id, TypeCode = "2", TypeCodeRole = role, IdTypeCode = idType };

    private static ObjectDetail Detail(string type, string value) => new(type, Convert.ToBase64String(Encoding.UTF8.GetBytes(value)));
}
