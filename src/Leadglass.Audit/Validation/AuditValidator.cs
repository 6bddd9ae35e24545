using System.Text;
using Leadglass.Audit.Fhir;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Xml;

namespace Leadglass.Audit.Validation;

/// <summary>
/// Examines messages in three layers: well-formed and safe, the schema of PS3.15 A.5.1, the rules of A.5.2, A.5.3 and the code tables. What begins with a brace is
/// read as an AuditEvent of FHIR R4, and held against that resource instead of the schema. Pure, and safe to use from several threads.
/// Not checked: whether what a message says is true.
/// </summary>
public static class AuditValidator
{
    /// <summary>The octets that every receiver must take (PS3.15 A.6); longer messages may be cut without notice.</summary>
    public const int LeastMaximum = 32_768;

    private static readonly Edition[] Both = [Edition.E2025e, Edition.E2026];

    // Worth a remark, and no reason to call a message wrong.
    private static readonly HashSet<IssueKind> Remarks =
        [IssueKind.LongerThanReceiversMustTake, IssueKind.SchemaLocation, IssueKind.AETitles, IssueKind.RetiredCode, IssueKind.UnknownCode];

    /// <summary>Examines one message.</summary>
    /// <param name="octets">The XML or JSON, as it was stored or came after the syslog header.</param>
    /// <param name="edition">The edition whose tables count; <see langword="null"/> takes whichever the message keeps.</param>
    /// <param name="limits">How much XML is read; the defaults of <see cref="AuditXmlLimits"/> when <see langword="null"/>.</param>
    public static AuditExamination Examine(ReadOnlySpan<byte> octets, Edition? edition = null, AuditXmlLimits? limits = null)
    {
        var log = new IssueLog();
        if (octets.Length > LeastMaximum)
            log.Add(IssueKind.LongerThanReceiversMustTake, 1, "AuditMessage", "PS3.15 A.6", $"{octets.Length:N0} octets are more than the {LeastMaximum:N0} that receivers must take", "Leave out the single instances, or send one message a study.");
        var editions = edition is { } only ? [only] : Both;
        if (IsJson(octets))
            return ExamineFhir(octets, editions, log);
        var xml = AuditXmlReader.Read(octets, limits);
        if (xml is { Fault: { } fault })
        {
            log.Add(KindOf(fault.Kind), fault.Line, "document", fault.Kind == AuditXmlFaultKind.NotUtf8 ? "PS3.15 A.6" : "XML 1.0", fault.Reason, FixOf(fault.Kind));
            return new AuditExamination { Verdict = AuditVerdict.Wrong, Issues = log.Issues };
        }

        if (xml.DeclaredEncoding is { } encoding && !encoding.Equals("UTF-8", StringComparison.OrdinalIgnoreCase))
            log.Add(IssueKind.NotUtf8, 1, "document", "PS3.15 A.6", $"the XML declaration says {IssueLog.Short(encoding)}", "Send UTF-8, and say so or say nothing.");
        if (!new SchemaCheck(log).Check(xml.Root!))
        {
            var dialect = Dialect.Of(log.Issues);
            return new AuditExamination { Verdict = dialect is null ? AuditVerdict.Wrong : AuditVerdict.Dialect, Issues = log.Issues, Dialect = dialect, IsXml = true };
        }

        return Judge(AuditMessageParse.Of(xml.Root!), xml.Root!, editions, log);
    }

    /// <summary>Whether octets are to be read as JSON: XML never begins with a brace.</summary>
    internal static bool IsJson(ReadOnlySpan<byte> octets) => octets[(octets.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0)..].TrimStart(" \t\r\n"u8) is [(byte)'{', ..];

    private static AuditExamination ExamineFhir(ReadOnlySpan<byte> octets, Edition[] editions, IssueLog log)
    {
        var json = FhirJsonReader.Read(octets);
        if (json.Fault is { } fault)
        {
            log.Add(fault.Kind, fault.Line, fault.Element, fault.Clause, fault.What, fault.Fix);
            return new AuditExamination { Verdict = AuditVerdict.Wrong, Issues = log.Issues };
        }

        log.Add(IssueKind.FhirFormat, json.Root!.Line, "document", "IHE ITI-20, FHIR feed", "it is JSON of FHIR, not XML", "leadglass audit convert writes the standard's XML.");
        return new AuditEventParse(log).Of(json.Root) is { } message
            ? Judge(message, null, editions, log)
            : new AuditExamination { Verdict = AuditVerdict.Wrong, Issues = log.Issues, Dialect = Dialect.Fhir, IsXml = true };
    }

    private static AuditExamination Judge(AuditMessage message, AuditElement? root, Edition[] editions, IssueLog log)
    {
        var dialect = Dialect.Of(log.Issues);
        new GeneralCheck(log).Check(root, message);
        IReadOnlyList<AuditIssue> best = [];
        string? title = null;
        var holds = new List<Edition>();
        foreach (var (index, edition) in editions.Index())
        {
            var own = new IssueLog();
            title = new TableCheck(own, edition).Check(message)?.Title;
            if (own.Issues.Count == 0)
                holds.Add(edition);
            if (index == 0 || own.Issues.Count <= best.Count)
                best = own.Issues;
        }

        IReadOnlyList<AuditIssue> issues = log.Issues.Count == 0 ? best : [.. log.Issues, .. best];
        return new AuditExamination
        {
            Verdict = Verdict(issues, dialect),
            Issues = issues,
            Message = message,
            Title = title,
            Dialect = dialect,
            Editions = holds,
            IsXml = true,
        };
    }

    private static AuditVerdict Verdict(IReadOnlyList<AuditIssue> issues, Dialect? dialect)
    {
        if (issues.Any(issue => !Remarks.Contains(issue.Kind) && dialect?.Explains(issue.Kind) != true))
            return AuditVerdict.Wrong;
        return dialect is null ? AuditVerdict.Standard : AuditVerdict.Dialect;
    }

    private static IssueKind KindOf(AuditXmlFaultKind kind) => kind switch
    {
        AuditXmlFaultKind.NotUtf8 => IssueKind.NotUtf8,
        AuditXmlFaultKind.DocumentType => IssueKind.DocumentType,
        AuditXmlFaultKind.TooLarge => IssueKind.TooLarge,
        _ => IssueKind.NotWellFormed,
    };

    private static string FixOf(AuditXmlFaultKind kind) => kind switch
    {
        AuditXmlFaultKind.NotUtf8 => "Send UTF-8.",
        AuditXmlFaultKind.DocumentType => "Remove the DOCTYPE and write the values themselves.",
        AuditXmlFaultKind.TooLarge => "Send less in one message.",
        _ => "Write the message with an XML library, and count its length in octets, so that nothing is cut off.",
    };
}
