using System.CommandLine;
using Leadglass.Findings;
using Leadglass.Lab;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass lab reader</c>: a reader with planted bugs, to practise fuzzing on.</summary>
internal sealed class LabReaderCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string> _file = new("file") { Description = "The file." };
    private readonly Option<bool> _repaired = new("--repaired") { Description = "Without the bugs." };

    public LabReaderCommand(Surroundings surroundings)
        : base("reader", "Reads a DICOM file as badly as can be: a program with planted bugs, to practise fuzzing on. Never use it for anything else.")
    {
        _surroundings = surroundings;
        Add(_file);
        Add(_repaired);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = parsed.GetValue(_file)!;
        if (!File.Exists(path))
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, [$"{path}: there is no such file"]);
        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        if (parsed.GetValue(_repaired))
            return PracticeReader.ReadRepaired(bytes, _surroundings.Error);
        await using var output = Console.OpenStandardOutput();
        return PracticeReader.Read(bytes, Environment.CurrentDirectory, output, _surroundings.Error);
    }
}
