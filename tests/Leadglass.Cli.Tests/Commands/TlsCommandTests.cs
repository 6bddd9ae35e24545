using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Commands;

/// <summary>The commands of <c>leadglass tls</c>, as typed: what they refuse, what they print, and how they end.</summary>
public sealed class TlsCommandTests
{
    // What sslscan 2 writes, cut down to what the verdict on TLS 1.0 needs.
    private const string Sslscan = """
        <?xml version="1.0" encoding="UTF-8"?>
        <document title="SSLScan Results" version="2.0.7" web="http://github.com/rbsec/sslscan">
         <ssltest host="pacs.example" sniname="pacs.example" port="2762">
          <protocol type="ssl" version="2" enabled="0" />
          <protocol type="ssl" version="3" enabled="0" />
          <protocol type="tls" version="1.0" enabled="1" />
          <protocol type="tls" version="1.1" enabled="0" />
          <protocol type="tls" version="1.2" enabled="1" />
          <protocol type="tls" version="1.3" enabled="0" />
          <cipher status="preferred" sslversion="TLSv1.2" bits="128" cipher="ECDHE-RSA-AES128-GCM-SHA256" id="0xC02F" strength="strong" />
          <cipher status="preferred" sslversion="TLSv1.0" bits="128" cipher="AES128-SHA" id="0x002F" strength="acceptable" />
         </ssltest>
        </document>
        """;

