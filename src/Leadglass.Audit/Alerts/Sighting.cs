using System.Security.Cryptography;
using System.Text;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Storage;

namespace Leadglass.Audit.Alerts;

/// <summary>A record as the watches see it.</summary>
/// <param name="Stored">The record.</param>
/// <param name="Message">Its message.</param>
internal sealed record Sighting(StoredRecord Stored, AuditMessage Message)
{
    private const int LongestKey = 128;

    public long Sequence => Stored.Sequence;

    /// <summary>When the event was, by the message.</summary>
    public DateTimeOffset Time => Stored.Record.Time;

    public DateTimeOffset ReceivedAt => Stored.Record.ReceivedAt;

    public string Source => Message.Source.Id.Trim();

    /// <summary>Whether it worked: 0, or 4 for what worked after all.</summary>
    public bool Succeeded => Message.Event.OutcomeIndicator.Trim() is "0" or "4";

    /// <summary>Who did it: the person that asked, rather than another one, rather than a process.</summary>
    public ActiveParticipant? Actor => Acting.FirstOrDefault(static one => one.IsRequestor && !IsProcess(one))
        ?? Acting.FirstOrDefault(static one => one.HasRole("110156") || (one.NetworkAccessPointId is not null && !IsProcess(one)))
        ?? Acting.FirstOrDefault(static one => !IsProcess(one))
        ?? Acting.FirstOrDefault(static one => one.IsRequestor)
        ?? Acting.FirstOrDefault();

    private IEnumerable<ActiveParticipant> Acting => Message.Participants.Where(static one => one.MediaType is null && !one.HasRole("110152") && !one.HasRole("110154") && !one.HasRole("110155"));

    public bool IsEvent(string code) => Message.Event.Id?.IsDicomCode(code) == true;

    public bool IsEvent(string code, string type) => IsEvent(code) && Message.Event.TypeCodes.Any(one => one.IsDicomCode(type));

    /// <summary>Whether a participant is a program: by its role, its AE titles or the number of its process (A.5.2.1, A.5.2.2).</summary>
    public static bool IsProcess(ActiveParticipant one) =>
        one.HasRole("110150") || one.AlternativeUserId?.StartsWith("AETITLES=", StringComparison.Ordinal) == true || one.UserId.Contains("(PID=", StringComparison.Ordinal);

    private static bool IsNumbered(ActiveParticipant one) => one.UserId.Contains("(PID=", StringComparison.Ordinal) || (IsProcess(one) && one.UserId.All(char.IsAsciiDigit));

    /// <summary>Everything that a participant is known by, so that two who report about it can be compared. The number of a process is on every machine another's.</summary>
    public static IEnumerable<string> Identities(ActiveParticipant one) => new[] { IsNumbered(one) ? null : one.UserId, one.UserName, one.NetworkAccessPointId }
        .Concat(one.AlternativeUserId is { } other ? other.Replace("AETITLES=", "", StringComparison.Ordinal).Split(';').Take(16) : [])
        .Where(static identity => !string.IsNullOrWhiteSpace(identity))
        .Select(static identity => Key(identity!));

    /// <summary>A key of values from the wire: as long as they may be, it is not. Logins are the same in either letter case.</summary>
    public static string Key(params IEnumerable<string> values)
    {
        var key = string.Join('\n', values.Select(static value => value.Trim().ToUpperInvariant()));
        return key.Length <= LongestKey ? key : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
    }
}
