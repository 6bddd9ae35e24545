using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Probing;

internal sealed partial class ServerExamination
{
    private GroupsObservation _groups = new();
    private GroupsObservation _tls13Groups = new();

    private async Task ExamineGroupsAsync(CancellationToken cancellationToken)
    {
        if (Clear is { } version)
        {
            var suites = _surveys[version].Suites.Where(static suite => suite.KeyExchange == KeyExchange.Ecdhe).ToList();
            if (suites.Count > 0)
                await ExamineCurvesAsync(version, suites, cancellationToken);
            else if (!line.IsOver)
                _groups = new GroupsObservation { NotAsked = new HashSet<NamedGroup>() };
            await ExamineOwnFieldAsync(version, cancellationToken);
        }
        if (Offers(TlsVersion.Tls13))
            await ExamineTls13GroupsAsync(cancellationToken);
    }

    /// <summary>RFC 7919 §4: to a client that names fields a server sends one of those, to others its own. All other hellos name them; this one does not.</summary>
    private async Task ExamineOwnFieldAsync(TlsVersion version, CancellationToken cancellationToken)
    {
        var suites = _surveys[version].Suites.Where(static suite => suite.KeyExchange == KeyExchange.Dhe).Select(static suite => suite.Code).ToList();
        var curves = Offer.AllGroups.Where(static group => NamedGroups.Find(group)!.Kind == GroupKind.EllipticCurve).ToList();
        if (suites.Count > 0)
            await AskAsync(OfferOf(version, suites) with { Groups = curves }, cancellationToken);
    }

    private async Task ExamineTls13GroupsAsync(CancellationToken cancellationToken)
    {
        var survey = _surveys[TlsVersion.Tls13];
        // A server that cannot ask for a key gets those there are: the other groups stay unknown.
        var left = survey.NeedsShares
            ? PublicKeys.All.Select(static share => share.Group).ToList()
            : Offer.AllGroups.Where(static group => NamedGroups.Find(group)!.Kind != GroupKind.EllipticCurve || NamedGroups.Find(group)!.Bits > 0).ToList();
        var notAsked = Offer.AllGroups.Except(left).ToHashSet();
        var offered = new List<NamedGroup>();
        while (left.Count > 0)
        {
            var offer = OfferOf(TlsVersion.Tls13, survey.Codes) with
            {
                Groups = [.. left],
                Shares = survey.NeedsShares ? [.. PublicKeys.All.Where(share => left.Contains(share.Group))] : [],
            };
            var flight = await AskAsync(offer, cancellationToken);
            if (flight?.Chose(TlsVersion.Tls13) == true && flight.Agreement?.Group is { } group && left.Remove(group))
            {
                offered.Add(group);
                continue;
            }
            if (flight?.IsRefusal != true)
                notAsked.UnionWith(left);
            break;
        }
        _tls13Groups = new GroupsObservation { Offered = offered, NotAsked = notAsked };
    }

    private async Task ExamineCurvesAsync(TlsVersion version, IReadOnlyList<CipherSuite> suites, CancellationToken cancellationToken)
    {
        var offer = OfferOf(version, [.. suites.Select(static suite => suite.Code)]);
        // RFC 8422 §5.1: the curve of an ECDSA certificate must be among the groups. Where there is no other certificate it stays in, last.
        var anchor = suites.All(static suite => suite.Authentication == Authentication.Ecdsa) ? CurveOfCertificate() : null;
        var left = Offer.AllGroups.Where(group => NamedGroups.Find(group) is { Kind: GroupKind.EllipticCurve, Bits: > 0 } && group != anchor).ToList();
        var offered = new List<NamedGroup>();
        var known = false;
        while (left.Count > 0 || anchor is not null)
        {
            if (await AskAsync(offer with { Groups = anchor is { } last ? [.. left, last] : [.. left] }, cancellationToken) is not { } flight)
                break;
            if (flight.Chose(version) && flight.Agreement?.Group is { } group)
            {
                if (left.Remove(group))
                {
                    offered.Add(group);
                    continue;
                }
                if (group == anchor)
                {
                    offered.Add(group);
                    // The last of the list was chosen: with the client's order nothing else is there, with the server's nobody can tell.
                    known = left.Count == 0 || _surveys[version].Order == SuiteOrder.Client;
                }
                break;
            }
            known = flight.IsRefusal;
            break;
        }

        var without = await AskAsync(offer with { Groups = null }, cancellationToken);
        _groups = new GroupsObservation
        {
            Offered = offered,
            NotAsked = known ? new HashSet<NamedGroup>() : [.. left],
            ChoosesWithoutExtension = without is null || !(without.IsRefusal || without.Chose(version)) ? Answer.NotKnown
                : without.Chose(version) ? Answer.Yes
                : Answer.No,
        };
    }

    private NamedGroup? CurveOfCertificate()
    {
        foreach (var certificate in _seen.Certificates.Where(static certificate => certificate.Key == PublicKeyKind.Ecdsa))
        {
            try
            {
                using var parsed = X509CertificateLoader.LoadCertificate(certificate.Chain[0].Span);
                using var key = parsed.GetECDsaPublicKey();
                return key?.ExportParameters(includePrivateParameters: false).Curve.Oid.Value switch
                {
                    "1.2.840.10045.3.1.7" => NamedGroup.Secp256r1,
                    "1.3.132.0.34" => NamedGroup.Secp384r1,
                    "1.3.132.0.35" => NamedGroup.Secp521r1,
                    _ => null,
                };
            }
            catch (CryptographicException)
            {
                // A certificate that cannot be parsed has no curve to keep.
            }
        }
        return null;
    }
}
