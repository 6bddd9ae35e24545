using Leadglass.Cli;
using Leadglass.Cli.Commands;

return LabReaderCommand.TryRun(args) ?? await LeadglassCommand.RunAsync(args, Surroundings.OfThisProcess());
