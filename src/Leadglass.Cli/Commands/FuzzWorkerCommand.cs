using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Leadglass.Fuzzing.Managed;

namespace Leadglass.Cli.Commands;

/// <summary>The process in which <c>fuzz dotnet</c> runs its target; nobody types it.</summary>
internal sealed class FuzzWorkerCommand : Command
{
    private readonly Argument<string[]> _words = new("words") { Arity = ArgumentArity.ZeroOrMore };

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "fuzz dotnet refuses to start where the product was trimmed into one file.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "fuzz dotnet refuses to start where the product was trimmed into one file.")]
    public FuzzWorkerCommand()
        : base(ManagedWorker.Command, "Runs a method on inputs for fuzz dotnet.")
    {
        Hidden = true;
        Add(_words);
        SetAction(parsed => ManagedWorker.Run(parsed.GetValue(_words) ?? []));
    }
}
