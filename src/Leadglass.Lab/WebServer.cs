using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Leadglass.Lab;

/// <summary>A web server of the practice hospital: an empty DICOMweb service, with or without a login, or something that is no DICOMweb at all.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private WebServer(WebApplication application, IPEndPoint endpoint) => (_application, Endpoint) = (application, endpoint);

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="behaviour">What it serves.</param>
    /// <param name="endpoint">Where; port 0 for any.</param>
    public static async Task<WebServer> StartAsync(WebBehaviour behaviour, IPEndPoint endpoint)
    {
        LoopbackServer.RequireLoopback(endpoint);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(endpoint);
        });
        var application = builder.Build();
        application.Run(context => AnswerAsync(behaviour, context));
        await application.StartAsync();
        var address = application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        return new WebServer(application, new IPEndPoint(endpoint.Address, new Uri(address).Port));
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static Task AnswerAsync(WebBehaviour behaviour, HttpContext context)
    {
        var response = context.Response;
        response.Headers.Server = behaviour == WebBehaviour.NotDicom ? "Practice-Intranet" : "Practice-DICOMweb";
        if (behaviour == WebBehaviour.DicomWebWithLogin)
        {
            response.StatusCode = StatusCodes.Status401Unauthorized;
            response.Headers.WWWAuthenticate = "Bearer realm=\"practice\"";
            return Task.CompletedTask;
        }

        if (behaviour == WebBehaviour.DicomWebOpen && context.Request.Path == "/dicom-web/studies")
        {
            response.ContentType = "application/dicom+json";
            response.Headers.AccessControlAllowOrigin = "*";
            return response.WriteAsync("[]");
        }

        response.StatusCode = context.Request.Path == "/" ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
