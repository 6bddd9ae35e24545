using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Leadglass.Audit.Messages;
using Leadglass.Findings;

namespace Leadglass.Audit.Alerts;

/// <summary>Posts alerts as JSON. Names users and sources, and no patient, study or file.</summary>
/// <param name="client">Sends; with a timeout, and without following redirections.</param>
/// <param name="url">Where to.</param>
public sealed class AlertWebhook(HttpClient client, Uri url)
{
    /// <summary>Posts one alert.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns><see langword="null"/> if the answer was a success (2xx), otherwise why not.</returns>
    public async Task<string?> SendAsync(Alert alert, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Json(alert).ToJsonString()));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        try
        {
            // What is answered is not read.
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode ? null : $"the answer was {(int)response.StatusCode}";
        }
        catch (HttpRequestException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {client.Timeout.TotalSeconds:0} s";
        }
    }

    /// <summary>What is posted.</summary>
    /// <param name="alert">The alert.</param>
    public static JsonObject Json(Alert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        var (incident, finding) = alert;
        return new JsonObject
        {
            ["rule"] = finding.Rule.Id,
            ["title"] = finding.Rule.Title,
            ["severity"] = finding.Severity.ToString().ToLowerInvariant(),
            ["record"] = incident.Sequence,
            ["source"] = VisibleText.Of(AlertText.Shown(incident.Source)),
            ["noticed"] = AuditTime.Format(incident.At),
            ["evidence"] = new JsonArray([.. finding.Evidence.Select(static line => (JsonNode)JsonValue.Create(VisibleText.Of(line)))]),
            ["remedy"] = finding.Remedy,
        };
    }
}
