using System.CommandLine;
using Leadglass.Audit.Web;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass audit user</c>: who may log in to the pages of the repository.</summary>
internal sealed class AuditUserCommand : Command
{
    private readonly Surroundings _surroundings;
    private readonly Argument<string> _name = new("name") { Description = "The name at login." };
    private readonly Option<string> _users = new("--users") { Description = "The file of users, made if it is not there.", HelpName = "file", Required = true };

    public AuditUserCommand(Surroundings surroundings)
        : base("user", "Adds a user of the pages of leadglass audit serve, or changes the password. Reads the password from standard input, one line.")
    {
        _surroundings = surroundings;
        Add(_name);
        Add(_users);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_name)!;
        var password = await _surroundings.ReadSecretAsync($"Password for {VisibleText.Of(name)}: ", cancellationToken);
        if (WebUsers.Objection(name, password) is { } objection)
            return await ScopeGate.RefuseAsync(_surroundings, ExitCode.Usage, [objection]);
        new WebUsers(parsed.GetValue(_users)!).Set(name, password);
        await _surroundings.Out.WriteLineAsync($"{VisibleText.Of(name)} can log in.");
        return ExitCode.Clean;
    }
}
