using System.Globalization;
using Leadglass.Audit.Storage;
using Microsoft.AspNetCore.Http;

namespace Leadglass.Audit.Web;

/// <summary>What somebody has written into the form of the search. Sent in the body: an address with a Patient ID would stay in histories and logs.</summary>
/// <param name="Values">The values by the names of the fields, without space around them; those that are empty are not there. Untrusted.</param>
internal sealed record SearchForm(IReadOnlyDictionary<string, string> Values)
{
    public const string From = "from", To = "to", After = "after";

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm";

    /// <summary>The fields for terms, in the order of the form.</summary>
    public static readonly (string Name, AuditTermKind Kind, string Label)[] Terms =
    [
        ("event", AuditTermKind.Event, "Event"),
        ("user", AuditTermKind.User, "User"),
        ("patient", AuditTermKind.Patient, "Patient ID"),
        ("study", AuditTermKind.Study, "Study Instance UID"),
        ("source", AuditTermKind.Source, "Source"),
        ("media", AuditTermKind.Media, "Medium"),
        ("outcome", AuditTermKind.Outcome, "Outcome"),
    ];

    private const int LongestValue = 256;

    /// <summary>The form before anything is written into it.</summary>
    public static SearchForm Empty { get; } = new(new Dictionary<string, string>());

    /// <summary>The value of a field; empty if there is none.</summary>
    /// <param name="name">The name of the field.</param>
    public string this[string name] => Values.GetValueOrDefault(name, "");

    /// <summary>Reads what a browser sent; fields that the form has not are passed over.</summary>
    /// <param name="sent">The form.</param>
    public static SearchForm Of(IFormCollection sent) => new(Terms.Select(static term => term.Name).Concat([From, To, After])
        .Select(name => (name, Value: $"{sent[name]}".Trim()))
        .Where(static field => field.Value.Length > 0)
        .ToDictionary(static field => field.name, static field => field.Value));

    /// <summary>Makes the query, newest event first, without <see cref="AuditQuery.After"/>.</summary>
    /// <param name="zone">The zone in which times are meant.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public AuditQuery Query(TimeZoneInfo zone, List<string> errors)
    {
        foreach (var (name, _, label) in Terms.Where(term => this[term.Name].Length > LongestValue))
            errors.Add($"{label}: {this[name].Length} characters are more than a message has ({LongestValue}).");
        return new AuditQuery
        {
            From = Time(From, "From", zone, errors),
            To = Time(To, "To", zone, errors),
            NewestFirst = true,
            Terms = [.. Terms.Where(term => this[term.Name].Length > 0).Select(term => new AuditTerm(term.Kind, this[term.Name]))],
        };
    }

    private DateTimeOffset? Time(string name, string label, TimeZoneInfo zone, List<string> errors)
    {
        if (this[name].Length == 0)
            return null;
        if (DateTime.TryParseExact(this[name], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year is > 1 and < 9999)
            return new DateTimeOffset(local, zone.GetUtcOffset(local));
        errors.Add($"{label}: write the time as 2026-03-04T05:06.");
        return null;
    }
}
