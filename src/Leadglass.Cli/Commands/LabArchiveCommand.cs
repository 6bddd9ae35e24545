using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Leadglass.Findings;
using Leadglass.Lab;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass lab archive</c>: a server with known faults, for exercises in fuzzing.</summary>
internal sealed class LabArchiveCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly Argument<int> _port = new("port") { Description = "Port on loopback to listen on." };
    private readonly Option<bool> _repaired = new("--repaired") { Description = "Without the faults." };

    public LabArchiveCommand(Surroundings surroundings)
        : base("archive", "Runs a practice archive that can be crashed, stopped, blocked and damaged by broken conversations; its objects go into the current folder.")
    {
        _surroundings = surroundings;
        Add(_port);
        Add(_repaired);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_port) is < 1024 or > 65535)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, ["the port must be between 1024 and 65535"]);
        try
        {
            await new PracticeArchive(new IPEndPoint(IPAddress.Loopback, parsed.GetValue(_port)), Environment.CurrentDirectory, parsed.GetValue(_repaired)).RunAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C.
        }
        catch (SocketException e)
        {
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Incomplete, [$"cannot listen on port {parsed.GetValue(_port)}: {e.Message}"]);
        }
        catch (IndexOutOfRangeException e)
        {
            // The fault shall end the process as it would end one that nobody looks after.
            Environment.FailFast("Unhandled exception.", e);
        }
        return ExitCode.Clean;
    }
}
