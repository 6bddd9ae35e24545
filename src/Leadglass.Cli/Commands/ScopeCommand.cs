using System.CommandLine;
using Leadglass.Exposure.Targets;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass scope init</c>: a scope file to fill in.</summary>
internal sealed class ScopeCommand : Command
{
    public ScopeCommand(Surroundings surroundings)
        : base("scope", "Says which public addresses may be checked, and who allowed it.")
    {
        var file = new Argument<string>("file") { Description = "Where to write it.", DefaultValueFactory = _ => "scope.yaml" };
        var init = new Command("init", "Writes a scope file to fill in. An existing file is never overwritten.") { file };
        init.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            if (path.Length == 0 || File.Exists(path))
            {
                surroundings.Error.WriteLine(path.Length == 0 ? "leadglass: name the file to write" : $"leadglass: {VisibleText.Of(path)} exists and is left as it is: name another");
                return ExitCode.Usage;
            }

            using (var stream = new FileStream(path, FileMode.CreateNew))
            using (var writer = new StreamWriter(stream))
                writer.Write(ScopeFile.Template);
            surroundings.Out.WriteLine($"Wrote {path}. Fill it in, then: leadglass check TARGET --scope {path}");
            return ExitCode.Clean;
        });
        Add(init);
    }
}
