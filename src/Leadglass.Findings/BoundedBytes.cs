namespace Leadglass.Findings;

/// <summary>Reads an untrusted stream into memory up to a limit.</summary>
public static class BoundedBytes
{
    private static ReadOnlySpan<byte> Utf8ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a stream to its end, and does not close it.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="limit">The most bytes that are kept.</param>
    /// <returns>Everything in the stream, without a leading byte order mark of UTF-8; <see langword="null"/> where there is more than the limit.</returns>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static ReadOnlyMemory<byte>? ReadAll(Stream stream, int limit)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var bytes = new MemoryStream();
        var chunk = new byte[81920];
        int read;
        while ((read = stream.Read(chunk)) > 0)
        {
            if (bytes.Length + read > limit)
                return null;
            bytes.Write(chunk, 0, read);
        }

        var all = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        return all.Span.StartsWith(Utf8ByteOrderMark) ? all[3..] : all;
    }
}
