using System.CommandLine;
using System.Net.Sockets;
using Leadglass.Findings;
using Leadglass.Lab;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass lab</c>: keeps the practice hospital open for exercises.</summary>
internal sealed class LabCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly Option<int> _firstPort = new("--first-port") { Description = "Port of the first server; the others follow it.", DefaultValueFactory = _ => 11200, HelpName = "port" };

    public LabCommand(Surroundings surroundings)
        : base("lab", "Keeps the practice hospital open on this machine until Ctrl-C, for exercises.")
    {
        _surroundings = surroundings;
        Add(_firstPort);
        Add(new LabFilesCommand(surroundings));
        Add(new LabReaderCommand(surroundings));
        Add(new LabArchiveCommand(surroundings));
        Add(new LabClientCommand(surroundings));
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var firstPort = parsed.GetValue(_firstPort);
        if (firstPort is < 1024 or > 65000)
        {
            await _surroundings.Error.WriteLineAsync("leadglass: --first-port must be between 1024 and 65000");
            return ExitCode.Usage;
        }

        try
        {
            await using var hospital = await PracticeHospital.OpenAsync(firstPort);
            var output = _surroundings.Out;
            foreach (var system in hospital.Systems)
                await output.WriteLineAsync($"{system.Endpoint,-17}  {system.Name,-12} {system.Lesson}");
            await output.WriteLineAsync();
            await output.WriteLineAsync($"Try: leadglass check 127.0.0.1:{firstPort}-{firstPort + hospital.Systems.Count - 1}     Ctrl-C closes the hospital.");
            await output.FlushAsync(CancellationToken.None);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return ExitCode.Clean;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            await _surroundings.Error.WriteLineAsync($"leadglass: cannot open the hospital from port {firstPort} on: {e.Message.TrimEnd('.')}. Choose another with --first-port.");
            return ExitCode.Incomplete;
        }
    }
}
