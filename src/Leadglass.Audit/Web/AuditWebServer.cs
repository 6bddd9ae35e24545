using System.Net;
using System.Security.Cryptography.X509Certificates;
using Leadglass.Audit.Fhir;
using Leadglass.Audit.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Leadglass.Audit.Web;

/// <summary>Serves the pages of a repository, and its records as resources of FHIR. Without users it serves loopback alone, and only who asks for loopback by name.</summary>
public sealed class AuditWebServer : IAsyncDisposable
{
    private const int LongestForm = 64 * 1024;
    private const int MostConnections = 100;

    // What a proxy adds: behind one, loopback is everybody.
    private static readonly string[] OfProxies = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"];

    private readonly WebApplication _application;

    private AuditWebServer(WebApplication application, IPEndPoint endpoint) => (_application, Endpoint) = (application, endpoint);

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>Starts to serve.</summary>
    /// <param name="options">Where, and to whom.</param>
    /// <param name="open">Opens the store for one request, which closes it: each reading is written down in it first.</param>
    /// <exception cref="ArgumentException">Another address than loopback, and no users or no certificate.</exception>
    /// <exception cref="IOException">The port cannot be had.</exception>
    public static async Task<AuditWebServer> StartAsync(AuditWebOptions options, Func<IAuditStore> open)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!IPAddress.IsLoopback(options.Endpoint.Address) && (options.Users is null || options.Certificates is null))
            throw new ArgumentException("Another address than loopback needs users and a certificate.", nameof(options));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));
        if (options.Certificates is not null)
            builder.WebHost.UseKestrelHttpsConfiguration();
        var application = builder.Build();
        var sessions = options.Users is { } users ? new WebSessions(users, options.Time) : null;
        var pages = new AuditPages(options, sessions, open);
        var resources = new FhirEndpoint(options, sessions, open);
        application.Run(context => AnswerAsync(context, options, pages, resources));
        try
        {
            await application.StartAsync();
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }

        var address = application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        return new AuditWebServer(application, new IPEndPoint(options.Endpoint.Address, new Uri(address).Port));
    }

    /// <summary>Ends the service.</summary>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static void Configure(KestrelServerOptions kestrel, AuditWebOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LongestForm;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Listen(options.Endpoint, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (options.Certificates is { } certificates)
            {
                listen.UseHttps(https =>
                {
                    https.ServerCertificate = certificates.First(static certificate => certificate.HasPrivateKey);
                    https.ServerCertificateChain = new X509Certificate2Collection(certificates.Where(static certificate => !certificate.HasPrivateKey).ToArray());
                });
            }
        });
    }

    private static async Task AnswerAsync(HttpContext context, AuditWebOptions options, AuditPages pages, FhirEndpoint resources)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (options.Certificates is not null)
            headers.StrictTransportSecurity = "max-age=31536000";
        if (options.Users is null && !IsAskedLocally(context.Request))
            await RefuseAsync(context, "Without users these pages are for this machine alone, by the name localhost. Behind a proxy they need users: leadglass audit serve --web-users FILE.");
        else if (!IsOwn(context.Request))
            await RefuseAsync(context, "The form came from a page of another site.");
        else if (context.Request.Path.StartsWithSegments(FhirEndpoint.Path, StringComparison.Ordinal, out var rest))
            await resources.AnswerAsync(context, rest);
        else
            await pages.AnswerAsync(context);
    }

    /// <summary>Whether a request names loopback, and no proxy speaks for others. A page elsewhere whose name suddenly means loopback (DNS rebinding) has its own name in Host.</summary>
    private static bool IsAskedLocally(HttpRequest request) =>
        (request.Host.Host is "localhost" || (IPAddress.TryParse(request.Host.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)))
        && !OfProxies.Any(request.Headers.ContainsKey);

    /// <summary>Whether a request that changes something comes from a page of this service; programs that are no browsers say nothing of it.</summary>
    private static bool IsOwn(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || ($"{request.Headers.Origin}", $"{request.Headers["Sec-Fetch-Site"]}") switch
        {
            ("", var site) => site is "" or "same-origin" or "none",
            ("null", var site) => site == "same-origin",
            var (origin, _) => origin == $"{request.Scheme}://{request.Host}",
        };

    private static Task RefuseAsync(HttpContext context, string reason)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(reason + "\n");
    }
}
