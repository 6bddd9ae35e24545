using System.Net;
using Leadglass.Fuzzing.Execution;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>A server of DICOM that conversations are held with.</summary>
/// <param name="Endpoint">Its address.</param>
/// <param name="Called">Its AE title.</param>
/// <param name="Calling">Our AE title.</param>
public sealed record SessionTarget(IPEndPoint Endpoint, string Called, string Calling)
{
    /// <summary>Conversations are held inside TLS; the certificate is not verified, because nothing that is sent is secret.</summary>
    public bool Tls { get; init; }

    /// <summary>The server's own program, started and watched; null where somebody else runs it.</summary>
    public CommandTarget? Server { get; init; }

    /// <summary>Messages that leave something behind may be sent.</summary>
    public bool Stores { get; init; }

    /// <summary>The most connections a second; null for no limit.</summary>
    public double? Rate { get; init; }
}
