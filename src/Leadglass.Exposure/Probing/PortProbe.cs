using System.Net.Security;
using System.Security.Authentication;
using Leadglass.Exposure.Observations;

namespace Leadglass.Exposure.Probing;

/// <summary>
/// Finds out what answers on a port by saying a complete first word of each protocol, one connection each, the likeliest first.
/// Nothing is ever waited for before something was said, and no connection is left open.
/// </summary>
internal sealed class PortProbe(TargetLine line, string? name, CheckOptions options)
{
    private const int DicomOverTls = 2762;

    private enum Word
    {
        Dicom,
        Tls,
        Http,
    }

    /// <summary>Whether a port is most likely for DICOM inside TLS: there, DICOM that is not answered is a fault.</summary>
    public static bool ExpectsDicomInTls(int port) => port == DicomOverTls;

    /// <summary>Whether the web is what a port is most likely for, in clear text or inside TLS.</summary>
    public static bool ExpectsWeb(int port) => port is 443 or 8443 || Words(port)[0] == Word.Http;

    /// <summary>Whether DICOM in clear text is what a port is most likely for.</summary>
    public static bool ExpectsDicom(int port) => Words(port)[0] == Word.Dicom;

    public async Task<PortObservation> ExamineAsync(int port, CancellationToken cancellationToken)
    {
        var words = new List<Word>(Words(port));
        var said = new HashSet<Word>();
        PortObservation? best = null;
        while (words.Count > 0)
        {
            var word = words[0];
            words.RemoveAt(0);
            said.Add(word);
            var seen = word switch
            {
                Word.Dicom => await SayDicomAsync(port, cancellationToken),
                Word.Tls => await SayTlsAsync(port, cancellationToken),
                _ => await SayHttpAsync(port, secure: false, cancellationToken),
            };
            if (seen.Service is ServiceKind.Tls or ServiceKind.DicomTls)
                return seen with { AnswersClearDicom = said.Contains(Word.Dicom) ? false : await AnswersDicomAsync(port, cancellationToken) };
            if (IsRecognised(seen.Service))
                return seen;
            // A port that was open a moment ago and cannot be reached now has not become closed: it does not want more.
            if (Rank(seen.Service) == 0)
                return best ?? seen;
            if (best is null || Rank(seen.Service) > Rank(best.Service))
                best = seen;
            // Whatever was said to it, a server answers in its own language: that is the next word.
            if (LanguageOf(seen.FirstBytes.Span) is { } language && words.Remove(language))
                words.Insert(0, language);
        }

        return best!;
    }

    private static bool IsRecognised(ServiceKind service) => service is ServiceKind.Dicom or ServiceKind.Http or ServiceKind.Https;

    // How much an answer tells that is none of the known languages; 0 where there was no connection at all.
    private static int Rank(ServiceKind service) => service switch
    {
        ServiceKind.Other => 3,
        ServiceKind.Silent => 2,
        ServiceKind.ClosedUnheard => 1,
        _ => 0,
    };

