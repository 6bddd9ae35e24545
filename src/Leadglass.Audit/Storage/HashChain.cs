using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Leadglass.Audit.Messages;

namespace Leadglass.Audit.Storage;

/// <summary>
/// The chain that ties every record to all before it: SHA-256 over the hash before, the number and the record, each text preceded by its length.
/// Whoever changes, removes, inserts or reorders a record must make every later hash anew, which a <see cref="Checkpoint"/> kept elsewhere shows.
/// </summary>
public static class HashChain
{
    /// <summary>What stands before the first record: 32 zeros.</summary>
    public static ReadOnlyMemory<byte> Beginning { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>The hash of a record.</summary>
    /// <param name="previous">The hash before, of 32 octets.</param>
    /// <param name="sequence">The number of the record.</param>
    /// <param name="record">The record.</param>
    public static byte[] Next(ReadOnlySpan<byte> previous, long sequence, AuditRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        Append(hash, sequence);
        Append(hash, record.ReceivedAt.ToUnixTimeMilliseconds());
        Append(hash, record.Time.ToUnixTimeMilliseconds());
        Append(hash, record.Transport);
        Append(hash, record.Remote);
        Append(hash, (long)record.Verdict);
        Append(hash, record.Terms.Count);
        foreach (var (kind, value) in record.Terms)
        {
            Append(hash, (long)kind);
            Append(hash, value);
        }

        Append(hash, record.Octets.Length);
        hash.AppendData(record.Octets.Span);
        return hash.GetHashAndReset();
    }

    /// <summary>Follows the chain from its beginning to its end, or to the first record that does not fit.</summary>
    /// <param name="records">All records, in the order of their numbers.</param>
    /// <param name="checkpoints">What the chain must agree with, signatures checked before; in any order.</param>
    public static ChainResult Verify(IEnumerable<StoredRecord> records, IEnumerable<Checkpoint> checkpoints)
    {
        ArgumentNullException.ThrowIfNull(records);
        var (count, last, removed) = (0L, Beginning, 0L);
        StoredRecord? unproven = null;
        var stated = checkpoints.ToLookup(static checkpoint => checkpoint.Sequence);
        foreach (var stored in records)
        {
            // A beginning may have been removed; whether it rightly was, a later record tells with the hash that is needed here.
            if (count == 0 && stored.Sequence > 1)
                (unproven, removed, count, last) = (stored, stored.Sequence - 1, stored.Sequence, stored.Hash);
            else if (stored.Sequence != count + 1)
                return new ChainResult(count, last, $"after record {count:N0} comes number {stored.Sequence:N0}: what was between is missing");
            else if (!stored.Hash.Span.SequenceEqual(Next(last.Span, stored.Sequence, stored.Record)))
                return new ChainResult(count, last, $"record {stored.Sequence:N0} is not what was stored, or a record before it was changed");
            // Every record fits to the one before, and yet this is not the chain that was signed.
            if (stated[stored.Sequence].FirstOrDefault(checkpoint => !checkpoint.Hash.Span.SequenceEqual(stored.Hash.Span)) is { } other)
                return new ChainResult(count, last, MadeAnew(other));
            if (unproven is not null && Pruning.Of(stored.Record) is { } before && before.Sequence == removed
                && unproven.Hash.Span.SequenceEqual(Next(before.Hash.Span, unproven.Sequence, unproven.Record)))
                unproven = null;
            (count, last) = (stored.Sequence, stored.Hash);
        }

        if (unproven is not null)
            return new ChainResult(0, Beginning, $"it begins with record {unproven.Sequence:N0}, and no record tells that those before were removed");

        return stated.Where(beyond => beyond.Key > count).MaxBy(static beyond => beyond.Key)?.First() is { } missing
            ? new ChainResult(count, last, CutOff(count, missing))
            : new ChainResult(count, last, null) { Removed = removed };
    }

    /// <summary>What is wrong with a chain that ends before a checkpoint.</summary>
    internal static string CutOff(long end, Checkpoint missing) =>
        $"it ends with record {end:N0}, and the checkpoint of {AuditTime.Format(missing.Time)} is for record {missing.Sequence:N0}: the end was cut off";

    /// <summary>What is wrong with a chain that has another hash than a checkpoint.</summary>
    internal static string MadeAnew(Checkpoint other) =>
        $"record {other.Sequence:N0} is not the one of the checkpoint of {AuditTime.Format(other.Time)}: the chain was made anew up to it";

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> octets = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(octets, number);
        hash.AppendData(octets);
    }

    private static void Append(IncrementalHash hash, string text)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        Append(hash, octets.Length);
        hash.AppendData(octets);
    }
}
