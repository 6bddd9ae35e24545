using System.CommandLine;
using Leadglass.Findings;
using Leadglass.Lab;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass lab reader</c>: a reader with planted bugs, to practise fuzzing on.</summary>
internal sealed class LabReaderCommand : Command
{
    private readonly Argument<string> _file = new("file") { Description = "The file." };
    private readonly Option<bool> _repaired = new("--repaired") { Description = "Without the bugs." };

    public LabReaderCommand(Surroundings surroundings)
        : base("reader", "Reads a DICOM file as badly as can be: a program with planted bugs, to practise fuzzing on. Never use it for anything else.")
    {
        Add(_file);
        Add(_repaired);
        SetAction(parsed => Read(parsed.GetValue(_file)!, parsed.GetValue(_repaired), surroundings.Error));
    }

    /// <summary>Reads the file without asking what else there is: a campaign does this hundreds of times, and parsing a command line takes longer than reading.</summary>
    /// <returns>The exit code; null where the command line is another one.</returns>
    public static int? TryRun(string[] arguments) => arguments switch
    {
        ["lab", "reader", [not '-', ..] file] => Read(file, isRepaired: false, Console.Error),
        ["lab", "reader", "--repaired", [not '-', ..] file] => Read(file, isRepaired: true, Console.Error),
        _ => null,
    };

    private static int Read(string path, bool isRepaired, TextWriter errors)
    {
        if (!File.Exists(path))
        {
            errors.WriteLine($"leadglass: {VisibleText.Of(path)}: there is no such file");
            return ExitCode.Usage;
        }
        var bytes = File.ReadAllBytes(path);
        if (isRepaired)
            return PracticeReader.ReadRepaired(bytes, errors);
        using var output = Console.OpenStandardOutput();
        return PracticeReader.Read(bytes, Environment.CurrentDirectory, output, errors);
    }
}
