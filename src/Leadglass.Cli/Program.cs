using Leadglass.Cli;

return await LeadglassCommand.RunAsync(args, Surroundings.OfThisProcess());