    private static Word? LanguageOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [>= 0x01 and <= 0x07, 0x00, ..] => Word.Dicom,      // PS3.8 §9.3: a PDU type and a reserved byte
        [(byte)'H', (byte)'T', (byte)'T', (byte)'P', ..] or [(byte)'<', ..] => Word.Http,
        _ => IsTls(bytes) ? Word.Tls : null,
    };

    private static Word[] Words(int port) => port switch
    {
        80 or 8042 or 8080 or 3000 => [Word.Http, Word.Tls, Word.Dicom],
        443 or 8443 or DicomOverTls => [Word.Tls, Word.Dicom, Word.Http],
        _ => [Word.Dicom, Word.Tls, Word.Http],
    };

    private async Task<PortObservation> SayDicomAsync(int port, CancellationToken cancellationToken)
    {
        var (dicom, seen) = await DicomProbe.ExamineAsync(line, port, options, null, cancellationToken);
        return seen ?? new PortObservation { Port = port, Service = ServiceKind.Dicom, Dicom = dicom };
    }

    // A port that speaks TLS and is for DICOM: does it take clear text as well? One association for verification tells.
    private async Task<bool?> AnswersDicomAsync(int port, CancellationToken cancellationToken)
    {
        var (dicom, seen) = await DicomProbe.ExamineAsync(line, port, options with { DiscoverOnly = true }, null, cancellationToken);
        return dicom is not null ? true : seen!.Service is ServiceKind.NotExamined ? null : false;
    }

    private async Task<PortObservation> SayTlsAsync(int port, CancellationToken cancellationToken)
    {
        if (await line.ConnectAsync(port, cancellationToken) is not { } dial)
            return NotExamined(port);
        if (dial.Stream is not LineStream stream)
            return NotOpen(port, dial.Outcome);

        string? version = null;
        var unheard = ServiceKind.ClosedUnheard;
        var reset = false;
        using var deadline = new CancellationTokenSource(line.Timeout, line.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        await using (var tls = new SslStream(stream, leaveInnerStreamOpen: false))
        {
            try
            {
                await tls.AuthenticateAsClientAsync(StrangerTls.Options(name ?? ""), either.Token);
                version = tls.SslProtocol switch
                {
                    SslProtocols.Tls13 => "TLS 1.3",
                    SslProtocols.Tls12 => "TLS 1.2",
                    _ => "TLS before 1.2",
                };
                await tls.ShutdownAsync();
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                unheard = ServiceKind.Silent;
            }
            catch (Exception e) when (e is AuthenticationException or IOException)
            {
                // The handshake need not succeed: the first bytes of the answer tell what it is.
                reset = e.InnerException is System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.ConnectionReset };
            }
        }

        if (stream.FirstBytes.IsEmpty)
            return new PortObservation { Port = port, Service = unheard, WasReset = reset };
        if (!IsTls(stream.FirstBytes.Span))
            return new PortObservation { Port = port, Service = ServiceKind.Other, FirstBytes = stream.FirstBytes };

        var observed = new PortObservation { Port = port, Service = ServiceKind.Tls, FirstBytes = stream.FirstBytes, TlsVersion = version };
        return version is null ? observed : await LookInsideAsync(observed, cancellationToken);
    }

    // DICOM said to a web server costs it a 400; HTTP said to a DICOM server has cost one its memory (fo-dicom issue 1678). So a port that is for the
    // web hears HTTP first and DICOM after it, and any other hears DICOM, and HTTP only where DICOM was not answered.
    private async Task<PortObservation> LookInsideAsync(PortObservation observed, CancellationToken cancellationToken)
    {
        var port = observed.Port;
        if (ExpectsWeb(port))
        {
            var web = await SayHttpAsync(port, secure: true, cancellationToken);
            if (web.Web is { MayServeDicomWeb: false })
                return web with { TlsVersion = observed.TlsVersion };
            var (dicom, _) = await SayDicomInsideAsync(port, cancellationToken);
            return dicom is not null ? observed with { Service = ServiceKind.DicomTls, Dicom = dicom, Web = web.Web }
                : web.Web is not null ? web with { TlsVersion = observed.TlsVersion }
                : observed;
        }

        var (inside, other) = await SayDicomInsideAsync(port, cancellationToken);
        if (inside is not null)
            return observed with { Service = ServiceKind.DicomTls, Dicom = inside };
        if (port == DicomOverTls && LanguageOf(other!.FirstBytes.Span) != Word.Http)
            return observed;
        var answered = await SayHttpAsync(port, secure: true, cancellationToken);
        return answered.Web is null ? observed : answered with { TlsVersion = observed.TlsVersion };
    }

    private Task<(DicomObservation? Dicom, PortObservation? Other)> SayDicomInsideAsync(int port, CancellationToken cancellationToken) =>
        DicomProbe.ExamineAsync(line, port, options, StrangerTls.Options(name ?? ""), cancellationToken);

    private async Task<PortObservation> SayHttpAsync(int port, bool secure, CancellationToken cancellationToken)
    {
        using (var probe = new WebProbe(line, port, name, secure, options.Sentinels))
        {
            if (await probe.HeadAsync(cancellationToken) is not { } root)
                return probe.Failure(port);
            if (secure || root.Status != 400)
                return await ObserveAsync(probe, root);
        }

        // A TLS server that is spoken to in clear text often says so in HTTP: its 400 is not a web server's.
        if (await SayTlsAsync(port, cancellationToken) is { Service: ServiceKind.Tls or ServiceKind.Https } encrypted)
            return encrypted;
        using var again = new WebProbe(line, port, name, secure, options.Sentinels);
        return await ObserveAsync(again, (400, null));

        async Task<PortObservation> ObserveAsync(WebProbe probe, (int Status, string? Server) root) => new()
        {
            Port = port,
            Service = secure ? ServiceKind.Https : ServiceKind.Http,
            Web = options.DiscoverOnly
                ? new WebObservation { Server = root.Server, RootStatus = root.Status, Queries = [] }
                : await probe.ExamineAsync(root, cancellationToken),
        };
    }

    // RFC 8446 §5.1: a record of type handshake or alert with a version of SSL 3.0 or later.
    private static bool IsTls(ReadOnlySpan<byte> bytes) => bytes is [0x15 or 0x16, 0x03, <= 0x04, ..];

    internal static PortObservation NotExamined(int port) => new() { Port = port, Service = ServiceKind.NotExamined };

    internal static PortObservation NotOpen(int port, DialOutcome outcome) => new()
    {
        Port = port,
        Service = outcome switch
        {
            DialOutcome.Refused => ServiceKind.Closed,
            DialOutcome.Reset => ServiceKind.ClosedUnheard,
            DialOutcome.TimedOut => ServiceKind.NoAnswer,
            DialOutcome.Unreachable => ServiceKind.Unreachable,
            _ => ServiceKind.NotExamined,
        },
        WasReset = outcome == DialOutcome.Reset,
    };
}
