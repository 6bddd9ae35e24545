using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Leadglass.Audit.Building;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Validation;

namespace Leadglass.Audit.Storage;

/// <summary>
/// The account of a removal, as an audit message: Security Alert (PS3.15 A.5.3.11), Use of Restricted Function. Its description has number and hash of the
/// last record that was removed, from which the chain goes on.
/// </summary>
public static partial class Pruning
{
    /// <summary>Makes the message.</summary>
    /// <param name="removed">Number and hash of the last record that is removed.</param>
    /// <param name="source">Who reports.</param>
    /// <param name="time">When, with the offset of its zone.</param>
    /// <param name="actors">The person and/or the process that did it, one or two.</param>
    /// <param name="log">The store.</param>
    public static AuditMessage Account(ChainEnd removed, AuditSource source, DateTimeOffset time, IReadOnlyList<ActiveParticipant> actors, Uri log)
    {
        ArgumentNullException.ThrowIfNull(log);
        var description = string.Create(CultureInfo.InvariantCulture, $"Audit records up to number {removed.Sequence} were removed for their age; the last had the hash {Convert.ToHexStringLower(removed.Hash.Span)}");
        return new SecurityAlert
        {
            Kind = SecurityAlertKind.UseOfRestrictedFunction,
            Source = source,
            Time = time,
            Reporters = actors,
            Subjects = [Objects.AlertSubject(AlertSubjectKind.Resource, log.ToString(), description)],
        }.ToMessage();
    }

    /// <summary>What an account says was removed; <see langword="null"/> if the record is none. What was received from elsewhere is never one.</summary>
    internal static ChainEnd? Of(AuditRecord record)
    {
        if (record.Transport != AuditRecord.Own || AuditValidator.Examine(record.Octets.Span).Message is not { } message)
            return null;
        foreach (var detail in message.Objects.SelectMany(static subject => subject.Details))
        {
            var octets = new byte[detail.Value?.Length ?? 0];
            if (Convert.TryFromBase64String(detail.Value ?? "", octets, out var length) && Description().Match(Encoding.UTF8.GetString(octets.AsSpan(0, length))) is { Success: true } match)
                return new ChainEnd(long.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture), Convert.FromHexString(match.Groups["hash"].Value));
        }

        return null;
    }

    [GeneratedRegex("^Audit records up to number (?<number>[1-9][0-9]{0,17}) were removed for their age; the last had the hash (?<hash>[0-9a-f]{64})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Description();
}
