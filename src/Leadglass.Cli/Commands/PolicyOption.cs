using System.CommandLine;
using System.CommandLine.Parsing;
using Leadglass.Inspection.Policies;

namespace Leadglass.Cli.Commands;

/// <summary><c>--policy</c>: what the site accepts in files from outside.</summary>
internal sealed class PolicyOption : Option<string?>
{
    public PolicyOption()
        : base("--policy")
    {
        Description = "What the site accepts (policy.yaml); a file to start from: leadglass sanitize policy.";
        HelpName = "file";
    }

    /// <summary>Reads the policy; the default one where none is named.</summary>
    public SitePolicy Read(ParseResult parsed, List<string> errors)
    {
        if (parsed.GetValue(this) is not { } path)
            return SitePolicy.Default;
        try
        {
            using var reader = new StreamReader(path);
            var (policy, wrong) = PolicyFile.Read(reader, path);
            errors.AddRange(wrong);
            return policy ?? SitePolicy.Default;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            errors.Add($"--policy: {e.Message}");
            return SitePolicy.Default;
        }
    }
}
