using Leadglass.Tls.Messages;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Tests.Support;

/// <summary>What a server sends, how, and what it does then: it closes, unless it is silent, endless or resets.</summary>
/// <param name="Bytes">What it sends.</param>
internal sealed record Reply(byte[] Bytes)
{
    public static readonly Reply Close = new([]);

    public static readonly Reply Silence = new([]) { IsSilent = true };

    public static readonly Reply Reset = new([]) { IsReset = true };

    public bool IsSilent { get; init; }

    public bool IsReset { get; init; }

    /// <summary>It sends the same bytes again and again.</summary>
    public bool IsEndless { get; init; }

    /// <summary>Bytes that come at a time.</summary>
    public int PieceSize { get; init; } = int.MaxValue;

    /// <summary>Time that passes with each piece.</summary>
    public TimeSpan PausePerPiece { get; init; }

    public static Reply Alert(AlertDescription description) => new(HandshakeWriter.ToBytes(new TlsRecord(ContentType.Alert, TlsVersion.Tls12, new byte[] { 2, (byte)description })));

    /// <summary>A flight of messages, a record each.</summary>
    public static Reply Flight(params HandshakeMessage[] messages) => new([.. messages.SelectMany(static message => HandshakeWriter.ToRecords(message, TlsVersion.Tls12))]);

    /// <summary>A hello that chooses a suite, with the rest of a flight that needs no key exchange in the clear.</summary>
    public static Reply Choose(TlsVersion version, int suite, params TlsExtension[] extensions) =>
        Flight(Hello(version, suite, extensions), new CertificateMessage([Captured.Certificate]), new ServerHelloDone());

    /// <summary>A HelloRetryRequest.</summary>
    public static Reply Retry(int suite, NamedGroup group) => Flight(
        Hello(
            TlsVersion.Tls12,
            suite,
            new TlsExtension(ExtensionType.SupportedVersions, new byte[] { 3, 4 }),
            new TlsExtension(ExtensionType.KeyShare, new[] { (byte)((ushort)group >> 8), (byte)group })) with
        {
            Random = RetryRandom,
        });

    public static ServerHello Hello(TlsVersion version, int suite, params TlsExtension[] extensions) => new()
    {
        LegacyVersion = version,
        Random = new byte[32],
        Suite = (ushort)suite,
        Extensions = extensions,
    };

    private static byte[] RetryRandom => Convert.FromHexString("CF21AD74E59A6111BE1D8C021E65B891C2A211167ABB8C5E079E09E2C8A8339C");
}
