using Leadglass.Audit.Codes;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Storage;
using Leadglass.Audit.Validation;
using Leadglass.Findings.Writing.Html;

namespace Leadglass.Audit.Web;

/// <summary>The pages as HTML without scripts. What identifies patients is not among what they show.</summary>
internal static class AuditHtml
{
    /// <summary>What stands where something is hidden.</summary>
    public const string Hidden = "hidden";

    private static readonly string Style = ReadStyle();
    private static readonly string[] Outcomes = ["0", "4", "8", "12"];

    /// <summary>Begins a page.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="title">Its title.</param>
    /// <param name="user">Who is logged in; <see langword="null"/> for nobody.</param>
    public static HtmlCanvas Begin(TextWriter writer, string title, string? user)
    {
        var html = new HtmlCanvas(writer);
        html.Head($"{title} · Leadglass audit", Style, hasForms: true);
        html.Line($"<body>");
        html.Line($"<header><a class=\"brand\" href=\"/\">Leadglass audit</a>");
        if (user is not null)
            html.Line($"<form method=\"post\" action=\"/logout\"><span>{user}</span> <button>Log out</button></form>");
        html.Line($"</header>");
        html.Line($"<main>");
        html.Line($"<h1>{title}</h1>");
        return html;
    }

    /// <summary>Ends a page.</summary>
    /// <param name="html">The page.</param>
    public static void End(HtmlCanvas html)
    {
        html.Line($"</main>");
        html.Line($"</body>");
        html.Line($"</html>");
    }

    /// <summary>A page that says one thing.</summary>
    public static void Message(TextWriter writer, string? user, string title, string words)
    {
        var html = Begin(writer, title, user);
        html.Line($"<p>{words}</p>");
        html.Line($"<p><a href=\"/\">Search</a></p>");
        End(html);
    }

    /// <summary>The page on which one logs in.</summary>
    public static void Login(TextWriter writer, string? error)
    {
        var html = Begin(writer, "Log in", null);
        if (error is not null)
            html.Line($"<p class=\"error\" role=\"alert\">{error}</p>");
        html.Line($"<form class=\"login\" method=\"post\" action=\"/login\">");
        html.Line($"<label>Name <input name=\"name\" autocomplete=\"username\" autocapitalize=\"none\" required autofocus></label>");
        html.Line($"<label>Password <input name=\"password\" type=\"password\" autocomplete=\"current-password\" required></label>");
        html.Line($"<button class=\"main\">Log in</button>");
        html.Line($"</form>");
        html.Line($"<p class=\"quiet\">Whoever logs in, and everything that is read, is recorded in the log itself.</p>");
        End(html);
    }

    /// <summary>The page of the search, and what was found.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="user">Who is logged in.</param>
    /// <param name="form">What was asked.</param>
    /// <param name="errors">What is wrong with it.</param>
    /// <param name="found">What was found, one more than a page shows if there is more; <see langword="null"/> if nothing was asked.</param>
    /// <param name="time">The zone in which times are shown.</param>
    public static void Search(TextWriter writer, string? user, SearchForm form, IReadOnlyList<string> errors, IReadOnlyList<StoredRecord>? found, TimeProvider time)
    {
        var html = Begin(writer, "Who did what?", user);
        foreach (var error in errors)
            html.Line($"<p class=\"error\" role=\"alert\">{error}</p>");
        WriteForm(html, form, time);
        if (found is { Count: 0 })
            html.Line($"<p id=\"found\">Nothing found.</p>");
        else if (found is not null)
            WriteFound(html, form, found, time);
        End(html);
    }

    /// <summary>When an event was, in the zone of the service.</summary>
    public static string When(DateTimeOffset moment, TimeProvider time) => TimeZoneInfo.ConvertTime(moment, time.LocalTimeZone).ToString("yyyy-MM-dd HH:mm:ss zzz");

    /// <summary>What happened, in words.</summary>
    public static string Event(AuditRecord record, AuditMessage? message) =>
        message?.Event is { Id: { } id } identification ? string.Join(", ", identification.TypeCodes.Prepend(id).Select(Meaning))
            : record.Values(AuditTermKind.Event).FirstOrDefault() ?? "not readable";

    /// <summary>A code in words.</summary>
    public static string Meaning(CodedValue code) => (code.IsDicom ? AuditCodeTable.Find(code.Code)?.Meaning : null) ?? code.OriginalText ?? code.DisplayName ?? code.Code;

    /// <summary>An outcome in words.</summary>
    public static string Outcome(string code) => code switch
    {
        "0" => "success",
        "4" => "minor failure",
        "8" => "serious failure",
        "12" => "major failure",
        "" => "not said",
        _ => code,
    };

