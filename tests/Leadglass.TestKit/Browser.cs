using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Leadglass.TestKit;

/// <summary>Chromium with one page, driven by its own protocol (Chrome DevTools) as a person would drive it: go somewhere, type, press, look.</summary>
public sealed class Browser : IAsyncDisposable
{
    /// <summary>For <see cref="RealPeerFactAttribute"/>.</summary>
    public const string Program = "chromium";

    private readonly TemporaryFolder _folder;
    private readonly ExternalProgram _program;
    private readonly ClientWebSocket _socket = new();
    private int _number;

    private Browser(TemporaryFolder folder, ExternalProgram program) => (_folder, _program) = (folder, program);

    /// <summary>Starts it.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="ignoresCertificates">Whether it takes any certificate, as tests make their own.</param>
    /// <returns>The browser with an empty page.</returns>
    public static async Task<Browser> StartAsync(CancellationToken cancellation, bool ignoresCertificates = false)
    {
        var folder = new TemporaryFolder();
        var program = ExternalProgram.Start(
            Program,
            ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage", "--remote-debugging-port=0", $"--user-data-dir={folder.File("profile")}", .. ignoresCertificates ? ["--ignore-certificate-errors"] : Array.Empty<string>(), "about:blank"]);
        var browser = new Browser(folder, program);
        await program.WritesAsync("DevTools listening on ws://", cancellation);
        var port = File.ReadLines(folder.File("profile/DevToolsActivePort")).First();
        using var client = new HttpClient();
        var pages = JsonNode.Parse(await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/json/list"), cancellation))!.AsArray();
        var page = pages.First(static target => $"{target!["type"]}" == "page")!;
        await browser._socket.ConnectAsync(new Uri($"{page["webSocketDebuggerUrl"]}"), cancellation);
        await browser.AskAsync("Page.enable", [], cancellation);
        return browser;
    }

    /// <summary>Makes the window as wide as a desk or a hand.</summary>
    /// <param name="width">In CSS pixels.</param>
    /// <param name="height">In CSS pixels.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task ResizeAsync(int width, int height, CancellationToken cancellation) => AskAsync(
        "Emulation.setDeviceMetricsOverride",
        new JsonObject { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600 },
        cancellation);

    /// <summary>Goes to a page and waits until it is there.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task GoToAsync(Uri address, CancellationToken cancellation) => LeaveAsync($"location.href = {JsonSerializer.Serialize(address.AbsoluteUri)}", cancellation);

    /// <summary>Writes into a field.</summary>
    /// <param name="name">The name of the field.</param>
    /// <param name="value">What to write.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task FillAsync(string name, string value, CancellationToken cancellation) =>
        EvaluateAsync($"document.querySelector({JsonSerializer.Serialize($"main [name={name}]")}).value = {JsonSerializer.Serialize(value)}", cancellation);

    /// <summary>Presses a button, or follows a link, that leads to another page; waits until that is there.</summary>
    /// <param name="words">What stands on it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task PressAsync(string words, CancellationToken cancellation) =>
        LeaveAsync($"[...document.querySelectorAll('button, a')].find(e => e.textContent.trim() === {JsonSerializer.Serialize(words)}).click()", cancellation);

    /// <summary>The value of an expression of JavaScript, as text.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<string> EvaluateAsync(string expression, CancellationToken cancellation)
    {
        var answer = await AskAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true }, cancellation);
        return answer["exceptionDetails"] is null ? $"{answer["result"]?["value"]}" : throw new ProgramFailedException($"Chromium says: {answer.ToJsonString()}");
    }

    /// <summary>What a person reads on the page.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<string> TextAsync(CancellationToken cancellation) => EvaluateAsync("document.body.innerText", cancellation);

    /// <summary>A picture of the whole page.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>PNG.</returns>
    public async Task<byte[]> PictureAsync(CancellationToken cancellation) =>
        Convert.FromBase64String($"{(await AskAsync("Page.captureScreenshot", new JsonObject { ["captureBeyondViewport"] = true }, cancellation))["data"]}");

    /// <summary>Ends the browser.</summary>
    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _program.DisposeAsync();
        _folder.Dispose();
    }

    private async Task LeaveAsync(string script, CancellationToken cancellation)
    {
        // A mark that the next page has not.
        await EvaluateAsync("window.leaving = true", cancellation);
        await EvaluateAsync(script, cancellation);
        while (await EvaluateAsync("window.leaving === undefined && document.readyState === 'complete'", cancellation) != "true")
            await Task.Delay(10, cancellation);
    }

    private async Task<JsonNode> AskAsync(string method, JsonObject parameters, CancellationToken cancellation)
    {
        var number = ++_number;
        var question = new JsonObject { ["id"] = number, ["method"] = method, ["params"] = parameters };
        await _socket.SendAsync(Encoding.UTF8.GetBytes(question.ToJsonString()), WebSocketMessageType.Text, true, cancellation);
        while (true)
        {
            var message = await ReceiveAsync(cancellation);
            if (message["id"]?.GetValue<int>() != number)
                continue; // an event
            return message["result"] ?? throw new ProgramFailedException($"Chromium refuses {method}: {message.ToJsonString()}");
        }
    }

    private async Task<JsonNode> ReceiveAsync(CancellationToken cancellation)
    {
        using var whole = new MemoryStream();
        var part = new byte[64 * 1024];
        WebSocketReceiveResult received;
        do
        {
            received = await _socket.ReceiveAsync(part, cancellation);
            if (received.MessageType == WebSocketMessageType.Close)
                throw new ProgramFailedException($"Chromium ended.\n{_program.Errors}");
            whole.Write(part, 0, received.Count);
        }
        while (!received.EndOfMessage);

        return JsonNode.Parse(whole.ToArray())!;
    }
}
