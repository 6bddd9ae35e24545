using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Leadglass.Findings;
using Leadglass.Lab;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass lab client</c>: a client with known faults, for exercises in fuzzing.</summary>
internal sealed class LabClientCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly Argument<int> _port = new("port") { Description = "Port on loopback to connect to." };
    private readonly Option<bool> _repaired = new("--repaired") { Description = "Without the faults." };

    public LabClientCommand(Surroundings surroundings)
        : base("client", "Runs a practice workstation that can be crashed, stopped and filled by broken answers; it asks once for the studies of a server on this machine.")
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
            await _surroundings.Out.WriteLineAsync(await new PracticeClient(new IPEndPoint(IPAddress.Loopback, parsed.GetValue(_port)), parsed.GetValue(_repaired)).RunAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C.
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Incomplete, [$"port {parsed.GetValue(_port)}: {e.Message}"]);
        }
        catch (ArgumentOutOfRangeException e)
        {
            // The fault shall end the process as it would end one that nobody looks after.
            Environment.FailFast("Unhandled exception.", e);
        }
        return ExitCode.Clean;
    }
}