    private static void WriteForm(HtmlCanvas html, SearchForm form, TimeProvider time)
    {
        html.Line($"<form class=\"search\" method=\"post\" action=\"/\">");
        html.Line($"<label>From <input type=\"datetime-local\" name=\"{SearchForm.From}\" value=\"{form[SearchForm.From]}\"></label>");
        html.Line($"<label>To <input type=\"datetime-local\" name=\"{SearchForm.To}\" value=\"{form[SearchForm.To]}\"></label>");
        foreach (var (name, kind, label) in SearchForm.Terms)
        {
            if (Choices(kind) is { } choices)
                WriteChoice(html, name, label, choices, form[name]);
            else
                html.Line($"<label>{label} <input name=\"{name}\" value=\"{form[name]}\" autocomplete=\"off\" autocapitalize=\"none\" spellcheck=\"false\"></label>");
        }

        html.Line($"<button class=\"main\">Search</button>");
        html.Line($"</form>");
        html.Line($"<p class=\"quiet\">Times are those of {time.LocalTimeZone.DisplayName}. Each search is recorded in the log.</p>");
    }

    private static void WriteChoice(HtmlCanvas html, string name, string label, IEnumerable<(string Code, string Words)> choices, string chosen)
    {
        html.Line($"<label>{label} <select name=\"{name}\">");
        html.Line($"<option value=\"\">any</option>");
        foreach (var (code, words) in choices)
        {
            if (code == chosen)
                html.Line($"<option value=\"{code}\" selected>{words}</option>");
            else
                html.Line($"<option value=\"{code}\">{words}</option>");
        }

        html.Line($"</select></label>");
    }

    private static IEnumerable<(string Code, string Words)>? Choices(AuditTermKind kind) => kind switch
    {
        AuditTermKind.Event => AuditCodeTable.In("400", "401"),
        AuditTermKind.Media => AuditCodeTable.In("405", "406"),
        AuditTermKind.Outcome => Outcomes.Select(static code => (code, Outcome(code))),
        _ => null,
    };

    private static void WriteFound(HtmlCanvas html, SearchForm form, IReadOnlyList<StoredRecord> found, TimeProvider time)
    {
        var shown = found.Take(AuditPages.OnPage).ToList();
        html.Line($"<table id=\"found\">");
        html.Line($"<thead><tr><th scope=\"col\">Time</th><th scope=\"col\">Event</th><th scope=\"col\">Who</th><th scope=\"col\">Patients</th><th scope=\"col\">Source</th><th scope=\"col\">Outcome</th></tr></thead>");
        html.Line($"<tbody>");
        foreach (var stored in shown)
            WriteRow(html, stored, time);
        html.Line($"</tbody>");
        html.Line($"</table>");
        if (found.Count == shown.Count)
            return;
        html.Line($"<form class=\"next\" method=\"post\" action=\"/\">");
        foreach (var (name, value) in form.Values.Where(static field => field.Key != SearchForm.After))
            html.Line($"<input type=\"hidden\" name=\"{name}\" value=\"{value}\">");
        html.Line($"<input type=\"hidden\" name=\"{SearchForm.After}\" value=\"{shown[^1].Sequence}\">");
        html.Line($"<button>Older</button>");
        html.Line($"</form>");
    }

    private static void WriteRow(HtmlCanvas html, StoredRecord stored, TimeProvider time)
    {
        var record = stored.Record;
        var message = record.Examine().Message;
        var outcome = record.Values(AuditTermKind.Outcome).FirstOrDefault() ?? "";
        html.Line($"<tr><td data-label=\"Time\"><a href=\"/records/{stored.Sequence}\">{When(record.Time, time)}</a></td>");
        html.Line($"<td data-label=\"Event\">{Event(record, message)}</td>");
        html.Line($"<td data-label=\"Who\">{Who(message)}</td>");
        html.Line($"<td data-label=\"Patients\">{Patients(record)}</td>");
        html.Line($"<td data-label=\"Source\">{record.Values(AuditTermKind.Source).FirstOrDefault() ?? ""}</td>");
        html.Line($"<td data-label=\"Outcome\" class=\"{(outcome is "0" or "" ? "pass" : "fail")}\">{Outcome(outcome)}{(record.Verdict == AuditVerdict.Wrong ? ", not a message of the standard" : "")}</td></tr>");
    }

    private static string Who(AuditMessage? message) =>
        message?.Participants.OrderByDescending(static participant => participant.IsRequestor).FirstOrDefault() is { } first ? first.UserName ?? first.UserId : "";

    private static string Patients(AuditRecord record) => record.Values(AuditTermKind.Patient).Count() switch { 0 => "", 1 => Hidden, var many => $"{many} {Hidden}" };

    private static string ReadStyle()
    {
        using var resource = typeof(AuditHtml).Assembly.GetManifestResourceStream("audit-page.css")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