    public static TheoryData<string> Formats => ["json", "sarif", "html", "markdown", "junit", "csv", "jsonl"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("tls", "server client evaluate pki")]
    [InlineData("tls server", "--claim --profile --scope --budget --format --output")]
    [InlineData("tls client", "--listen --clear-port --claim --ca --host --format")]
    [InlineData("tls evaluate", "--claim --profile sslscan testssl sslyze nmap")]
    [InlineData("tls pki", "new revoke")]
    [InlineData("tls pki new", "--host --ae --days --name")]
    [InlineData("tls pki revoke", "serial|file")]
    public async Task Help_NamesWhatThereIs(string command, string words)
    {
        var help = (await Cli.RunAsync([.. command.Split(' '), "--help"])).Ended(0).Out;

        Assert.All(words.Split(' '), word => Assert.Contains(word, help, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("tls server --cl", "--claim")]
    [InlineData("tls pki ", "revoke")]
    [InlineData("tls ev", "evaluate")]
    [InlineData("tls client --format ", "sarif")]
    public async Task Suggest_UnfinishedLine_OffersWhatFits(string line, string offered)
    {
        var typed = $"leadglass {line}";

        Assert.Contains(offered, (await Cli.RunAsync($"[suggest:{typed.Length}]", typed)).Ended(0).Out.Split(Environment.NewLine));
    }

    [Fact]
    public async Task Server_EverythingWrong_SaysAllOfItAtOnce()
    {
        var result = (await Cli.RunAsync("tls", "server", "10.0.0.0/24", "--claim", "B.99", "--profile", "/none/site.yaml", "--budget", "0", "--output", "report.doc")).Ended(2);

        Assert.Equal(5, result.ErrorLines.Length);
        Assert.All(result.ErrorLines, static line => Assert.StartsWith("leadglass: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Server_PublicAddressWithoutAScope_IsRefusedBeforeAnyConnection() => (await Cli.RunAsync("tls", "server", "203.0.113.9")).Ended(4);

    [Fact]
    public async Task Server_WhereNobodyListens_SaysWhy() => Assert.Contains(
        "nothing listens there: the connection was refused",
        (await Cli.RunAsync("tls", "server", $"127.0.0.1:{LoopbackPorts.FindFree(1)[0]}")).Ended(3).Out,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task Server_WhereNobodyListens_IsNoPass(string host)
    {
        var result = await Cli.RunAsync("tls", "server", $"{host}:{LoopbackPorts.FindFree(1)[0]}", "--format", "json");

        Assert.Equal(3, result.ExitCode);
        Assert.DoesNotContain(JsonNode.Parse(result.Out)!["findings"]!.AsArray(), static finding => (string?)finding!["verdict"] == "pass");
    }

    [Fact]
    public async Task Server_ThatSpeaksNoTls_IsNoPass()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var greeting = GreetAsync(listener);

        var result = await Cli.RunAsync("tls", "server", $"{listener.LocalEndpoint}", "--claim", "B.12", "--format", "json");
        listener.Stop();
        await greeting;

        var verdicts = JsonNode.Parse(result.Out)!["findings"]!.AsArray().ToLookup(static finding => (string?)finding!["verdict"], static finding => (string?)finding!["ruleId"]);
        Assert.NotEqual(0, result.ExitCode);
        Assert.DoesNotContain("LG-TLS-060", verdicts["pass"]);
        Assert.DoesNotContain("LG-TLS-061", verdicts["pass"]);
    }

    [Fact]
    public async Task Client_EverythingWrong_SaysAllOfItAtOnce()
    {
        var result = (await Cli.RunAsync("tls", "client", "--listen", "70000", "--clear-port", "-1", "--claim", "B.99", "--host", "a b", "--output", "report.doc")).Ended(2);

        Assert.Equal(5, result.ErrorLines.Length);
    }

    [Fact]
    public async Task Client_FolderThatIsNoAuthority_IsExit2()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains("is no folder of leadglass tls pki new", (await Cli.RunAsync("tls", "client", "--listen", "0", "--ca", folder.Path)).Ended(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_PortThatIsTaken_SaysSo()
    {
        using var taken = new TcpListener(IPAddress.IPv6Any, 0) { ExclusiveAddressUse = true };
        taken.Server.DualMode = true;
        taken.Start();

        Assert.Contains("Choose another port", (await Cli.RunAsync("tls", "client", "--listen", $"{((IPEndPoint)taken.LocalEndpoint).Port}")).Ended(3).Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Client_Interrupted_WritesWhatItHasInEveryFormat(string format)
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        var result = await Cli.RunUntilAsync(cancellation.Token, "tls", "client", "--listen", "0", "--host", "localhost", "--format", format);

        Assert.Equal(3, result.ExitCode);
        AssertReadable(format, result.Out);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Evaluate_Report_IsWrittenInEveryFormat(string format)
    {
        using var folder = new TemporaryFolder();

        var result = (await Cli.RunAsync("tls", "evaluate", folder.Write("scan.xml", Sslscan), "--claim", "B.12", "--format", format)).Ended(1);

        AssertReadable(format, result.Out);
        Assert.Contains("LG-TLS-060", result.Out, StringComparison.Ordinal);
        Assert.Contains("TLS 1.0", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_FilesThatAreNone_NamesEachAndItsFault()
    {
        using var folder = new TemporaryFolder();
        var broken = folder.Write("käputt.xml", "<nmaprun><host>");

        var result = (await Cli.RunAsync("tls", "evaluate", folder.File("none.xml"), folder.Path, broken)).Ended(2);

        Assert.Equal(3, result.ErrorLines.Length);
        Assert.Contains("käputt.xml:1: not well-formed XML", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PkiNew_FolderWithBlanksAndLettersOfAllKinds_HoldsPathsThatWork()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("Röntgen Abteilung 放射線");

        (await Cli.RunAsync("tls", "pki", "new", path, "--host", "localhost", "--days", "1")).Ended(0);

        Assert.Contains($"\"{path.Replace('\\', '/')}/ca.crt\"", await File.ReadAllTextAsync(Path.Combine(path, "configuration", "haproxy.cfg"), Cancellation), StringComparison.Ordinal);
        (await Cli.RunAsync("tls", "pki", "revoke", path, Path.Combine(path, "ARCHIVE", "client-rsa.crt"))).Ended(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("it's")]
    [InlineData("$HOME")]
    public async Task PkiNew_FolderThatCannotBe_IsExit2AndMakesNothing(string name)
    {
        using var folder = new TemporaryFolder();

        (await Cli.RunAsync("tls", "pki", "new", name.Length == 0 ? "" : $"{folder.Path}/{name}")).Ended(2);

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task PkiNew_BelowAFile_IsASentenceAndMakesNothing()
    {
        using var folder = new TemporaryFolder();

        var result = (await Cli.RunAsync("tls", "pki", "new", Path.Combine(folder.Write("file", ""), "pki"), "--days", "1")).Ended(3);

        Assert.EndsWith("Nothing was made.", result.Error.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", "1234", "is no folder of leadglass tls pki new")]
    [InlineData("", "1234", "is no folder of leadglass tls pki new")]
    public async Task PkiRevoke_NoSuchFolder_IsExit2(string name, string which, string error)
    {
        using var folder = new TemporaryFolder();

        Assert.Contains(error, (await Cli.RunAsync("tls", "pki", "revoke", Path.Combine(folder.Path, name), which)).Ended(2).Error, StringComparison.Ordinal);
    }

    /// <summary>Says what an SSH server says, to whoever comes.</summary>
    private static async Task GreetAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                using var socket = await listener.AcceptSocketAsync(Cancellation);
                await socket.SendAsync("SSH-2.0-OpenSSH_9.2\r\n"u8.ToArray(), Cancellation);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }

    private static void AssertReadable(string format, string text)
    {
        switch (format)
        {
            case "json" or "sarif":
                Assert.NotNull(JsonNode.Parse(text));
                break;
            case "jsonl":
                Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), static line => Assert.NotNull(JsonNode.Parse(line)));
                break;
            case "junit":
                Assert.NotNull(XDocument.Parse(text).Root);
                break;
            case "html":
                Assert.StartsWith("<!doctype html>", text, StringComparison.OrdinalIgnoreCase);
                break;
            default:
                Assert.NotEmpty(text);
                break;
        }
    }
}
