using System.CommandLine;
using Leadglass.Findings;
using Leadglass.Lab;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass lab files</c>: writes the practice CD, for exercises.</summary>
internal sealed class LabFilesCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string> _folder = new("folder") { Description = "A folder that does not exist yet, or is empty." };

    public LabFilesCommand(Surroundings surroundings)
        : base("files", "Writes a practice CD: files with known faults, in which nothing can run.")
    {
        _surroundings = surroundings;
        Add(_folder);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var folder = parsed.GetValue(_folder)!;
        try
        {
            PracticeCd.WriteTo(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, [e.Message]);
        }

        var shown = Path.TrimEndingDirectorySeparator(folder);
        var files = PracticeCd.Files;
        var width = files.Max(static file => file.Name.Length);
        foreach (var file in files)
            await _surroundings.Out.WriteLineAsync($"{file.Name.PadRight(width)}  {file.Lesson}");
        await _surroundings.Out.WriteLineAsync();
        await _surroundings.Out.WriteLineAsync($"Try: leadglass inspect {VisibleText.Of(shown)}");
        return ExitCode.Clean;
    }
}
