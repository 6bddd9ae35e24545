using System.Globalization;
using Leadglass.Tls.Authority.Configurations;

namespace Leadglass.Tls.Authority;

/// <summary>The page that explains the folder to whoever finds it.</summary>
internal static class PkiReadme
{
    public static string Text(PkiSite site, DateTimeOffset notAfter) => $"""
        # {site.Order.Name}: certificates for DICOM over TLS

        Made by `leadglass tls pki new` for laboratories and migrations. For regular service let the certification authority of your house issue the same
        certificates: whoever has the keys in `authority/` can impersonate every system that trusts them.

        Everything here is valid until **{notAfter.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC**, the revocation lists included: after that day nothing connects.

        | file | what it is | who needs it |
        |---|---|---|
        | `{PkiLayout.Trusted}` | the root and the issuing authority | every system: this is what it trusts |
        | `{PkiLayout.Revoked}` | revocation lists of both; `leadglass tls pki revoke` adds to them. From the first day one certificate is on them that nobody has: `leadglass tls client` shows it | every system that checks them |
        | `AET/server-rsa.crt`, `.key` | certificate with its chain, and its key, for accepting associations | the system AET |
        | `AET/client-rsa.crt`, `.key` | the same for requesting associations | the system AET |
        | `AET/peer-rsa.crt`, `.key` | the same for both, where a program takes one certificate only (Orthanc, dcm4chee) | the system AET |
        | `AET/*-ecdsa.*` | the same with keys on P-256; a server that has both serves every client (PS3.15 B.13) | the system AET |
        | `AET/*.pfx` | key, certificate and chain in one file, for Windows and Java; the password is in `{PkiLayout.Password}` | the system AET |
        | `authority/*.key` | the keys of the authorities | nobody: put them away from the network |
        | `configuration/` | ready configurations for {site.Server}, called by {site.Caller}, with the paths of this folder | |

        AE titles: {string.Join(", ", site.Order.AETitles)}. Server names in the certificates: {string.Join(", ", site.Order.Hosts)}.

        Private keys and passwords can be read by the owner of the folder only (mode 0600). A service that runs as another user needs a copy of its own key, with that user as owner.

        Prove it: `leadglass tls server {site.Host}:{PkiSite.TlsPort} --claim B.12`

        """;
}
