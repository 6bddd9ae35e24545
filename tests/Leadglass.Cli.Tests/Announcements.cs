using System.Threading.Channels;

namespace Leadglass.Cli.Tests;

/// <summary>Standard error whose lines can be awaited, one after the other.</summary>
internal sealed class Announcements : StringWriter
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public Task<string> Next() => _lines.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();

    public override void WriteLine(string? value) => _lines.Writer.TryWrite(value ?? "");

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }
}
