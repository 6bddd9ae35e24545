using System.CommandLine;
using System.Net;
using Leadglass.Audit.Storage;
using Leadglass.Audit.Syslog;
using Leadglass.Audit.Web;

namespace Leadglass.Cli.Commands;

/// <summary>The options that say where and to whom <c>leadglass audit serve</c> shows its pages.</summary>
internal sealed class AuditWeb
{
    private readonly Option<int?> _port = new("--web") { Description = "Port for the pages to search the store, and for FHIR below /fhir; 0 takes a free one. HTTPS if --cert and --key are there.", HelpName = "port" };
    private readonly Option<string?> _users = new("--web-users") { Description = "Who may log in to the pages, made by leadglass audit user. Without it, they are for this machine alone.", HelpName = "file" };

    public void AddTo(Command command)
    {
        command.Add(_port);
        command.Add(_users);
    }

    /// <summary>Whether pages are wanted.</summary>
    /// <param name="parsed">The command line.</param>
    public bool IsAsked(ParseResult parsed) => parsed.GetValue(_port) is not null;

    /// <summary>Reads them.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="receiver">Where syslog is received: address and certificate are the same.</param>
    /// <param name="address">Address to listen on.</param>
    /// <param name="store">The store.</param>
    /// <param name="time">The clock.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <returns>Where and to whom; <see langword="null"/> if nobody asked for pages.</returns>
    public AuditWebOptions? Read(ParseResult parsed, SyslogReceiverOptions receiver, IPAddress? address, AuditStoreAddress store, TimeProvider time, List<string> errors)
    {
        var users = parsed.GetValue(_users) is { } file ? new WebUsers(file) : null;
        if (parsed.GetValue(_port) is not { } port)
        {
            if (users is not null)
                errors.Add("--web-users needs --web");
            return null;
        }

        if (port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
            errors.Add($"--web must be between {IPEndPoint.MinPort} and {IPEndPoint.MaxPort}");
        if (address is null)
            return null;
        if (!IPAddress.IsLoopback(address) && (users is null || receiver.Certificates is null))
            errors.Add("--web beyond this machine needs --web-users, --cert and --key; for this machine alone, add --bind 127.0.0.1");
        errors.AddRange(users?.Problems() ?? []);
        return errors.Count > 0 ? null : new AuditWebOptions { Endpoint = new IPEndPoint(address, port), Certificates = receiver.Certificates, Users = users, Log = store.Uri, Time = time };
    }
}
