using System.CommandLine;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass audit</c>: are audit messages right, and do they arrive?</summary>
internal sealed class AuditCommand : Command
{
    public AuditCommand(Surroundings surroundings)
        : base("audit", "Tells whether audit messages keep PS3.15 A.5, and whether they arrive.")
    {
        Add(new AuditValidateCommand(surroundings));
        Add(new AuditConvertCommand(surroundings));
        Add(new AuditSendCommand(surroundings));
        Add(new AuditTestSenderCommand(surroundings));
    }
}
