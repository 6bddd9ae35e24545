using System.CommandLine;
using System.Text;
using Leadglass.Audit;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Validation;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass audit convert</c>: messages of a dialect in the standard's format. Contacts nobody.</summary>
internal sealed class AuditConvertCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string[]> _files = new("file") { Description = "XML files, captures of syslog, folders of them, or - for standard input.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _into = new("--into") { Description = "New folder for the messages, one file each; otherwise they go to standard output, one a line.", HelpName = "folder" };

    public AuditConvertCommand(Surroundings surroundings)
        : base("convert", "Translates audit messages of a dialect into the format of PS3.15 A.5.")
    {
        _surroundings = surroundings;
        Add(_files);
        Add(_into);
        SetAction((parsed, cancellationToken) => RunAsync(parsed));
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        var folder = parsed.GetValue(_into);
        if (folder is not null && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, [$"--into: {folder} is not empty; nothing was written"]);

        var unread = new List<string>();
        var (count, wrong) = (0, 0);
        foreach (var (id, _, received) in AuditFiles.Read(parsed.GetValue(_files)!, _surroundings.In, (name, reason) => unread.Add($"{name}: {reason}")))
        {
            var examined = AuditValidator.Examine(received.Content.Span);
            if (Converted(examined, folder is null) is not { } octets)
            {
                unread.Add($"{id}: not translated: {examined.Issues[0]}");
                continue;
            }

            count++;
            await WriteAsync(octets, folder, count);
            var after = AuditValidator.Examine(octets);
            if (after.Verdict == AuditVerdict.Standard)
                continue;
            wrong++;
            await _surroundings.Error.WriteLineAsync($"leadglass: {VisibleText.Of(id)}: translated, and still wrong: {VisibleText.Of($"{after.Issues[0]}")}");
        }

        foreach (var reason in unread)
            await _surroundings.Error.WriteLineAsync($"leadglass: {VisibleText.Of(reason)}");
        return wrong > 0 ? ExitCode.Findings : unread.Count > 0 ? ExitCode.Incomplete : ExitCode.Clean;
    }

    private static byte[]? Converted(AuditExamination examined, bool oneLine)
    {
        try
        {
            return AuditConversion.Convert(examined) is { } message ? AuditMessageWriter.Write(message, oneLine) : null;
        }
        catch (ArgumentException)
        {
            return null; // a character reference to what XML 1.0 cannot write
        }
    }

    private async Task WriteAsync(byte[] octets, string? folder, int number)
    {
        if (folder is null)
        {
            await _surroundings.Out.WriteLineAsync(Encoding.UTF8.GetString(octets));
            return;
        }

        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, $"{number:00000}.xml"), octets);
    }
}
