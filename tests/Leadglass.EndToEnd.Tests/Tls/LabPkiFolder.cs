using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests.Tls;

/// <summary>A folder that <c>leadglass tls pki new</c> made: an archive and a modality that calls it.</summary>
public sealed class LabPkiFolder : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public string Path => System.IO.Path.Combine(_folder.Path, "pki");

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public async ValueTask InitializeAsync()
    {
        var result = await Product.RunAsync("tls", "pki", "new", Path, "--host", "localhost", "--host", "127.0.0.1", "--ae", "ARCHIVE", "--ae", "MODALITY", "--days", "30");
        Assert.True(result.ExitCode == 0, result.AllOutput);
    }

    /// <summary>A configuration as it was made, but for its ports: the real ones may be taken on the machine that tests.</summary>
    public string Configuration(string name, int tlsPort, int clearPort = 0) => System.IO.File.ReadAllText(File($"configuration/{name}"))
        .Replace("2762", $"{tlsPort}", StringComparison.Ordinal)
        .Replace("127.0.0.1:11112", $"127.0.0.1:{clearPort}", StringComparison.Ordinal);

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
