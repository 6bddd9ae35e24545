using System.Runtime.CompilerServices;
using Leadglass.EndToEnd.Tests.Peers;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests.Tls;

/// <summary>The commands of docs/how-to/turn-on-encryption.md, as they stand there but for ports and paths, in their order.</summary>
public sealed class TurnOnEncryptionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [RealPeerFact("haproxy storescp echoscu")]
    public async Task Page_ItsCommands_LeadFromClearTextToB12()
    {
        using var folder = new TemporaryFolder();
        await using var archive = await Storescp.StartAsync(Cancellation);
        var ports = LoopbackPorts.FindFree(3);
        var commands = new Queue<string>(CommandsOfThePage().Select(command => command
            .Replace("11112", $"{archive.Dicom.Port}", StringComparison.Ordinal)
            .Replace("2762", $"{ports[0]}", StringComparison.Ordinal)
            .Replace("--listen 2763 --clear-port 11113", $"--listen {ports[1]} --clear-port {ports[2]}", StringComparison.Ordinal)
            .Replace(" pki/", $" {folder.Path}/pki/", StringComparison.Ordinal)
            .Replace(" new pki ", $" new {folder.Path}/pki ", StringComparison.Ordinal)
            .Replace("--ca pki", $"--ca {folder.Path}/pki", StringComparison.Ordinal)));

        var before = await RunAsync(commands.Dequeue());
        Assert.Contains("DICOM is spoken in clear text", before.Output, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync(commands.Dequeue())).ExitCode);
        foreach (var file in Directory.GetFiles(Path.Combine(folder.Path, "pki/configuration")))
        {
            var text = (await File.ReadAllTextAsync(file, Cancellation)).Replace("2762", $"{ports[0]}", StringComparison.Ordinal);
            await File.WriteAllTextAsync(file, text.Replace("127.0.0.1:11112", $"{archive.Dicom}", StringComparison.Ordinal), Cancellation);
        }

        var proxy = commands.Dequeue().Split(' ');
        await using var haproxy = ExternalProgram.Start(proxy[0], [.. proxy[1..], "-db"]);
        await haproxy.ListensAsync(ports[0], Cancellation);

        var verdict = await RunAsync(commands.Dequeue());
        Assert.Equal(0, verdict.ExitCode);
        Assert.Matches("B\\.12 hold", verdict.Output);

        Assert.Equal(0, (await RunAsync(commands.Dequeue())).ExitCode);
        Assert.NotEqual(0, (await RunAsync(commands.Dequeue())).ExitCode);

        var client = commands.Dequeue();
        var modality = (await File.ReadAllTextAsync(Path.Combine(folder.Path, "pki/configuration/dcmtk-echoscu.sh"), Cancellation))
            .Replace($"{ports[0]}", $"{ports[1]}", StringComparison.Ordinal);
        var recording = RunAsync(client);
        var script = folder.Write("modality.sh", modality);
        while (!recording.IsCompleted)
            await ExternalProgram.RunAsync("sh", [script], Cancellation);
        Assert.Contains("18 of 18 steps", (await recording).Output, StringComparison.Ordinal);

        Assert.Empty(commands);
    }

    private static Task<ProgramResult> RunAsync(string command)
    {
        var words = command.Split(' ');
        return words[0] == "leadglass" ? Product.RunAsync(words[1..]) : ExternalProgram.RunAsync(words[0], words[1..], Cancellation);
    }

    private static IEnumerable<string> CommandsOfThePage([CallerFilePath] string here = "")
    {
        var page = Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/how-to/turn-on-encryption.md");
        return File.ReadLines(page).Where(static line => line.StartsWith("    ", StringComparison.Ordinal)).Select(static line => line.Trim());
    }
}
