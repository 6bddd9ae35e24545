using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Leadglass.Audit.Web;

/// <summary>Where the pages of a repository are served, and to whom.</summary>
public sealed record AuditWebOptions
{
    /// <summary>Where; port 0 takes a free one.</summary>
    public required IPEndPoint Endpoint { get; init; }

    /// <summary>The certificate with its private key, and those above it; <see langword="null"/> (the default) serves clear text, which only loopback may.</summary>
    public X509Certificate2Collection? Certificates { get; init; }

    /// <summary>Who may log in; <see langword="null"/> (the default) asks nobody, which only loopback may.</summary>
    public WebUsers? Users { get; init; }

    /// <summary>How the log is named in the messages about its reading.</summary>
    public required Uri Log { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
