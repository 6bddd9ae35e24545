using Leadglass.Audit.Syslog;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary>Reads the audit messages that a command line names: files, folders, or <c>-</c> for standard input.</summary>
internal static class AuditFiles
{
    /// <summary>The longest file that is read, in octets.</summary>
    private const long LongestFile = 1L << 30;

    /// <summary>Every message with an id that says where it stands.</summary>
    /// <param name="names">What the user named.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="unread">Takes what could not be read, with the reason.</param>
    public static IEnumerable<(string Id, SourceLocation Source, ReceivedMessage Message)> Read(IEnumerable<string> names, Stream input, Action<string, string> unread)
    {
        foreach (var name in names.SelectMany(Expand))
        {
            if (Octets(name, input, unread) is not { } octets)
                continue;
            var id = name == "-" ? "standard input" : name;
            var messages = SyslogCapture.Read(octets).ToList();
            foreach (var (index, (line, message)) in messages.Index())
                yield return (messages.Count == 1 ? id : $"{id}#{index + 1}", new SourceLocation(id, line), message);
        }
    }

    private static IEnumerable<string> Expand(string name) =>
        Directory.Exists(name) ? Directory.EnumerateFiles(name, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [name];

    private static byte[]? Octets(string name, Stream input, Action<string, string> unread)
    {
        try
        {
            using var file = name == "-" ? null : File.OpenRead(name);
            var stream = file ?? input;
            if (file is { CanSeek: true, Length: > LongestFile })
            {
                unread(name, $"longer than {LongestFile:N0} octets: split it");
                return null;
            }

            using var octets = new MemoryStream();
            var buffer = new byte[81_920];
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                octets.Write(buffer, 0, read);
                if (octets.Length > LongestFile)
                {
                    unread(name, $"longer than {LongestFile:N0} octets: split it");
                    return null;
                }
            }

            return octets.ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            unread(name, e.Message);
            return null;
        }
    }
}
