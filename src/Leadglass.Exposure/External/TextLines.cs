using System.Text;

namespace Leadglass.Exposure.External;

/// <summary>Cuts a stream into lines of text and holds one at a time; one that is too long is <see langword="null"/>.</summary>
internal sealed class TextLines(ExportStream stream, int limit)
{
    private const int Chunk = 1 << 16;

    public IEnumerable<(string? Text, int Line)> Read()
    {
        var chunk = new byte[Chunk];
        var line = new MemoryStream();
        var tooLong = false;
        var number = 1;
        int read;
        while ((read = stream.Read(chunk)) > 0)
        {
            for (var at = 0; at < read;)
            {
                var end = Array.IndexOf(chunk, (byte)'\n', at, read - at);
                var stop = end < 0 ? read : end;
                tooLong |= line.Length + (stop - at) > limit;
                if (!tooLong)
                    line.Write(chunk, at, stop - at);
                at = stop + 1;
                if (end < 0)
                    continue;
                yield return (tooLong ? null : Text(line), number++);
                line.SetLength(0);
                tooLong = false;
            }
        }

        if (tooLong || line.Length > 0)
            yield return (tooLong ? null : Text(line), number);
    }

    private static string Text(MemoryStream line) => Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length).Trim(' ', '\t', '\r', '\uFEFF');
}
