using Leadglass.Tls.Observations;

namespace Leadglass.Tls.Probing;

/// <summary>
/// Finds out what a TLS server does: by hellos of its own making, which need no cryptography and so can offer anything,
/// and by a few full handshakes of the platform's TLS library.
/// </summary>
public static class ServerProbe
{
    /// <summary>Asks a server everything, one connection at a time, the most telling questions first.</summary>
    /// <param name="connect">
    /// Opens the next connection to the server; the examination disposes it. <see langword="null"/> means that there is none: twice in a row, and
    /// nothing more is asked. This is where a budget of connections and the pause between them live, and where a socket is set to reset on close.
    /// </param>
    /// <param name="options">Name, deadline and client certificate.</param>
    /// <param name="cancellationToken">Ends the examination without an exception: what was seen until then is returned, <see cref="ServerObservation.CutShort"/>.</param>
    /// <returns>What was seen; what could not be asked is not known. It never fails because of what the server does.</returns>
    /// <remarks>
    /// About 60 connections to a server with a handful of suites, one more for each suite in each version, and up to 200 where everything is on; at most 22 more where <see cref="ServerProbeOptions.Intrusive"/> is set.
    /// Not examined: what the server does after an interrupted handshake, renegotiation, resumption, and 0-RTT, which needs keys.
    /// </remarks>
    public static Task<ServerObservation> ExamineAsync(
        Func<CancellationToken, ValueTask<Stream?>> connect, ServerProbeOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connect);
        ArgumentNullException.ThrowIfNull(options);
        return new ServerExamination(new ProbeLine(connect, options), options).RunAsync(cancellationToken);
    }
}
