using System.CommandLine;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass tls</c>: is the encryption right?</summary>
internal sealed class TlsCommand : Command
{
    public TlsCommand(Surroundings surroundings)
        : base("tls", "Tells whether encryption is right by the profiles of PS3.15 Annex B, and helps to turn it on.")
    {
        Add(new TlsServerCommand(surroundings));
        Add(new TlsClientCommand(surroundings));
        Add(new TlsEvaluateCommand(surroundings));
        Add(new TlsPkiCommand(surroundings));
    }
}
