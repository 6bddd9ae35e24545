using System.Net;
using System.Security.Cryptography.X509Certificates;
using Leadglass.Fuzzing.Execution;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>Clients of DICOM that are answered.</summary>
/// <param name="Endpoint">Where they connect to.</param>
public sealed record AnswerTarget(IPEndPoint Endpoint)
{
    /// <summary>The client's own program, started once for each case and watched; null where somebody else runs it, again and again.</summary>
    public CommandTarget? Client { get; init; }

    /// <summary>How long to wait for a client that somebody else runs.</summary>
    public TimeSpan Waits { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>With it, answers are given inside TLS; clients are not asked for a certificate.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Which addresses are answered; others are turned away without a word.</summary>
    public Func<IPAddress, bool> Allows { get; init; } = IPAddress.IsLoopback;
}
