using System.Net;
using System.Text;
using System.Text.Json;
using Leadglass.Audit.Storage;
using Leadglass.Audit.Syslog;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests.Audit;

/// <summary>The repository as a process of its own, which can be killed.</summary>
public sealed class RepositoryTests(PostgreSqlServer postgreSql) : IClassFixture<PostgreSqlServer>
{
    private const int InBatch = 50;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task KilledUnderLoad_HasEverythingWhoseConnectionWasClosedProperly()
    {
        using var folder = new TemporaryFolder();
        await KillUnderLoadAsync(folder.File("audit.db"), folder.File("journal"));
    }

    [RealPeerFact(PostgreSqlServer.Programs)]
    public async Task KilledUnderLoad_WithPostgreSql_HasEverythingWhoseConnectionWasClosedProperly()
    {
        using var folder = new TemporaryFolder();
        await KillUnderLoadAsync(await postgreSql.NewDatabaseAsync(Cancellation), folder.File("journal"));
    }

    [RealPeerFact(PostgreSqlServer.Programs)]
    public async Task DatabaseThatFailsUnderLoad_LosesNothingThatWasAcknowledgedAndTheServiceGoesOn()
    {
        using var folder = new TemporaryFolder();
        await using var database = new PostgreSqlServer();
        var store = await database.NewDatabaseAsync(Cancellation);
        var (server, ports) = await ServeAsync(store, folder.File("journal"));
        var (before, after) = (new List<string>(), new List<string>());
        var (enoughBefore, enoughAfter) = (new TaskCompletionSource(), new TaskCompletionSource());

        var load = LoadAsync(ports[0], 1, 5, before, enoughBefore); // ends early if a batch is refused
        await Task.WhenAny(enoughBefore.Task, load);
        await database.RestartAsync(Cancellation);
        var next = LoadAsync(ports[0], 2, 5, after, enoughAfter);
        await Task.WhenAny(enoughAfter.Task, next);
        await server.DisposeAsync();
        await Task.WhenAll(load, next);

        Assert.True(enoughBefore.Task.IsCompleted && enoughAfter.Task.IsCompleted, server.Errors);
        await HasAllAsync(store, folder.File("journal"), [.. before, .. after]);
    }

    private static async Task KillUnderLoadAsync(string path, string journal)
    {
        var acknowledged = new List<string>();
        for (var round = 1; round <= 3; round++)
        {
            var (server, ports) = await ServeAsync(path, journal);
            var enough = new TaskCompletionSource();
            var load = LoadAsync(ports[0], round, round * 4, acknowledged, enough);
            await Task.WhenAny(enough.Task, load);
            await server.DisposeAsync(); // SIGKILL, while the next batches are on their way
            await load;
            Assert.True(enough.Task.IsCompleted);
        }

        await HasAllAsync(path, journal, acknowledged);
    }

