using Leadglass.Tls.Messages;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Probing;

internal sealed partial class ServerExamination
{
    /// <summary>Schemes that sign a handshake of TLS 1.3 (RFC 8446 §4.2.3), and two that must not any more, by the kind of key that they need.</summary>
    private static readonly SignatureScheme[][] Tls13Schemes =
    [
        [SignatureScheme.EcdsaSecp256r1Sha256, SignatureScheme.EcdsaSecp384r1Sha384, SignatureScheme.EcdsaSecp521r1Sha512],
        [SignatureScheme.RsaPssRsaeSha256, SignatureScheme.RsaPssRsaeSha384, SignatureScheme.RsaPssRsaeSha512],
        [SignatureScheme.RsaPssPssSha256, SignatureScheme.RsaPssPssSha384, SignatureScheme.RsaPssPssSha512],
        [SignatureScheme.Ed25519, SignatureScheme.Ed448],
        [SignatureScheme.RsaPkcs1Sha256, SignatureScheme.RsaPkcs1Sha1],
    ];

    private SignaturesObservation _signatures = new();
    private SignaturesObservation _tls13Signatures = new();

    private async Task ExamineSignaturesAsync(CancellationToken cancellationToken)
    {
        if (Offers(TlsVersion.Tls12))
            await ExamineTls12SignaturesAsync(cancellationToken);
        if (Offers(TlsVersion.Tls13))
            await ExamineTls13SignaturesAsync(cancellationToken);
    }

    /// <summary>
    /// In TLS 1.2 the scheme stands beside the signature: all of a kind of key are offered with the suites of that kind, and the one that was
    /// used is left out of the next hello. Kinds are not mixed, because OpenSSL then chooses a suite that it has no scheme for, and fails.
    /// </summary>
    private async Task ExamineTls12SignaturesAsync(CancellationToken cancellationToken)
    {
        var offered = new List<SignatureScheme>();
        var unasked = new List<SignatureScheme>();
        var notAsked = new HashSet<SignatureScheme>();
        foreach (var kind in Offer.AllSchemes.GroupBy(KindOf))
        {
            var suites = _surveys[TlsVersion.Tls12].Suites
                .Where(suite => suite.KeyExchange is KeyExchange.Ecdhe or KeyExchange.Dhe && suite.Authentication == kind.Key.Authentication)
                .Select(static suite => suite.Code)
                .ToList();
            // Without a suite there is no such key, and nothing to ask.
            var left = suites.Count > 0 ? kind.ToList() : [];
            while (left.Count > 0)
            {
                var flight = await AskAsync(OfferOf(TlsVersion.Tls12, suites) with { Schemes = left }, cancellationToken);
                if (flight?.KeyExchange?.Scheme is { } scheme && left.Remove(scheme))
                {
                    offered.Add(scheme);
                    continue;
                }
                // One that signs as it likes neither takes nor refuses what is left.
                if (flight?.KeyExchange?.Scheme is { } other)
                    unasked.Add(other);
                if (flight?.IsRefusal != true)
                    notAsked.UnionWith(left);
                break;
            }
        }
        _signatures = new SignaturesObservation { Offered = offered, Unasked = [.. unasked.Distinct()], NotAsked = notAsked };
    }

    /// <summary>The kind of suite that a scheme signs for; keys that are restricted to RSASSA-PSS are a kind of their own.</summary>
    private static (Authentication Authentication, bool IsRestricted) KindOf(SignatureScheme scheme) => SignatureSchemes.Find(scheme)!.Algorithm switch
    {
        SignatureAlgorithm.RsaPkcs1 => (Authentication.Rsa, false),
        SignatureAlgorithm.RsaPss =>
            (Authentication.Rsa, scheme is SignatureScheme.RsaPssPssSha256 or SignatureScheme.RsaPssPssSha384 or SignatureScheme.RsaPssPssSha512),
        SignatureAlgorithm.Dsa => (Authentication.Dss, false),
        // RFC 8422 §2: EdDSA signs for the suites of ECDSA.
        _ => (Authentication.Ecdsa, false),
    };

    /// <summary>
    /// In TLS 1.3 the signature is encrypted, but a server that cannot make one refuses before its ServerHello: one hello for each scheme,
    /// after one for all of its kind, because most servers have one kind of key.
    /// </summary>
    private async Task ExamineTls13SignaturesAsync(CancellationToken cancellationToken)
    {
        var group = _tls13Groups.Offered.FirstOrDefault(static group => PublicKeys.All.Any(share => share.Group == group));
        if (group == default)
            return;
        var offer = OfferOf(TlsVersion.Tls13, _surveys[TlsVersion.Tls13].Codes) with
        {
            Groups = [group],
            Shares = [.. PublicKeys.All.Where(share => share.Group == group)],
            // The certificates of the chain may be signed with anything: the question is the handshake.
            More = [ExtensionWriter.CertificateSchemes(Offer.AllSchemes)],
        };
        var offered = new List<SignatureScheme>();
        var notAsked = SignatureSchemes.All.Select(static row => row.Scheme).ToHashSet();
        foreach (var kind in Tls13Schemes)
        {
            var signs = await AskForSchemesAsync(kind);
            if (signs == Answer.No)
                notAsked.ExceptWith(kind);
            if (signs != Answer.Yes)
                continue;
            foreach (var scheme in kind)
            {
                var answer = await AskForSchemesAsync([scheme]);
                if (answer == Answer.Yes)
                    offered.Add(scheme);
                if (answer != Answer.NotKnown)
                    notAsked.Remove(scheme);
            }
        }
        _tls13Signatures = new SignaturesObservation { Offered = offered, NotAsked = notAsked };

        async Task<Answer> AskForSchemesAsync(SignatureScheme[] schemes) =>
            AnswerOf(await AskAsync(offer with { Schemes = schemes }, cancellationToken), static flight => flight.Chose(TlsVersion.Tls13));
    }
}
