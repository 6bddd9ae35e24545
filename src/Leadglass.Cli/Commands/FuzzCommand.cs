using System.CommandLine;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass fuzz</c>: what does a program do with what nobody should send?</summary>
internal sealed class FuzzCommand : Command
{
    public FuzzCommand(Surroundings surroundings)
        : base("fuzz", "Runs a program, a server, a client or a method on broken input, and keeps evidence of what it did.")
    {
        Command[] kinds = [new FuzzFileCommand(surroundings), new FuzzScpCommand(surroundings), new FuzzScuCommand(surroundings), new FuzzDotnetCommand(surroundings), new FuzzWebCommand(surroundings)];
        Add(new FuzzRunCommand(surroundings, kinds));
        foreach (var kind in kinds)
            Add(kind);
        Add(new FuzzSeedsCommand(surroundings));
        Add(new FuzzMinimizeCommand(surroundings));
        Add(new FuzzMergeCommand(surroundings));
        Add(new FuzzReplayCommand(surroundings));
        Add(new FuzzTriageCommand(surroundings));
        Add(new FuzzReportCommand(surroundings));
        Add(new FuzzVerifyCommand(surroundings));
    }
}
