using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Leadglass.EndToEnd.Tests.Peers;

/// <summary>Kestrel, the web server of ASP.NET Core, with its defaults for TLS and an ECDSA certificate.</summary>
public sealed class KestrelServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly TlsFiles _files;

    private KestrelServer(WebApplication application, TlsFiles files)
    {
        _application = application;
        _files = files;
    }

    /// <summary>Where it serves.</summary>
    public IPEndPoint EndPoint => new(IPAddress.Loopback, new Uri(
        _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port);

    /// <summary>Starts one.</summary>
    public static async Task<KestrelServer> StartAsync(CancellationToken cancellation)
    {
        var files = new TlsFiles();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(files.Ecdsa)));
        var application = builder.Build();
        application.MapGet("/", static () => "Nothing here is DICOM");
        await application.StartAsync(cancellation);
        return new KestrelServer(application, files);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _files.Dispose();
    }
}
