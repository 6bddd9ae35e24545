using System.Net;
using System.Net.Sockets;

namespace Leadglass.Fuzzing.Web;

/// <summary>A DICOMweb service: where it is and the path in front of its resources.</summary>
/// <param name="Host">The name, or the address, as it was given.</param>
/// <param name="EndPoint">The address and the port that are connected to.</param>
/// <param name="IsSecure">Whether it speaks TLS.</param>
/// <param name="BasePath">The path, such as <c>/dicom-web</c>, without a slash at its end.</param>
public sealed record WebTarget(string Host, IPEndPoint EndPoint, bool IsSecure, string BasePath)
{
    /// <summary>The service as a URL.</summary>
    public string Url => $"{(IsSecure ? "https" : "http")}://{Authority}{BasePath}";

    /// <summary>What belongs into the Host header.</summary>
    public string Authority => $"{(IPAddress.TryParse(Host, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{Host}]" : Host)}:{EndPoint.Port}";

    /// <summary>Reads the address of a service.</summary>
    /// <param name="text">Such as <c>http://127.0.0.1:8042/dicom-web</c>.</param>
    /// <param name="error">What is wrong, when the result is null.</param>
    /// <returns>The address, with its path but without a query.</returns>
    public static Uri? TryRead(string text, out string error)
    {
        error = "";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) || uri.Host.Length == 0)
            error = $"{text}: write the address of the service, such as http://127.0.0.1:8042/dicom-web";
        else if (uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
            error = $"{text}: leave out the query, the fragment and the user";
        return error.Length == 0 ? uri : null;
    }

    /// <summary>A service at an address.</summary>
    /// <param name="uri">From <see cref="TryRead"/>.</param>
    /// <param name="address">What its name was resolved to.</param>
    public static WebTarget Of(Uri uri, IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return new WebTarget(uri.DnsSafeHost, new IPEndPoint(address, uri.Port), uri.Scheme == Uri.UriSchemeHttps, uri.AbsolutePath.TrimEnd('/'));
    }
}
