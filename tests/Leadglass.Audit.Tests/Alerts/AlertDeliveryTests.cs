using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Leadglass.Audit.Alerts;
using Leadglass.Audit.Building;
using Leadglass.Audit.Messages;
using Leadglass.TestKit;
using static Leadglass.Audit.Tests.Alerts.Ward;

namespace Leadglass.Audit.Tests.Alerts;

public sealed class AlertDeliveryTests
{
    private static readonly Alert Exported = new Ward().Hears(0, Export(Participants.Medium(MediaKind.UsbDisk, "file:///Doe^Jane"), "smith\u202e")).Alerts[0];
    private static readonly AuditMessage Message = WatchMark.Activity(started: true, new AuditSource { Id = "arr" }, At(0));

    [Fact]
    public async Task Webhook_ThatFailsTwice_GetsItAtTheThirdAttempt()
    {
        var time = new ManualTime();
        using var hook = new Hook(HttpStatusCode.ServiceUnavailable, HttpStatusCode.Found, HttpStatusCode.NoContent);
        var failures = new List<string>();
        await using (var delivery = new AlertDelivery("hook", hook.SendAsync, time, failures.Add))
        {
            delivery.Take(Exported, Message);
            await hook.NextAsync();
            await time.AdvanceWhenAwaitedAsync(TimeSpan.FromSeconds(1));
            await hook.NextAsync();
            await time.AdvanceWhenAwaitedAsync(TimeSpan.FromSeconds(5));
            await hook.NextAsync();
        }

        Assert.Empty(failures);
    }

    [Fact]
    public async Task Webhook_ThatNeverWorks_IsGivenUpAndSaidAndTheNextIsTried()
    {
        var time = new ManualTime();
        using var hook = new Hook([.. Enumerable.Repeat(HttpStatusCode.InternalServerError, 4), HttpStatusCode.OK]);
        var failures = Channel.CreateUnbounded<string>();
        await using var delivery = new AlertDelivery("hook", hook.SendAsync, time, reason => failures.Writer.TryWrite(reason));

        delivery.Take(Exported, Message);
        foreach (var pause in new[] { 1, 5, 25 })
        {
            await hook.NextAsync();
            await time.AdvanceWhenAwaitedAsync(TimeSpan.FromSeconds(pause));
        }

        Assert.Equal("alert LG-AUD-112 about record 1 was not sent to hook: the answer was 500. It is in the store", await failures.Reader.ReadAsync(TestContext.Current.CancellationToken));
        await hook.NextAsync();
        delivery.Take(Exported, Message);
        await hook.NextAsync();
    }

    [Fact]
    public async Task Webhook_NamesUserSourceAndRecordAndNoPatientOrFile()
    {
        using var hook = new Hook(HttpStatusCode.OK);

        Assert.Null(await hook.SendAsync(Exported, Message, TestContext.Current.CancellationToken));

        var posted = await hook.NextAsync();
        var json = JsonDocument.Parse(posted).RootElement;
        Assert.Equal(("LG-AUD-112", "medium", 1, "ws7"), (json.GetProperty("rule").GetString(), json.GetProperty("severity").GetString(), json.GetProperty("record").GetInt32(), json.GetProperty("source").GetString()));
        // What would turn the line round is written out.
        Assert.Equal("smith\\u{202E}@example.org exported to a medium.", json.GetProperty("evidence")[1].GetString());
        Assert.All(new[] { "Doe", "Jane", "PID-1", "file:" }, hidden => Assert.DoesNotContain(hidden, posted, StringComparison.Ordinal));
    }

    /// <summary>A webhook that answers as it is told, once each.</summary>
    private sealed class Hook : HttpMessageHandler
    {
        private readonly Queue<HttpStatusCode> _answers;
        private readonly Channel<string> _posted = Channel.CreateUnbounded<string>();
        private readonly AlertWebhook _webhook;

        public Hook(params HttpStatusCode[] answers) => (_answers, _webhook) = (new Queue<HttpStatusCode>(answers), new AlertWebhook(new HttpClient(this), new Uri("https://hook.example.org/")));

        public Task<string?> SendAsync(Alert alert, AuditMessage message, CancellationToken cancellationToken) => _webhook.SendAsync(alert, cancellationToken);

        public async Task<string> NextAsync() => await _posted.Reader.ReadAsync(TestContext.Current.CancellationToken);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await _posted.Writer.WriteAsync(await request.Content!.ReadAsStringAsync(cancellationToken), cancellationToken);
            return new HttpResponseMessage(_answers.Dequeue());
        }
    }
}