    private static async Task HasAllAsync(string path, string journal, List<string> acknowledged)
    {
        // What was acknowledged and not stored yet, the next start stores.
        var (server, _) = await ServeAsync(path, journal);
        await using (server)
            Assert.Equal(0, await AuditJournal.SettleAsync(journal, TimeSpan.FromMinutes(1), TimeProvider.System, Cancellation));
        var verified = await Product.RunAsync("audit", "verify", path);
        var exported = await Product.RunAsync("audit", "export", "--store", path);

        Assert.True(verified.ExitCode == 0, verified.Output + verified.Errors);
        var stored = exported.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => Encoding.UTF8.GetString(JsonDocument.Parse(line).RootElement.GetProperty("octets").GetBytesFromBase64())).ToHashSet();
        Assert.Subset(stored, acknowledged.ToHashSet());
    }

    [RealPeerFact("prlimit sh")]
    public async Task FileThatCannotGrow_RefusesAndServesOnAndHasEverythingThatWasAcknowledged()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("audit.db");
        var acknowledged = new List<string>();
        // The limit is an error, and no signal; .NET itself needs a large file for what it compiles, unless it is told not to.
        var (server, ports) = await ServeAsync(path, folder.File("journal"), ["sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh", "prlimit", "--fsize=300000"]);
        await using (server)
        {
            await LoadAsync(ports[0], 1, 1, acknowledged, new TaskCompletionSource()); // ends when a batch is refused
            var more = new List<string>();
            await LoadAsync(ports[0], 2, 1, more, new TaskCompletionSource());

            await server.WritesAsync("the disk fails, or a limit or quota of the system is reached", Cancellation);
            await server.WritesAsync("the file may not grow", Cancellation);
            Assert.Empty(more);
        }

        Assert.NotEmpty(acknowledged);
        await HasAllAsync(path, folder.File("journal"), acknowledged);
    }

    [RealPeerFact("prlimit sh")]
    public async Task SpoolThatCannotGrow_SaysSoAndSendsNothing()
    {
        using var folder = new TemporaryFolder();
        var message = Path.Combine(Repository.Root, "tests", "Leadglass.Audit.Tests", "Samples", "14-patient-record.xml");

        var sent = await ExternalProgram.RunAsync(
            "sh",
            ["-c", "trap '' XFSZ; exec \"$@\"", "sh", "prlimit", "--fsize=100", Leadglass, "audit", "send", message, "--to", "tcp://127.0.0.1:9", "--spool", folder.File("spool")],
            Cancellation,
            NoLargeFiles);

        Assert.Equal(3, sent.ExitCode);
        Assert.StartsWith("leadglass: ", sent.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.File("spool"), "*.syslog"));
    }

    [Fact]
    public async Task KilledBetweenReadingAndAcknowledging_DoesNotLookLikeAProperEnd()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "whether a program has read a socket empty is asked of /proc/net/tcp");
        using var folder = new TemporaryFolder();
        var (server, ports) = await ServeAsync(folder.File("audit.db"), folder.File("journal"));
        await using var sender = new SyslogSender(new SyslogSenderOptions { Receiver = new IPEndPoint(IPAddress.Loopback, ports[0]), Transport = SyslogTransport.Tcp });

        Assert.Null(await sender.SendAsync("<85>1 - - - - - - perhaps lost"u8.ToArray(), Cancellation));
        // What lies unread in the system would be a reset without our doing.
        while (!HasReadEverything(ports[0]))
            await Task.Yield();
        await server.DisposeAsync(); // SIGKILL

        Assert.NotNull(await sender.CloseAsync(Cancellation));
    }

    /// <summary>Whether the one connection to a port of this machine is established and holds nothing that its program has not read.</summary>
    private static bool HasReadEverything(int port) => File.ReadLines("/proc/net/tcp")
        .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Any(fields => fields[1] == $"0100007F:{port:X4}" && fields[3] == "01" && fields[4].EndsWith(":00000000", StringComparison.Ordinal));

    private static string Leadglass => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "leadglass.exe" : "leadglass");

    private static Dictionary<string, string> NoLargeFiles => new() { ["DOTNET_EnableWriteXorExecute"] = "0" };

    private static Task<(ExternalProgram Server, int[] Ports)> ServeAsync(string path, string journal, params string[] within) => ExternalProgram.StartServerAsync(
        1,
        ports =>
        {
            string[] command = [.. within, Leadglass, "audit", "serve", "--store", path, "--journal", journal, "--tcp", $"{ports[0]}", "--bind", "127.0.0.1"];
            return ExternalProgram.Start(command[0], command[1..], NoLargeFiles);
        },
        Cancellation);

    /// <summary>Sends batch after batch, each on a connection of its own, until the server is gone; keeps what was acknowledged by a proper end.</summary>
    private static async Task LoadAsync(int port, int round, int batches, List<string> acknowledged, TaskCompletionSource enough)
    {
        await using var sender = new SyslogSender(new SyslogSenderOptions { Receiver = new IPEndPoint(IPAddress.Loopback, port), Transport = SyslogTransport.Tcp });
        for (var batch = 0; ; batch++)
        {
            var messages = Enumerable.Range(0, InBatch).Select(number => $"<85>1 - - - - - - {round} {batch} {number}").ToList();
            foreach (var message in messages)
            {
                if (await sender.SendAsync(Encoding.UTF8.GetBytes(message), Cancellation) is not null)
                    return;
            }

            if (await sender.CloseAsync(Cancellation) is not null)
                return;
            acknowledged.AddRange(messages);
            if (batch + 1 == batches)
                enough.TrySetResult();
        }
    }
}
