using System.Buffers.Binary;

namespace Leadglass.Fuzzing.Native;

/// <summary>
/// The words that a fuzzer and the fork server inside a program built with AFL++ exchange, 32 bits each in the order of the machine, which is
/// little endian wherever this runs. Knows no processes and no clock: two streams are all it needs, and who ends the program ends the wait.
/// </summary>
/// <remarks>
/// AFL++ up to 4.21c greets with one word of options; from 4.22a with a version, which is answered by its complement, then options, their values,
/// and the version again (AFL++, include/types.h and instrumentation/afl-compiler-rt.o.c). AFL itself greets with any other word.
/// It waits where it is, because a run is often shorter than the change to another thread.
/// </remarks>
/// <param name="orders">To the program: its descriptor 198.</param>
/// <param name="answers">From the program: its descriptor 199.</param>
internal sealed class ForkServerProtocol(Stream orders, Stream answers)
{
    /// <summary>The counters of a program that does not say how many it has.</summary>
    public const int UsualMapSize = 1 << 16;

    /// <summary>The most counters that are taken.</summary>
    public const int MostCounters = 1 << 23;

    private const int LongestDictionary = 1 << 20;

    private const uint Enabled = 0x8000_0001;
    private const uint MapSizeOption = 0x4000_0000;
    private const uint DictionaryOption = 0x1000_0000;
    private const uint SharedInputOption = 0x0100_0000;
    private const uint AllOldWorkarounds = 0x0F00_0000;
    private const uint Complaint = 0xF800_008F;

    private const uint Version = 0x4146_4C01;
    private const uint VersionMask = 0xFFFF_FF00;
    private const uint NewComplaint = 0xEFFE_0000;
    private const uint NewMapSizeOption = 0x0000_0001;
    private const uint NewSharedInputOption = 0x0000_0002;
    private const uint NewDictionaryOption = 0x0000_0800;

    private readonly byte[] _received = new byte[8];
    private int _count;

    /// <summary>Agrees with a server that has just started.</summary>
    /// <exception cref="ForkServerException">It complains, speaks otherwise, or ended.</exception>
    /// <exception cref="IOException">The stream to it is broken.</exception>
    public ForkServerTerms Greet()
    {
        var word = Read();
        if ((word & Complaint) == Complaint)
            throw new ForkServerException(Told((word & 0x00FF_FF00) >> 8));
        if ((word & 0xFFFF_0000) == NewComplaint)
            throw new ForkServerException(Told(word & 0xFFFF));
        return (word & VersionMask) == (Version & VersionMask) ? GreetNew(word) : GreetOld(word);
    }

    /// <summary>Orders a run.</summary>
    /// <param name="wasKilled">Whether the client ended the child of the last run.</param>
    /// <exception cref="IOException">The server is gone.</exception>
    public void Order(bool wasKilled)
    {
        _count = 0;
        Write(wasKilled ? 1u : 0);
    }

    /// <summary>The child that runs the input; null as long as it is not known. Untrusted. May be asked while another thread waits for the end.</summary>
    public int? Child => Volatile.Read(ref _count) >= 4 ? BinaryPrimitives.ReadInt32LittleEndian(_received) : null;

    /// <summary>How the child ended, as the system tells a parent.</summary>
    public int Status => BinaryPrimitives.ReadInt32LittleEndian(_received.AsSpan(4));

    /// <summary>Waits until the run that was ordered is over.</summary>
    /// <returns>Whether the run came to its end; otherwise the server did.</returns>
    /// <exception cref="IOException">The stream from the server is broken.</exception>
    public bool End()
    {
        while (_count < _received.Length)
        {
            var read = answers.Read(_received.AsSpan(_count));
            if (read == 0)
                return false;
            Volatile.Write(ref _count, _count + read);
        }
        return true;
    }

    private ForkServerTerms GreetOld(uint word)
    {
        if ((word & Enabled) != Enabled)
            return new ForkServerTerms(UsualMapSize, false, []);    // the server of AFL has no options
        var options = (word & AllOldWorkarounds) == AllOldWorkarounds ? word & ~AllOldWorkarounds : word;
        var mapSize = (options & MapSizeOption) == 0 ? UsualMapSize : Bounded(((options & 0x00FF_FFFE) >> 1) + 1);
        var accepted = options & (DictionaryOption | SharedInputOption);
        if (accepted != 0)
            Write(Enabled | accepted);
        var dictionary = (accepted & DictionaryOption) == 0 ? [] : ReadDictionary();
        return new ForkServerTerms(mapSize, (accepted & SharedInputOption) != 0, dictionary);
    }

    private ForkServerTerms GreetNew(uint word)
    {
        if (word != Version)
            throw new ForkServerException($"Its fork server speaks version {word & ~VersionMask} of the protocol; version 1 and the one before it are known.");
        Write(~word);
        var options = Read();
        if ((options & ~(NewMapSizeOption | NewSharedInputOption | NewDictionaryOption)) != 0)
            throw new ForkServerException($"Its fork server wants options that are not known (0x{options:x8}).");
        // The values come in the order of the bits.
        var mapSize = (options & NewMapSizeOption) == 0 ? UsualMapSize : Bounded(Read());
        var dictionary = (options & NewDictionaryOption) == 0 ? [] : ReadDictionary();
        if (Read() != word)
            throw new ForkServerException("Its fork server did not end its greeting as it began it.");
        return new ForkServerTerms(mapSize, (options & NewSharedInputOption) != 0, dictionary);
    }

    private byte[] ReadDictionary()
    {
        var length = Read();
        if (length > LongestDictionary)
            throw new ForkServerException($"Its dictionary of {length} bytes is longer than {LongestDictionary}.");
        var bytes = new byte[length];
        Fill(bytes);
        return bytes;
    }

    private uint Read()
    {
        Fill(_received.AsSpan(0, 4));
        return BinaryPrimitives.ReadUInt32LittleEndian(_received);
    }

    private void Fill(Span<byte> bytes)
    {
        if (answers.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new ForkServerException("It ended before its fork server had greeted.");
    }

    private void Write(uint word)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, word);
        orders.Write(bytes);
        orders.Flush();
    }

    private static int Bounded(uint size) =>
        size is > 0 and <= MostCounters ? (int)size : throw new ForkServerException($"It has {size} counters; from 1 to {MostCounters} are taken.");

    private static string Told(uint code) => code switch
    {
        1 => "It has more counters than the shared memory has room for.",
        2 => "The shared memory cannot be where its map has to be: it was built with a fixed address of the map (AFL_LLVM_MAP_ADDR).",
        4 or 8 or 16 => "It cannot open the shared memory: is System V shared memory allowed here?",
        _ => $"Its fork server reports the error {code}.",
    };
}
