using Leadglass.Tls.Messages;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Probing;

/// <summary>
/// The ROBOT test: does a server with RSA key exchange tell by its answers how a ciphertext is padded? Five ciphertexts, each in a handshake of its own,
/// followed by a Finished that no key fits; where the answers are the same, once more without what follows. Every difference has to show three times.
/// Source: Böck, Somorovsky and Young, "Return Of Bleichenbacher's Oracle Threat", 2018, §4.
/// </summary>
/// <param name="line">The line to the server.</param>
/// <param name="options">Deadline and random numbers.</param>
/// <param name="offer">A hello with suites of RSA key exchange only.</param>
internal sealed class PaddingExamination(ProbeLine line, ServerProbeOptions options, Offer offer)
{
    private const int Rounds = 3;

    /// <summary>As long as a Finished under any suite, and whole blocks.</summary>
    private const int FinishedBytes = 64;

    /// <summary>Sound servers wait for the rest of the handshake here: no longer than it takes to tell silence from an answer.</summary>
    private static readonly TimeSpan ShortPatience = TimeSpan.FromSeconds(1);

    private bool _showedNoCertificate;

    public async Task<(PaddingOracle Oracle, IReadOnlyList<string> Reactions)> RunAsync(CancellationToken cancellationToken)
    {
        var whole = await AskAllAsync(isWhole: true, cancellationToken);
        if (whole is null)
            return (PaddingOracle.NotKnown, []);
        if (Differ(whole))
            return await ConfirmAsync(whole, isWhole: true, cancellationToken);
        // Who refuses a client without a certificate may not have looked at its key: only an answer to the Finished shows that it has.
        if (_showedNoCertificate && whole[0].Alert is not (AlertDescription.BadRecordMac or AlertDescription.DecryptionFailed or AlertDescription.DecryptError))
            return (PaddingOracle.NotKnown, Describe(whole));

        var cut = await AskAllAsync(isWhole: false, cancellationToken);
        if (cut is null)
            return (PaddingOracle.NotKnown, Describe(whole));
        return Differ(cut) ? await ConfirmAsync(cut, isWhole: false, cancellationToken) : (PaddingOracle.None, Describe(whole));
    }

    /// <summary>A difference that comes and goes is chance: a busy server, a lost connection.</summary>
    private async Task<(PaddingOracle Oracle, IReadOnlyList<string> Reactions)> ConfirmAsync(IReadOnlyList<Flight> first, bool isWhole, CancellationToken cancellationToken)
    {
        for (var round = 1; round < Rounds; round++)
        {
            if (await AskAllAsync(isWhole, cancellationToken) is not { } again || !again.Select(static flight => flight.Words).SequenceEqual(first.Select(static flight => flight.Words)))
                return (PaddingOracle.NotKnown, [.. Describe(first), "The answers were not the same the next time."]);
        }
        var mistakes = first.Where((_, i) => PaddedSecret.Cases[i] is PaddingCase.WrongStart or PaddingCase.ZeroMisplaced or PaddingCase.NoZero).ToList();
        return (Differ(mistakes) ? PaddingOracle.Strong : PaddingOracle.Weak, Describe(first));
    }

    private static bool Differ(IReadOnlyList<Flight> reactions) => reactions.Any(reaction => reaction.Words != reactions[0].Words);

    private static List<string> Describe(IReadOnlyList<Flight> reactions) =>
    [
        .. reactions.Select(static (reaction, i) => (reaction.Words, Case: NameOf(PaddedSecret.Cases[i])))
            .GroupBy(static one => one.Words, static one => one.Case)
            .Select(static group => $"{string.Join(", ", group)}: {group.Key}."),
    ];

    private static string NameOf(PaddingCase padding) => padding switch
    {
        PaddingCase.WrongStart => "wrong first bytes",
        PaddingCase.ZeroMisplaced => "zero misplaced",
        PaddingCase.NoZero => "no zero",
        PaddingCase.WrongVersion => "wrong version",
        _ => "right padding",
    };

    private async Task<IReadOnlyList<Flight>?> AskAllAsync(bool isWhole, CancellationToken cancellationToken)
    {
        var reactions = new List<Flight>();
        foreach (var padding in PaddedSecret.Cases)
        {
            var heard = await line.ConverseAsync(offer, heard => heard is [var flight] ? KeyExchange(flight, padding, isWhole) : null, cancellationToken);
            if (heard is not [_, var reaction])
                return null;
            reactions.Add(reaction);
        }
        return reactions;
    }

    private Saying? KeyExchange(Flight flight, PaddingCase padding, bool isWhole)
    {
        if (flight is not { AwaitsKey: true, Hello: { } hello, Certificates.Certificates: [var leaf, ..] }
            || PaddedSecret.Encipher(leaf.Span, padding, offer.Version, options.Random) is not { } ciphertext)
            return null;
        var records = new List<byte>();
        if (flight.Request is not null)
        {
            // RFC 5246 §7.4.6: who is asked and has none says so.
            _showedNoCertificate = true;
            records.AddRange(HandshakeWriter.ToRecords(new CertificateMessage([]), hello.Version));
        }
        // RFC 5246 §7.4.7.1: the ciphertext with its length.
        var length = ciphertext.Length;
        records.AddRange(HandshakeWriter.ToRecords(
            new OpaqueHandshake(HandshakeType.ClientKeyExchange, (byte[])[(byte)(length >> 8), (byte)length, .. ciphertext]), hello.Version));
        if (!isWhole)
            return new Saying(records.ToArray(), options.Timeout < ShortPatience ? options.Timeout : ShortPatience);

        var finished = new byte[FinishedBytes];
        options.Random.NextBytes(finished);
        records.AddRange(HandshakeWriter.ToBytes(new TlsRecord(ContentType.ChangeCipherSpec, hello.Version, new byte[] { 1 })));
        records.AddRange(HandshakeWriter.ToBytes(new TlsRecord(ContentType.Handshake, hello.Version, finished)));
        return new Saying(records.ToArray(), options.Timeout);
    }
}
