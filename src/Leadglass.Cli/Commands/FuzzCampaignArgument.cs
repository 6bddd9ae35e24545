using System.CommandLine;
using Leadglass.Fuzzing.Campaign;

namespace Leadglass.Cli.Commands;

/// <summary>The folder of a campaign, on the commands that come after it.</summary>
internal sealed class FuzzCampaignArgument
{
    private readonly Argument<string> _folder = new("folder") { Description = "Folder of a campaign, as given to fuzz file with --output." };

    public void AddTo(Command command) => command.Add(_folder);

    /// <summary>Reads the campaign; a null state, and an error, where there is none.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public (CampaignFolder Folder, CampaignState? State) Read(ParseResult parsed, List<string> errors) => Read(parsed.GetValue(_folder)!, errors);

    /// <summary>Refuses to run another program in the name of the one that the campaign was about: what it said would prove nothing.</summary>
    /// <exception cref="IOException">The program cannot be read.</exception>
    public static void RequireSameProgram(CampaignState state, List<string> errors)
    {
        if (CampaignTarget.HashOf(state.Program) != state.ProgramSha256)
            errors.Add($"{state.Program} is not the program of the campaign any more (SHA-256); to run another build on its reproducers: leadglass fuzz triage FOLDER -- PROGRAM @@");
    }

    /// <summary>Reads the campaign of a folder; a null state, and an error, where there is none.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static (CampaignFolder Folder, CampaignState? State) Read(string path, List<string> errors)
    {
        var folder = new CampaignFolder(path);
        var state = folder.Read();
        if (state is null)
            errors.Add($"{path}: there is no campaign in it (campaign.json)");
        return (folder, state);
    }
}
