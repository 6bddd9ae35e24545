namespace Leadglass.Findings.Json;

/// <summary>Reads a stream into memory up to a limit.</summary>
internal static class BoundedBytes
{
    private static ReadOnlySpan<byte> Utf8ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <returns>Everything in the stream, without a leading byte order mark.</returns>
    /// <exception cref="ReportFormatException">The stream holds more than <paramref name="limit"/> bytes.</exception>
    public static ReadOnlyMemory<byte> ReadAll(Stream stream, int limit)
    {
        using var bytes = new MemoryStream();
        var chunk = new byte[81920];
        int read;
        while ((read = stream.Read(chunk)) > 0)
        {
            if (bytes.Length + read > limit)
                throw new ReportFormatException($"The report is longer than {limit} bytes.");
            bytes.Write(chunk, 0, read);
        }

        var all = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        return all.Span.StartsWith(Utf8ByteOrderMark) ? all[3..] : all;
    }
}
