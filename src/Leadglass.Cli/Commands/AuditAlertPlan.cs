using Leadglass.Audit.Storage;
using Leadglass.Audit.Syslog;

namespace Leadglass.Cli.Commands;

/// <summary>Who is told about alerts.</summary>
/// <param name="Prints">Whether they are printed.</param>
/// <param name="Syslog">Where they are sent as audit messages; <see langword="null"/> for nowhere.</param>
/// <param name="Webhook">Where they are posted; <see langword="null"/> for nowhere.</param>
internal sealed record AuditAlertPlan(bool Prints, SyslogSenderOptions? Syslog, Uri? Webhook)
{
    /// <summary>Begins to watch a store, and to tell.</summary>
    /// <param name="store">The store; opened anew, since others append to it meanwhile.</param>
    /// <param name="surroundings">Standard output and the clock.</param>
    /// <param name="error">Takes what failed.</param>
    /// <param name="storedUntil">Asked for a time: all that was received before it is in the store.</param>
    public AuditAlertService Start(AuditStoreAddress store, Surroundings surroundings, TextWriter error, Func<DateTimeOffset> storedUntil) => new(this, store, surroundings, error, storedUntil);
}
