using System.CommandLine;
using System.Security.Cryptography;
using Leadglass.Findings;
using Leadglass.Tls.Authority;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass tls pki revoke</c>: calls back a certificate, for example of a stolen device.</summary>
internal sealed class TlsPkiRevokeCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string> _folder = new("folder") { Description = "Folder of leadglass tls pki new." };
    private readonly Argument<string> _which = new("serial|file") { Description = "Serial number of the certificate in hexadecimal digits, or a file that holds it." };

    public TlsPkiRevokeCommand(Surroundings surroundings)
        : base("revoke", "Puts a certificate on the authority's list of revoked ones (ca.crl).")
    {
        _surroundings = surroundings;
        Add(_folder);
        Add(_which);
        SetAction((parsed, _) => RunAsync(parsed.GetValue(_folder)!, parsed.GetValue(_which)!));
    }

    private async Task<int> RunAsync(string folder, string which)
    {
        try
        {
            var (serial, files) = PkiRevocation.Revoke(folder, which, _surroundings.Time);
            var name = files.Count > 0 ? string.Join(", ", files) : "no certificate in this folder has this serial number";
            await _surroundings.Out.WriteLineAsync(VisibleText.Of($"{serial} is revoked ({name})."));
            await _surroundings.Out.WriteLineAsync(VisibleText.Of($"Give {Path.Combine(folder, "ca.crl")} to every system that looks at it, and make each read it again: until then they accept the certificate."));
            return ExitCode.Clean;
        }
        catch (FormatException e)
        {
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, [e.Message]);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or ArgumentException)
        {
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, [$"{folder} is no folder of leadglass tls pki new, or the key of its issuing authority was put away: {e.Message}"]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Incomplete, [$"{e.Message} Nothing was revoked."]);
        }
    }
}
