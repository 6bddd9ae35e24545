using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Client;

/// <summary>A whole handshake as a server, by the platform's TLS library, with the certificate of a step; then the conversation inside.</summary>
internal static class PresentedHandshake
{
    private const string Dicom = "dicom";
    private const int FirstWord = 4096;

    public static async Task<StepObservation> RunAsync(
        ClientStep step, Opening opening, RecordedHello hello, SslStreamCertificateContext certificate, ClientRecorderOptions options, CancellationToken cancellationToken)
    {
        var chain = new List<ReadOnlyMemory<byte>>();
        var seen = new StepObservation(step, StepOutcome.Undecided);
        await using var tls = new SslStream(opening.Replayed);
        try
        {
            using var deadline = new CancellationTokenSource(options.Patience, options.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            await tls.AuthenticateAsServerAsync(ServerOptions(step, hello, certificate, chain), either.Token);
            seen = new StepObservation(step, StepOutcome.HandshakeOnly)
            {
                ClientChain = chain,
                Handshake = new HandshakeObservation
                {
                    Version = tls.SslProtocol == SslProtocols.Tls13 ? TlsVersion.Tls13 : TlsVersion.Tls12,
                    Suite = CipherSuites.Of((int)tls.NegotiatedCipherSuite),
                    ApplicationProtocol = tls.NegotiatedApplicationProtocol is { Protocol.IsEmpty: false } protocol ? $"{protocol}" : null,
                },
            };
            // Some libraries look at the certificate after the handshake: their refusal comes in place of the first word.
            var first = new byte[FirstWord];
            var count = await tls.ReadAsync(first, either.Token);
            if (count == 0)
                return seen;
            seen = seen with { Outcome = StepOutcome.Spoke };
            return seen with { Inside = await options.Converse(new ReplayStream(first.AsMemory(0, count), tls), cancellationToken) };
        }
        catch (AuthenticationException e)
        {
            // Without an alert of the client it was this side that gave up: there was nothing in common.
            return PlatformAlert.In(e) is { } alert ? new StepObservation(step, StepOutcome.Refused) { Alert = alert } : seen;
        }
        catch (IOException) when (seen.Handshake is null)
        {
            return new StepObservation(step, StepOutcome.Refused);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The connection broke inside, or nothing came in time: what was reached so far stands.
            return PlatformAlert.In(e) is { } alert ? seen with { Alert = alert, Outcome = StepOutcome.Refused } : seen;
        }
    }

    private static SslServerAuthenticationOptions ServerOptions(
        ClientStep step, RecordedHello hello, SslStreamCertificateContext certificate, List<ReadOnlyMemory<byte>> chain)
    {
        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificate,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ApplicationProtocols = hello.Protocols.Contains(Dicom) ? [new SslApplicationProtocol(Dicom)] : null,
#pragma warning disable SYSLIB0040 // Only so does the library show a certificate that is too weak to be shown.
            EncryptionPolicy = step is ClientStep.ShortKey or ClientStep.Sha1 ? EncryptionPolicy.AllowNoEncryption : EncryptionPolicy.RequireEncryption,
#pragma warning restore SYSLIB0040
            // A resumption would show no certificate.
            AllowTlsResume = false,
            ClientCertificateRequired = true,
            // What the client shows is recorded, never trusted; and nothing is fetched from where a certificate points.
            RemoteCertificateValidationCallback = Record,
            CertificateChainPolicy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true, TrustMode = X509ChainTrustMode.CustomRootTrust },
        };

        bool Record(object sender, X509Certificate? own, X509Chain? built, SslPolicyErrors errors)
        {
            if (own is not null)
            {
                var sent = built?.ChainPolicy.ExtraStore.Select(static certificate => certificate.RawData).Where(der => !der.AsSpan().SequenceEqual(own.GetRawCertData())) ?? [];
                chain.Add(own.GetRawCertData());
                chain.AddRange(sent.Select(static der => new ReadOnlyMemory<byte>(der)));
            }
            return true;
        }
    }
}
