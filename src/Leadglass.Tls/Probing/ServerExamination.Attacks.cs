using Leadglass.Tls.Messages;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Probing;

internal sealed partial class ServerExamination
{
    /// <summary>Heartbeat request (RFC 6520 §4): type 1, a payload of 17 bytes claimed, 16 brought, and not one of padding. A server without the check adds one byte of its own.</summary>
    private static readonly byte[] OverlongHeartbeat = [1, 0, ClaimedPayload, .. new byte[ClaimedPayload - 1]];

    private const byte ClaimedPayload = 17;

    /// <summary>Type, length and the payload that was claimed: a shorter heartbeat is no answer to it.</summary>
    private const int LeastHeartbeatAnswer = 3 + ClaimedPayload;

    private static readonly byte[] ChangeCipherSpec = [1];

    private AttackObservation? _attacks;

    private async Task ExamineAttacksAsync(CancellationToken cancellationToken)
    {
        _attacks = new AttackObservation();
        if (Clear is not { } version)
            return;
        if (_features.Heartbeat == Answer.Yes)
            await SendHeartbeatAsync(OfferOf(version, _surveys[version].Codes), cancellationToken);
        await ChangeEarlyAsync(OfferOf(version, _surveys[version].Codes), cancellationToken);
        if (StaticRsaOffer() is { } offer)
        {
            var (oracle, reactions) = await new PaddingExamination(line, options, offer).RunAsync(cancellationToken);
            _attacks = _attacks with { PaddingOracle = oracle, PaddingReactions = reactions };
        }
    }

    /// <summary>CVE-2014-0160: before anything is encrypted, and with a fatal alert behind it, so that the end of the answer shows that the request was passed over.</summary>
    private async Task SendHeartbeatAsync(Offer offer, CancellationToken cancellationToken)
    {
        const byte PeerNotAllowedToSend = 2;
        var heartbeat = new TlsExtension(ExtensionType.Heartbeat, new[] { PeerNotAllowedToSend });
        var heard = await line.ConverseAsync(
            offer with { More = [heartbeat] },
            heard => heard is [{ AwaitsKey: true, Hello: { } hello }] && hello.Find(ExtensionType.Heartbeat) is not null
                ? new Saying((byte[])[
                    .. HandshakeWriter.ToBytes(new TlsRecord(ContentType.Heartbeat, hello.Version, OverlongHeartbeat)),
                    .. HandshakeWriter.ToBytes(new TlsRecord(ContentType.Alert, hello.Version, new[] { (byte)AlertLevel.Fatal, (byte)AlertDescription.HandshakeFailure })),
                ], options.Timeout)
                : null,
            cancellationToken);
        if (heard is not [_, var reaction])
            return;
        var bytes = reaction.Messages.OfType<OpaqueRecord>().FirstOrDefault(static record => record.ContentType == ContentType.Heartbeat)?.Fragment.Length ?? 0;
        _attacks = _attacks! with
        {
            HeartbeatAnswerBytes = bytes,
            AnswersOverlongHeartbeat = bytes >= LeastHeartbeatAnswer ? Answer.Yes : bytes == 0 && reaction.End is FlightEnd.Alert or FlightEnd.Closed ? Answer.No : Answer.NotKnown,
        };
    }

    /// <summary>
    /// CVE-2014-0224 in two steps. A sound server breaks off at the first ChangeCipherSpec. One that takes it is silent, but so is one that has merely
    /// hung: only if it then fails to decrypt the second, which is not encrypted, has it switched to keys that nobody agreed on.
    /// </summary>
    private async Task ChangeEarlyAsync(Offer offer, CancellationToken cancellationToken)
    {
        var heard = await line.ConverseAsync(
            offer,
            heard => heard is [{ AwaitsKey: true }] or [_, { End: FlightEnd.TimedOut, Messages: [] }]
                ? new Saying(HandshakeWriter.ToBytes(new TlsRecord(ContentType.ChangeCipherSpec, heard[0].Hello!.Version, ChangeCipherSpec)), options.Timeout)
                : null,
            cancellationToken);
        var reactions = heard.Skip(1).ToList();
        _attacks = _attacks! with
        {
            ChangeCipherSpecReactions = [.. reactions.Select(static reaction => reaction.Words)],
            TakesEarlyChangeCipherSpec = reactions switch
            {
                [{ End: FlightEnd.Alert or FlightEnd.Closed }] => Answer.No,
                [_, { Alert: AlertDescription.BadRecordMac or AlertDescription.DecryptionFailed }] => Answer.Yes,
                _ => Answer.NotKnown,
            },
        };
    }

    /// <summary>The suites with RSA key exchange of the highest version that has some.</summary>
    private Offer? StaticRsaOffer()
    {
        foreach (var version in (TlsVersion[])[TlsVersion.Tls12, TlsVersion.Tls11, TlsVersion.Tls10])
        {
            if (_surveys[version].Suites.Where(static suite => suite is { KeyExchange: KeyExchange.Rsa, IsExport: false }).Select(static suite => suite.Code).ToList() is { Count: > 0 } suites)
                return OfferOf(version, suites);
        }
        return null;
    }
}
