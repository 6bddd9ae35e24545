using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Leadglass.Audit.Messages;

namespace Leadglass.Audit.Storage;

/// <summary>
/// A signed statement about where a chain ended at a time. It shows later that the end was cut off, or that the chain was made anew, which the chain itself
/// cannot. One line of text: the statement, a space, the signature over the statement in Base64.
/// </summary>
public sealed record Checkpoint
{
    private const string Kind = "leadglass-audit-checkpoint-1";

    /// <summary>The number of the last record, at least 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>The hash of that record, of 32 octets.</summary>
    public required ReadOnlyMemory<byte> Hash { get; init; }

    /// <summary>When it was made, in whole milliseconds of UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The signature over <see cref="ToStatement"/>; its form is the matter of whoever signs.</summary>
    public required ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>The octets that are signed: ASCII, without an end of line.</summary>
    public byte[] ToStatement() => Text(Sequence, Hash.Span, Time);

    /// <summary>The line, without its end.</summary>
    public string Line => $"{Encoding.ASCII.GetString(ToStatement())} {Convert.ToBase64String(Signature.Span)}";

    /// <summary>Makes a checkpoint.</summary>
    /// <param name="end">Where the chain ends; not before its first record.</param>
    /// <param name="time">When.</param>
    /// <param name="sign">Signs the statement.</param>
    public static Checkpoint Of(ChainEnd end, DateTimeOffset time, Func<byte[], byte[]> sign)
    {
        ArgumentNullException.ThrowIfNull(sign);
        ArgumentOutOfRangeException.ThrowIfLessThan(end.Sequence, 1, nameof(end));
        var utc = DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
        return new Checkpoint { Sequence = end.Sequence, Hash = end.Hash, Time = utc, Signature = sign(Text(end.Sequence, end.Hash.Span, utc)) };
    }

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line without its end. Untrusted.</param>
    /// <returns>The checkpoint, its signature not checked; <see langword="null"/> if the line is none, or is written in another way than <see cref="Line"/>.</returns>
    public static Checkpoint? TryRead(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Length > 1024 || line.Split(' ') is not [Kind, var sequence, var hash, var time, var signature])
            return null;
        if (!long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || AuditTime.Parse(time) is not { HasZone: true } at)
            return null;
        try
        {
            var read = new Checkpoint { Sequence = number, Hash = Convert.FromHexString(hash), Time = at.Instant, Signature = Convert.FromBase64String(signature) };
            // One way to write it: what was signed is then what was read.
            return read.Hash.Length == SHA256.HashSizeInBytes && read.Line == line ? read : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static byte[] Text(long sequence, ReadOnlySpan<byte> hash, DateTimeOffset time) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Kind} {sequence} {Convert.ToHexStringLower(hash)} {time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}"));
}
