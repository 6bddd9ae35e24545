using System.Security.Cryptography;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls;

/// <summary>Finds the alert that ended a handshake in the exception of the platform's TLS library, where the connection was encrypted already.</summary>
internal static class PlatformAlert
{
    /// <summary>OpenSSL reports an alert that came as reason 1000 and its number, in the library of TLS.</summary>
    private const int OpenSslTls = 20;
    private const int OpenSslAlert = 1000;

    /// <returns>The alert; <see langword="null"/> where none came, or the library does not tell.</returns>
    public static AlertDescription? In(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is CryptographicException { HResult: var code } && code >>> 23 == OpenSslTls
                && (code & 0x7FFFFF) - OpenSslAlert is >= 0 and <= byte.MaxValue and var number)
                return (AlertDescription)number;
        }
        return null;
    }
}
