using System.Globalization;
using Leadglass.Audit.Messages;

namespace Leadglass.Audit.Fhir;

/// <summary>A date of a search: the time that it covers, as exactly as it was written (FHIR R4, Search, date).</summary>
/// <param name="Begin">The first moment.</param>
/// <param name="End">The moment after the last.</param>
internal readonly record struct SearchDate(DateTimeOffset Begin, DateTimeOffset End)
{
    private static readonly (string Format, Func<DateTimeOffset, DateTimeOffset> Next)[] Dates =
    [
        ("yyyy", static begin => begin.AddYears(1)),
        ("yyyy-MM", static begin => begin.AddMonths(1)),
        ("yyyy-MM-dd", static begin => begin.AddDays(1)),
    ];

    /// <summary>Reads a date, with or without a time; without a zone it is UTC.</summary>
    /// <returns><see langword="null"/> if it is none.</returns>
    public static SearchDate? Parse(string text)
    {
        foreach (var (format, next) in Dates)
        {
            if (DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                return date.Year is > 1 and < 9999 ? Of(new DateTimeOffset(date, TimeSpan.Zero), next) : null;
        }

        // A plus sign that was not escaped arrives as a space.
        var time = text.Replace(' ', '+');
        if (time.Length >= 16 && (time.Length == 16 || time[16] is 'Z' or '+' or '-'))
            return AuditTime.Parse($"{time[..16]}:00{time[16..]}") is { } minute ? Of(minute.Instant, static begin => begin.AddMinutes(1)) : null;
        if (AuditTime.Parse(time) is not { } moment)
            return null;
        return Of(moment.Instant, time.Contains('.', StringComparison.Ordinal) ? static begin => begin.AddMilliseconds(1) : static begin => begin.AddSeconds(1));
    }

    private static SearchDate Of(DateTimeOffset begin, Func<DateTimeOffset, DateTimeOffset> next) => new(begin, next(begin));
}
