using System.CommandLine;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass audit</c>: are audit messages right, do they arrive, and who did what?</summary>
internal sealed class AuditCommand : Command
{
    public AuditCommand(Surroundings surroundings)
        : base("audit", "Tells whether audit messages keep PS3.15 A.5 and whether they arrive; receives, keeps and searches them.")
    {
        Add(new AuditValidateCommand(surroundings));
        Add(new AuditConvertCommand(surroundings));
        Add(new AuditSendCommand(surroundings));
        Add(new AuditTestSenderCommand(surroundings));
        Add(new AuditServeCommand(surroundings));
        Add(new AuditUserCommand(surroundings));
        Add(new AuditSearchCommand(surroundings));
        Add(new AuditExportCommand(surroundings));
        Add(new AuditAlertsCommand(surroundings));
        Add(new AuditVerifyCommand(surroundings));
        Add(new AuditPruneCommand(surroundings));
    }
}
