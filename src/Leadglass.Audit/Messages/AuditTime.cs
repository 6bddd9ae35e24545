using System.Globalization;

namespace Leadglass.Audit.Messages;

/// <summary>A time as XML writes it (xsd:dateTime), leap seconds included: PS3.15 A.5.2.5 obliges receivers to take them, and the framework does not.</summary>
/// <param name="Instant">The moment; of a leap second the one that follows it. Without a time zone it is taken as UTC.</param>
/// <param name="HasZone">Whether the text says its time zone. The standard demands it.</param>
/// <param name="IsLeapSecond">Whether the second is 60.</param>
public readonly record struct AuditTime(DateTimeOffset Instant, bool HasZone, bool IsLeapSecond)
{
    /// <summary>Reads a time.</summary>
    /// <param name="text">For example <c>2026-03-04T05:06:07.089+01:00</c>.</param>
    /// <returns>The time, or <see langword="null"/> if the text is not one.</returns>
    public static AuditTime? Parse(string text)
    {
        var rest = text.AsSpan().Trim();
        if (rest.Length < 19 || rest[4] != '-' || rest[7] != '-' || rest[10] != 'T' || rest[13] != ':' || rest[16] != ':')
            return null;
        if (!Number(rest[..4], out var year) || !Number(rest[5..7], out var month) || !Number(rest[8..10], out var day)
            || !Number(rest[11..13], out var hour) || !Number(rest[14..16], out var minute) || !Number(rest[17..19], out var second))
            return null;
        if (year is 0 or 9999 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60)
            return null;
        rest = rest[19..];
        if (!Fraction(ref rest, out var ticks) || !Zone(rest, out var zone))
            return null;

        var local = new DateTime(year, month, day, hour, minute, Math.Min(second, 59)).AddTicks(second == 60 ? TimeSpan.TicksPerSecond : ticks);
        if (local.Ticks < TimeSpan.TicksPerDay)
            return null; // before the first day in some zone, where the framework ends
        return new AuditTime(new DateTimeOffset(local, zone ?? TimeSpan.Zero), zone is not null, second == 60);
    }

    /// <summary>Writes a moment with its time zone, to the millisecond.</summary>
    /// <param name="instant">The moment.</param>
    public static string Format(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    private static bool Fraction(ref ReadOnlySpan<char> rest, out long ticks)
    {
        ticks = 0;
        if (rest is not ['.', ..])
            return true;
        var digits = rest[1..].IndexOfAnyExceptInRange('0', '9');
        var fraction = digits < 0 ? rest[1..] : rest[1..(digits + 1)];
        rest = rest[(1 + fraction.Length)..];
        if (fraction.IsEmpty)
            return false;
        var unit = TimeSpan.TicksPerSecond;
        foreach (var digit in fraction[..Math.Min(7, fraction.Length)])
            ticks += (digit - '0') * (unit /= 10);
        return true;
    }

    /// <summary>Reads what is left; no zone at all is allowed, and no value.</summary>
    private static bool Zone(ReadOnlySpan<char> rest, out TimeSpan? offset)
    {
        offset = rest is "Z" ? TimeSpan.Zero : null;
        if (rest.IsEmpty || rest is "Z")
            return true;
        if (rest.Length != 6 || rest[0] is not ('+' or '-') || rest[3] != ':' || !Number(rest[1..3], out var hours) || !Number(rest[4..], out var minutes))
            return false;
        if (minutes > 59 || hours > 14 || (hours == 14 && minutes > 0))
            return false;
        var distance = new TimeSpan(hours, minutes, 0);
        offset = rest[0] == '-' ? -distance : distance;
        return true;
    }

    private static bool Number(ReadOnlySpan<char> text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
