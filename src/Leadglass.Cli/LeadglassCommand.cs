using System.CommandLine;
using System.CommandLine.Invocation;
using Leadglass.Cli.Commands;
using Leadglass.Findings;

namespace Leadglass.Cli;

/// <summary>The command line: parses, runs, and turns whatever goes wrong into a sentence and an exit code.</summary>
internal static class LeadglassCommand
{
    private const string DebugOption = "--debug";

    public static async Task<int> RunAsync(string[] arguments, Surroundings surroundings, CancellationToken cancellationToken = default)
    {
        // Completion is asked about unfinished lines, so that an empty word is a word there.
        if (arguments is not [['[', ..], ..] && Array.Exists(arguments, argument => argument.Length == 0))
        {
            await surroundings.Error.WriteLineAsync("leadglass: an argument is empty; is a variable of your shell not set?");
            return ExitCode.Usage;
        }

        var parsed = Root(surroundings).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
        {
            foreach (var error in parsed.Errors)
                await surroundings.Error.WriteLineAsync($"leadglass: {VisibleText.Of(OneLine(error.Message))}");
            await surroundings.Error.WriteLineAsync($"Help: leadglass {string.Join(' ', Path(parsed.CommandResult.Command))}--help");
            return ExitCode.Usage;
        }

        try
        {
            var invocation = new InvocationConfiguration
            {
                Output = surroundings.Out,
                Error = surroundings.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = Timeout.InfiniteTimeSpan,
            };
            var exitCode = await parsed.InvokeAsync(invocation, cancellationToken);
            await surroundings.Out.FlushAsync(CancellationToken.None);
            return exitCode;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && !parsed.GetValue<bool>(DebugOption))
        {
            await surroundings.Error.WriteLineAsync($"leadglass: {VisibleText.Of(e.Message)}");
            return ExitCode.Incomplete;
        }
        catch (OperationCanceledException)
        {
            await surroundings.Error.WriteLineAsync("leadglass: ended before anything was found.");
            return ExitCode.Incomplete;
        }
        catch (Exception e) when (!parsed.GetValue<bool>(DebugOption))
        {
            // The last resort: whatever was not foreseen is a fault of ours and ends in a sentence all the same.
            await surroundings.Error.WriteLineAsync($"leadglass: an error in leadglass itself ({e.GetType().Name}: {VisibleText.Of(e.Message)}). Run again with --debug for the details, and please report it.");
            return ExitCode.Incomplete;
        }
    }

    private static string OneLine(string message) => string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static RootCommand Root(Surroundings surroundings)
    {
        var root = new RootCommand("Tells whether DICOM systems are exposed, without touching patient data.")
        {
            new CheckCommand(surroundings),
            new InspectCommand(surroundings),
            new SanitizeCommand(surroundings),
            new DemoCommand(surroundings),
            new LabCommand(surroundings),
            new ExplainCommand(surroundings),
            new ScopeCommand(surroundings),
            new InventoryCommand(surroundings),
            new WatchCommand(surroundings),
            new TlsCommand(surroundings),
            new AuditCommand(surroundings),
            new KnowledgeCommand(surroundings),
            new ExposureCommand(surroundings),
            new DiffCommand(surroundings),
            new ReportCommand(surroundings),
            new FuzzCommand(surroundings),
            new FuzzWorkerCommand(),
            new CompletionCommand(surroundings),
            new Option<bool>(DebugOption) { Description = "Show technical details of errors.", Recursive = true },
        };
        root.SetAction(_ => root.Parse("--help").Invoke(new InvocationConfiguration { Output = surroundings.Out }));
        return root;
    }

    private static IEnumerable<string> Path(Command command)
    {
        var names = new Stack<string>();
        for (var current = command; current is not RootCommand; current = (Command)current.Parents.First())
            names.Push(current.Name);
        return names.Append("");
    }
}
