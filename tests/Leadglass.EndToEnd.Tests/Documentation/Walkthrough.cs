using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests.Documentation;

/// <summary>
/// Does what a page tells its reader to do, in a folder of its own, on a terminal of 100 columns. Blocks marked <c>console</c> are commands with
/// what they show; <c>console server</c> starts a server in a second terminal, which replaces the one before; <c>json NAME</c>, <c>yaml NAME</c> and <c>xml NAME</c> are files.
/// </summary>
internal sealed partial class Walkthrough : IAsyncDisposable
{
    /// <summary>What every walk needs: the terminal comes from <c>script</c>.</summary>
    public const string Programs = "script stty sh";

    private const string Elided = "…";
    private const int FirstLabPort = 11200;
    private const int LabPorts = 27;
    private const int Patience = 10_000;

    private readonly Page _page;
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _realPorts;
    private readonly Dictionary<string, string> _shownPorts;
    private ExternalProgram? _server;
    private int _lastExitCode;

    private Walkthrough(Page page)
    {
        _page = page;
        // nmap leaves out of "unknown" what its table has a name for: between 29,167 and 29,999 there is none.
        // With as many digits as on the page, since tables are as wide as their content; below the ports that the system hands out by itself.
        var orthanc = FindFreeRange(5_000, 2);
        var lab = FindFreeRange(29_200, LabPorts);
        _realPorts = Enumerable.Range(0, LabPorts).ToDictionary(i => Text(FirstLabPort + i), i => Text(lab + i));
        _realPorts["4242"] = Text(orthanc);
        _realPorts["8042"] = Text(orthanc + 1);
        _shownPorts = _realPorts.ToDictionary(pair => pair.Value, pair => pair.Key);
        File.CreateSymbolicLink(_folder.File("leadglass"), Path.Combine(AppContext.BaseDirectory, "leadglass"));
    }

    /// <summary>Walks through a page from top to bottom.</summary>
    /// <param name="path">The page, from the root of the repository.</param>
    public static async Task DoAsync(string path)
    {
        await using var walk = new Walkthrough(Pages.Read(path));
        foreach (var block in walk._page.Blocks)
            await walk.DoAsync(block);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Dispose();
    }

    private async Task DoAsync(Page.Block block)
    {
        switch (block.Info.Split(' '))
        {
            case ["console"]:
                foreach (var (command, shown) in Commands(block))
                    await RunAsync(command, shown);
                break;
            case ["console", "server"]:
                var (server, ready) = Assert.Single(Commands(block));
                await StartAsync(server, ready[^1]);
                break;
            case ["json" or "yaml" or "xml", var file]:
                _folder.Write(file, WithRealPorts(string.Join('\n', block.Lines)));
                break;
            default:
                break;
        }
    }

    private async Task RunAsync(string command, List<string> shown)
    {
        // Standard error goes past the terminal, so that no progress is drawn; it is shown after the rest.
        var line = $"cd '{_folder.Path}' && stty cols 100 && (exit {_lastExitCode}); {WithRealPorts(command)} 2> '{_folder.Path}/.errors'";
        var result = await ExternalProgram.RunAsync(
            "sh", ["-c", $"SHELL=/bin/sh TERM=xterm NO_COLOR=1 LC_ALL=C.UTF-8 PATH=$PATH:/usr/sbin script --quiet --return --command \"$1\" /dev/null < /dev/null; echo \"exit $?\"; cat '{_folder.Path}/.errors'", "sh", line],
            TestContext.Current.CancellationToken);
        var output = Normal(WithShownPorts(Control().Replace(result.AllOutput.ReplaceLineEndings("\n"), "")));
        var exit = ExitLine().Matches(output)[^1];
        _lastExitCode = int.Parse(exit.Groups["code"].Value, CultureInfo.InvariantCulture);
        var written = output.Remove(exit.Index, exit.Length);
        Assert.True(Pattern(shown).IsMatch(written), $"{_page.Path} shows for '{command}':\n{string.Join('\n', shown)}\nbut it is:\n{written}");
    }

    private async Task StartAsync(string command, string ready)
    {
        if (_server is not null)
            await _server.DisposeAsync();
        // The page takes the ports that the hospital takes by itself; this machine may need them.
        var options = command == "./leadglass lab" ? $" --first-port {_realPorts[Text(FirstLabPort)]}" : "";
        _server = ExternalProgram.Start("sh", ["-c", $"cd '{_folder.Path}' && PATH=$PATH:/usr/sbin && exec {WithRealPorts(command)}{options}"]);
        await _server.WritesAsync(WithRealPorts(ready.Replace(Elided, "", StringComparison.Ordinal).Trim()), TestContext.Current.CancellationToken);
    }

    private static List<(string Command, List<string> Shown)> Commands(Page.Block block)
    {
        var commands = new List<(string Command, List<string> Shown)>();
        foreach (var line in block.Lines)
        {
            if (line.StartsWith("$ ", StringComparison.Ordinal))
                commands.Add((line[2..], []));
            else
                commands[^1].Shown.Add(line);
        }

        return commands;
    }

    // A line of … alone stands for any lines, … inside a line for any text; everything else must be there as it is.
    private static Regex Pattern(IEnumerable<string> shown)
    {
        var lines = shown.Select(line => line == Elided ? "(?:.*\n)*?" : $"{Regex.Escape(Normal(line)).Replace(Elided, ".*", StringComparison.Ordinal)} *\n");
        return new Regex($@"\A{string.Concat(lines)}\n*\z", RegexOptions.None, TimeSpan.FromMilliseconds(Patience));
    }

    // What is different on every run.
    private static string Normal(string text) => Moment().Replace(Duration().Replace(Drawn().Replace(text, "(drawn)"), "in (time):"), "(moment)");

    private string WithRealPorts(string text) => Port().Replace(text, match => _realPorts.GetValueOrDefault(match.Value, match.Value));

    private string WithShownPorts(string text) => Port().Replace(text, match => _shownPorts.GetValueOrDefault(match.Value, match.Value));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int FindFreeRange(int from, int count)
    {
        for (var first = from + (Environment.ProcessId % 700); ; first += count)
        {
            if (Enumerable.Range(first, count).All(IsFree))
                return first;
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\b[0-9]{4,5}\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Patience)]
    private static partial Regex Port();

    [GeneratedRegex(@"in [0-9]+(\.[0-9])? s:", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Patience)]
    private static partial Regex Duration();

    [GeneratedRegex(@"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8} \+00:00", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Patience)]
    private static partial Regex Moment();

    [GeneratedRegex(@"2\.25\.[0-9]{10,}|LG[0-9]{6}|(LEADGLASS|leadglass)-[0-9a-f]{12}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Patience)]
    private static partial Regex Drawn();

    // What a terminal is told before the first word, and the end of input that `script` types.
    [GeneratedRegex(@"\x1b\[\?[0-9]+[a-z]|\x1b[=>]|\^D\x08\x08", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Patience)]
    private static partial Regex Control();

    [GeneratedRegex("^exit (?<code>[0-9]+)\n", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Patience)]
    private static partial Regex ExitLine();
}
