using System.CommandLine;

namespace Leadglass.Cli.Commands;

/// <summary><c>leadglass exposure</c>: what search engines and scanners already know about own networks. None of the networks is contacted.</summary>
internal sealed class ExposureCommand : Command
{
    public ExposureCommand(Surroundings surroundings)
        : base("exposure", "Shows what Shodan, Censys, FOFA and scanners list of your networks, without contacting any of it.")
    {
        Add(new ExposureImportCommand(surroundings));
        Add(new ExposureQueriesCommand(surroundings));
        Add(new ExposureShodanCommand(surroundings));
    }
}
