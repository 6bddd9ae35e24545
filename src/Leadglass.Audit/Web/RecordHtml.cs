using System.Text;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Storage;
using Leadglass.Findings.Writing.Html;

namespace Leadglass.Audit.Web;

/// <summary>
/// The page of one record. Until it is revealed it shows of objects only UIDs of studies and SOP classes: whatever else identifies an object, names it, or was
/// asked for may be a patient's. Participants are always shown: who did it is the question.
/// </summary>
internal static class RecordHtml
{
    private static readonly string[] Harmless = ["110180", "110181"];

    /// <summary>Writes the page.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="user">Who is logged in.</param>
    /// <param name="stored">The record.</param>
    /// <param name="isRevealed">Whether patients are shown.</param>
    /// <param name="time">The zone in which times are shown.</param>
    public static void Write(TextWriter writer, string? user, StoredRecord stored, bool isRevealed, TimeProvider time)
    {
        var record = stored.Record;
        var examined = record.Examine();
        var html = AuditHtml.Begin(writer, AuditHtml.Event(record, examined.Message), user);
        html.Line($"<dl>");
        Pair(html, "Record", $"{stored.Sequence}");
        Pair(html, "Time of the event", AuditHtml.When(record.Time, time));
        Pair(html, "Received", $"{AuditHtml.When(record.ReceivedAt, time)}, {record.Transport} {record.Remote}");
        if (examined.Message is { } message)
        {
            Pair(html, "Outcome", AuditHtml.Outcome(message.Event.OutcomeIndicator));
            Pair(html, "In words", Shown(message.Event.OutcomeDescription, isRevealed || record.Transport == AuditRecord.Own));
            Pair(html, "Source", $"{message.Source.Id} {message.Source.EnterpriseSiteId}");
        }

        Pair(html, "Verdict", examined.Dialect is { } dialect ? $"{record.Verdict}, {dialect.Name}" : $"{record.Verdict}");
        Pair(html, "Hash", Convert.ToHexStringLower(stored.Hash.Span));
        html.Line($"</dl>");
        if (!isRevealed)
        {
            html.Line($"<form class=\"reveal\" method=\"post\" action=\"/records/{stored.Sequence}\"><button>Reveal patients</button> <span class=\"quiet\">{(user is null ? "This is recorded in the log." : $"This is recorded in the log, under the name {user}.")}</span></form>");
        }

        if (examined.Message is not null)
        {
            WriteParticipants(html, examined.Message);
            WriteObjects(html, examined.Message, isRevealed);
        }

        if (isRevealed)
            WriteAll(html, examined, record);
        AuditHtml.End(html);
    }

    private static void WriteParticipants(HtmlCanvas html, AuditMessage message)
    {
        html.Line($"<h2>Who took part</h2>");
        html.Line($"<ul>");
        foreach (var participant in message.Participants)
        {
            html.Line($"<li><b>{participant.UserName ?? participant.UserId}</b>{(participant.IsRequestor ? " asked for it" : "")}");
            html.Line($"<span class=\"quiet\">{string.Join(", ", Details(participant))}</span></li>");
        }

        html.Line($"</ul>");
    }

    private static IEnumerable<string> Details(ActiveParticipant participant) => participant.Roles.Select(AuditHtml.Meaning)
        .Append(participant.UserName is null ? null : participant.UserId)
        .Append(participant.AlternativeUserId)
        .Append(participant.MediaType is { } media ? AuditHtml.Meaning(media) : null)
        .Append(participant.NetworkAccessPointId)
        .OfType<string>();

    private static void WriteObjects(HtmlCanvas html, AuditMessage message, bool isRevealed)
    {
        if (message.Objects.Count == 0)
            return;
        html.Line($"<h2>What it was about</h2>");
        html.Line($"<ul>");
        foreach (var item in message.Objects)
        {
            var isHarmless = item.IdTypeCode is { } type && Harmless.Any(type.IsDicomCode);
            html.Line($"<li><b>{(item.TypeCodeRole?.Trim() == "1" ? "Patient" : item.IdTypeCode is { } kind ? AuditHtml.Meaning(kind) : "Object")}</b> {Shown(item.Id, isRevealed || isHarmless)}");
            html.Line($"<span class=\"quiet\">{Shown(item.Name, isRevealed)}</span></li>");
        }

        html.Line($"</ul>");
    }

    private static void WriteAll(HtmlCanvas html, Validation.AuditExamination examined, AuditRecord record)
    {
        if (examined.Issues.Count > 0)
        {
            html.Line($"<h2>What is wrong with the message</h2>");
            html.Line($"<ul>");
            foreach (var issue in examined.Issues)
                html.Line($"<li>{issue.ToString()}</li>");
            html.Line($"</ul>");
        }

        html.Line($"<h2>The message</h2>");
        html.Line($"<pre>");
        foreach (var line in Encoding.UTF8.GetString(record.Octets.Span).Replace("><", ">\n<", StringComparison.Ordinal).Split('\n'))
            html.Line($"{line.TrimEnd('\r')}");
        html.Line($"</pre>");
    }

    private static void Pair(HtmlCanvas html, string name, string value)
    {
        if (value.Length > 0)
            html.Line($"<div><dt>{name}</dt><dd>{value}</dd></div>");
    }

    private static string Shown(string? value, bool isShown) => value is null or "" ? "" : isShown ? value : AuditHtml.Hidden;
}
