using System.Net;
using System.Runtime.CompilerServices;

namespace Leadglass.Exposure.External;

/// <summary>
/// Asks Shodan about own networks: <c>GET /shodan/host/{ip}</c> for one address, <c>GET /shodan/host/search</c> for a network (developer.shodan.io/api). One request a second.
/// Shodan alone is contacted, none of the addresses. The key stands in the request and nowhere else.
/// </summary>
/// <param name="http">What carries the requests, with <see cref="Address"/> as its base; must not follow redirections, which would carry the key elsewhere.</param>
/// <param name="key">The key of the user's account.</param>
/// <param name="time">Clock for the pause.</param>
public sealed class ShodanClient(HttpClient http, string key, TimeProvider time)
{
    /// <summary>The most pages that are asked for of one search.</summary>
    public const int MaximumPages = 10;

    private const int FullPage = 100;
    private const int MaximumAnswer = 64 << 20;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly List<string> _problems = [];
    private bool _asked;

    /// <summary>Where Shodan answers.</summary>
    public static Uri Address { get; } = new("https://api.shodan.io/");

    /// <summary>What could not be had. Complete when the sightings have been enumerated.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The requests for one network, without the key and the number of the page.</summary>
    public static IReadOnlyList<string> RequestsFor(IPNetwork network) => network.PrefixLength == network.BaseAddress.GetAddressBytes().Length * 8
        ? [$"shodan/host/{network.BaseAddress}"]
        : [.. SearchQueries.Shodan(network).Select(query => $"shodan/host/search?query={Uri.EscapeDataString(query)}")];

    /// <summary>Asks about networks, one request after the other, as the sightings are asked for.</summary>
    /// <param name="networks">Own networks.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<Sighting> AskAsync(IEnumerable<IPNetwork> networks, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(networks);
        foreach (var request in networks.SelectMany(RequestsFor))
        {
            var isSearch = request.Contains('?', StringComparison.Ordinal);
            for (var page = 1; ; page++)
            {
                var sightings = await GetAsync(request, isSearch ? $"{request}&page={page}&key=" : $"{request}?key=", cancellationToken);
                foreach (var sighting in sightings)
                    yield return sighting;
                if (!isSearch || sightings.Count < FullPage)
                    break;
                if (page == MaximumPages)
                {
                    _problems.Add($"{request}: more than {MaximumPages * FullPage:N0} answers: ask about smaller networks");
                    break;
                }
            }
        }
    }

    private async Task<List<Sighting>> GetAsync(string name, string request, CancellationToken cancellationToken)
    {
        if (_asked)
            await Task.Delay(Pause, time, cancellationToken);
        _asked = true;
        try
        {
            using var answer = await http.GetAsync(new Uri(request + Uri.EscapeDataString(key), UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (answer.StatusCode == HttpStatusCode.NotFound && !request.Contains("search", StringComparison.Ordinal))
                return [];   // Shodan knows nothing about this address
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                _problems.Add($"{name}: {Words(answer.StatusCode)}");
                return [];
            }

            await answer.Content.LoadIntoBufferAsync(MaximumAnswer, cancellationToken);
            using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            var reader = new ExportReader(name);
            var sightings = reader.Read(body).ToList();
            // An answer that lists nothing is an answer.
            if (reader.Count > 0)
                _problems.AddRange(reader.Problems);
            return sightings;
        }
        catch (HttpRequestException e)
        {
            _problems.Add($"{name}: {e.Message}");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _problems.Add($"{name}: no answer in {http.Timeout.TotalSeconds:0} s");
        }

        return [];
    }

    private static string Words(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => "Shodan does not know the key (401): copy it from account.shodan.io",
        HttpStatusCode.Forbidden => "the account may not ask this (403): searches by network need a paid account",
        HttpStatusCode.TooManyRequests => "too many requests (429): wait a minute and run again",
        _ => $"Shodan answers {(int)status}: run again later",
    };
}
