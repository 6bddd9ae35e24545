namespace Leadglass.Fuzzing.Web;

/// <summary>What a client sends on one connection: one request, or several one after the other.</summary>
/// <param name="Delivery">How the bytes go out.</param>
/// <param name="Requests">The requests, at least one.</param>
public sealed record HttpExchange(Delivery Delivery, IReadOnlyList<WrittenRequest> Requests)
{
    /// <summary>More bytes are never sent in an exchange: what a server makes of them is the question, not how much it can take.</summary>
    public const int MostSent = 1024 * 1024;

    /// <summary>More requests are never sent on a connection.</summary>
    public const int MostRequests = 8;

    /// <summary>Bytes of the bodies and of the heads as they are written down.</summary>
    public long Length => Requests.Sum(static request =>
        request.BodyLength + request.Method.Length + request.Target.Length + request.Version.Length + request.Headers.Sum(static line => (long)line.Length + 2) + 6);

    /// <summary>Whether a request could change what the server holds: any method but those that RFC 9110 §9.2.1 calls safe, whatever a server takes it for.</summary>
    public bool Changes => Requests.Any(static request => !IsSafe(request.Method));

    /// <summary>Whether a request may delete: no case ever does.</summary>
    public bool Deletes => Requests.Any(static request => request.Method.Contains("DELETE", StringComparison.OrdinalIgnoreCase));

    /// <summary>The exchange with one request in the place of another.</summary>
    /// <param name="place">Which one, from 0.</param>
    /// <param name="request">The other one.</param>
    public HttpExchange With(int place, WrittenRequest request) => this with { Requests = [.. Requests.Take(place), request, .. Requests.Skip(place + 1)] };

    // A method that nobody knows is refused; one that differs from a known one only in case or blanks may be taken for it.
    private static bool IsSafe(string method) => method.Trim().ToUpperInvariant() is not ("POST" or "PUT" or "PATCH" or "DELETE" or "MOVE" or "COPY" or "MKCOL" or "PROPPATCH");
}
