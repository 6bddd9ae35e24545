using System.CommandLine;
using System.CommandLine.Invocation;
using Leadglass.Cli.Commands;
using Leadglass.Findings;

namespace Leadglass.Cli;

/// <summary>The command line: parses, runs, and turns whatever goes wrong into a sentence and an exit code.</summary>
internal static class LeadglassCommand
{
    private const string DebugOption = "--debug";

    public static async Task<int> RunAsync(string[] arguments, Surroundings surroundings)
    {
        var parsed = Root(surroundings).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
        {
            foreach (var error in parsed.Errors)
                await surroundings.Error.WriteLineAsync($"leadglass: {VisibleText.Of(error.Message)}");
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
            return await parsed.InvokeAsync(invocation, CancellationToken.None);
        }
        catch (IOException e) when (!parsed.GetValue<bool>(DebugOption))
        {
            await surroundings.Error.WriteLineAsync($"leadglass: {VisibleText.Of(e.Message)}");
            return ExitCode.Incomplete;
        }
        finally
        {
            await surroundings.Out.FlushAsync();
        }
    }

    private static RootCommand Root(Surroundings surroundings) => new("Tells whether DICOM systems are exposed, without touching patient data.")
    {
        new CheckCommand(surroundings),
        new TlsCommand(surroundings),
        new DemoCommand(surroundings),
        new LabCommand(surroundings),
        new ExplainCommand(surroundings),
        new ScopeCommand(surroundings),
        new CompletionCommand(surroundings),
        new Option<bool>(DebugOption) { Description = "Show technical details of errors.", Recursive = true },
    };

    private static IEnumerable<string> Path(Command command)
    {
        var names = new Stack<string>();
        for (var current = command; current is not RootCommand; current = (Command)current.Parents.First())
            names.Push(current.Name);
        return names.Append("");
    }
}
