using System.Net;
using Leadglass.Audit.Building;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Storage;
using Microsoft.AspNetCore.Http;

namespace Leadglass.Audit.Web;

/// <summary>Who is on the other side of a request, as audit messages name them.</summary>
/// <param name="Name">The name at login; <see langword="null"/> where nobody has to log in.</param>
/// <param name="Address">Where the request comes from.</param>
internal sealed record WebReader(string? Name, IPAddress Address)
{
    /// <summary>The domain of the logins: this machine alone knows them.</summary>
    private static readonly string Domain = Environment.MachineName;

    /// <summary>Where a request comes from.</summary>
    /// <param name="context">The request.</param>
    public static IPAddress AddressOf(HttpContext context) =>
        context.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : context.Connection.RemoteIpAddress ?? IPAddress.None;

    /// <summary>Writes into a store that somebody reads it (PS3.15 A.5.3.2): before it is read, so that who cannot be recorded reads nothing.</summary>
    /// <param name="store">The store.</param>
    /// <param name="options">How the log is named, and the clock.</param>
    /// <param name="what">What is read, without values of patients.</param>
    /// <exception cref="IOException">The store cannot be written to.</exception>
    public void RecordUse(IAuditStore store, AuditWebOptions options, string what)
    {
        var here = Participants.ThisProcess();
        var now = options.Time.GetLocalNow();
        store.Append([AuditRecord.Of(
            new AuditLogUsed
            {
                Source = Source,
                Time = now,
                Actors = Name is null ? [At(here)] : [At(Person(Name, isRequestor: true)), here],
                Log = options.Log,
                OutcomeDescription = what,
            }.ToMessage(),
            now)]);
    }

    /// <summary>Writes into a store that somebody has logged in or out, or tried to (A.5.3.12).</summary>
    /// <param name="store">The store.</param>
    /// <param name="time">The clock.</param>
    /// <param name="name">The name, real or claimed.</param>
    /// <param name="isLogin">Whether it was a login.</param>
    /// <param name="outcome">Whether it succeeded.</param>
    /// <exception cref="IOException">The store cannot be written to.</exception>
    public void RecordLogin(IAuditStore store, TimeProvider time, string name, bool isLogin, AuditOutcome outcome)
    {
        var now = time.GetLocalNow();
        var login = new UserAuthentication
        {
            Source = Source,
            Time = now,
            Outcome = outcome,
            LoggedIn = isLogin,
            Person = At(Person(name, isRequestor: true)),
            Node = Participants.ThisProcess(),
        };
        store.Append([AuditRecord.Of(login.ToMessage(), now)]);
    }

    private static AuditSource Source => new() { Id = Environment.MachineName };

    private static ActiveParticipant Person(string name, bool isRequestor) => Participants.Person(name, Domain, isRequestor);

    private ActiveParticipant At(ActiveParticipant participant) => participant.At(AccessPointKind.IPAddress, $"{Address}");
}
