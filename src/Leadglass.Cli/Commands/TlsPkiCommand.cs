using System.CommandLine;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass tls pki</c>: a certification authority for a lab or a migration.</summary>
internal sealed class TlsPkiCommand : Command
{
    public TlsPkiCommand(Surroundings surroundings)
        : base("pki", "Makes and keeps a certification authority for labs and migrations.")
    {
        Add(new TlsPkiNewCommand(surroundings));
        Add(new TlsPkiRevokeCommand(surroundings));
    }
}
