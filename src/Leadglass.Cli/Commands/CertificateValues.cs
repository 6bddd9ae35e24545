using Leadglass.Findings;
using Leadglass.Tls.Certificates;
using Leadglass.Tls.Observations;

namespace Leadglass.Cli.Commands;

/// <summary>What redaction hides of the certificates that a TLS server showed: they name the hospital, its departments and its hosts.</summary>
internal static class CertificateValues
{
    public static IEnumerable<SensitiveValue> Of(ServerObservation server)
    {
        foreach (var facts in server.Certificates.SelectMany(static shown => shown.Chain).Select(CertificateFacts.Read).OfType<CertificateFacts>())
        {
            foreach (var name in facts.Names.Where(static name => name.Length > 0))
                yield return new(SensitiveKind.Host, name);
            foreach (var name in new[] { facts.Subject, facts.Issuer }.Where(static name => name.Length > 0))
                yield return new(SensitiveKind.Name, name);
        }
    }
}
