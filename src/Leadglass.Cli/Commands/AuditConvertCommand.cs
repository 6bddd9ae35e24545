using System.CommandLine;
using System.Text;
using Leadglass.Audit;
using Leadglass.Audit.Fhir;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Validation;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass audit convert</c>: messages of a dialect in the standard's format, or any of them as resources of FHIR. Contacts nobody.</summary>
internal sealed class AuditConvertCommand : Command
{
    private const string Xml = "xml";
    private const string Fhir = "fhir";

    private readonly Surroundings _surroundings;
    private readonly Argument<string[]> _files = new("file") { Description = "XML files, AuditEvents of FHIR in JSON, captures of syslog, folders of them, or - for standard input.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _to = new("--to") { Description = "xml is the standard's format, fhir AuditEvents of FHIR R4 in JSON.", HelpName = "format", DefaultValueFactory = static _ => Xml };
    private readonly Option<string?> _into = new("--into") { Description = "New folder for the messages, one file each; otherwise they go to standard output, one a line.", HelpName = "folder" };

    public AuditConvertCommand(Surroundings surroundings)
        : base("convert", "Translates audit messages of a dialect or of FHIR into the format of PS3.15 A.5, or into AuditEvents of FHIR.")
    {
        _surroundings = surroundings;
        _to.AcceptOnlyFromAmong(Xml, Fhir);
        Add(_files);
        Add(_to);
        Add(_into);
        SetAction((parsed, cancellationToken) => RunAsync(parsed));
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        var folder = parsed.GetValue(_into);
        if (folder is not null && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, [$"--into: {folder} is not empty; nothing was written"]);

        var toFhir = parsed.GetValue(_to) == Fhir;
        var unread = new List<string>();
        var (count, wrong) = (0, 0);
        foreach (var (id, _, received) in AuditFiles.Read(parsed.GetValue(_files)!, _surroundings.In, (name, reason) => unread.Add($"{name}: {reason}")))
        {
            var examined = AuditValidator.Examine(received.Content.Span);
            if (Converted(examined, toFhir, folder is null) is not { } octets)
            {
                unread.Add($"{id}: not translated: {Reason(examined)}");
                continue;
            }

            count++;
            await WriteAsync(octets, folder, $"{count:00000}.{(toFhir ? "json" : "xml")}");
            var after = AuditValidator.Examine(octets);
            if (after.Verdict == AuditVerdict.Standard || (toFhir && after.Verdict == AuditVerdict.Dialect))
                continue;
            wrong++;
            await _surroundings.Error.WriteLineAsync($"leadglass: {VisibleText.Of(id)}: translated, and still wrong: {VisibleText.Of($"{Reason(after)}")}");
        }

        foreach (var reason in unread)
            await _surroundings.Error.WriteLineAsync($"leadglass: {VisibleText.Of(reason)}");
        return wrong > 0 ? ExitCode.Findings : unread.Count > 0 ? ExitCode.Incomplete : ExitCode.Clean;
    }

    /// <summary>What keeps a message from being used, rather than what only makes it a dialect.</summary>
    private static AuditIssue Reason(AuditExamination examined) => examined.Issues.FirstOrDefault(issue => examined.Dialect?.Explains(issue.Kind) != true) ?? examined.Issues[0];

    private static byte[]? Converted(AuditExamination examined, bool toFhir, bool oneLine)
    {
        if (AuditConversion.Convert(examined) is not { } message)
            return null;
        try
        {
            return toFhir ? AuditEventWriter.Write(message, oneLine) : AuditMessageWriter.Write(message, oneLine);
        }
        catch (ArgumentException)
        {
            return null; // a character reference to what XML 1.0 cannot write
        }
    }

    private async Task WriteAsync(byte[] octets, string? folder, string name)
    {
        if (folder is null)
        {
            await _surroundings.Out.WriteLineAsync(Encoding.UTF8.GetString(octets));
            return;
        }

        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, name), octets);
    }
}
